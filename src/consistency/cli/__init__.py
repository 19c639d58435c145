"""The command line: one module for each command, which parses, calls and prints, and decides nothing."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments of the process ask for, and exit."""
    # A run makes values, which hold no circles, and ends. To look for circles among them again and again, and
    # once more at the end, is a tenth of a short run and finds nothing worth its time.
    gc.disable()
    try:
        from consistency.cli.program import program

        program()
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as done:  # which typer makes of Ctrl-C once a command runs
        if done.code == INTERRUPTED:
            _interrupted()
        raise
    finally:
        gc.freeze()
        gc.enable()


def _interrupted() -> None:
    print("interrupted", file=sys.stderr)
    sys.exit(INTERRUPTED)
