"""The command line: one module for each command, which parses, calls and prints, and decides nothing."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments of the process ask for, and exit."""
    try:
        from consistency.cli.program import program

        program()
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as done:  # which typer makes of Ctrl-C once a command runs
        if done.code == INTERRUPTED:
            _interrupted()
        raise


def _interrupted() -> None:
    print("interrupted", file=sys.stderr)
    sys.exit(INTERRUPTED)
