"""The program that the commands belong to. A command imports what it works with when it runs."""

import sys
from importlib import import_module
from typing import Annotated

import typer

from consistency import __version__

# The commands in the order of the help: each a function, or a group of them, in a module of its own.
_COMMANDS = {
    "check": "check",
    "test": "try_examples",
    "explain": "explain",
    "why-not": "why_not",
    "perturb": "perturb",
    "rules": "rules",
    "new": "new",
    "init": "init",
    "schema": "schema",
}


def program() -> None:
    """Run the command that the arguments of the process ask for.

    Of the commands only that one is loaded, or all of them where the first argument is none: what the others
    take would be worked out at every start.
    """
    app = typer.Typer(
        name="consistency",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,  # rich takes as long to import as all the rest
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    asked = sys.argv[1:2]
    for name in asked if asked and asked[0] in _COMMANDS else _COMMANDS:
        module = import_module(f"consistency.cli.{name.replace('-', '_')}")
        command = getattr(module, _COMMANDS[name])
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, cls=getattr(module, "COMMAND", None))(command)
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # nobody reads on
            raise SystemExit(0) from None
        raise
    except OSError:
        if not _told_unwritten():
            raise
        raise SystemExit(2) from None


def _told_unwritten() -> bool:
    """Tell that a stream cannot be written, if that is so: what it still holds is written once more."""
    from consistency.cli.terminal import say

    problems = [problem for problem in (say("", sys.stdout), say("", sys.stderr)) if problem]
    if problems:
        from consistency.reports.text import render_problems
        from consistency.tally import stopped

        say(render_problems(stopped((), problems)), sys.stderr)
    return bool(problems)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"consistency {__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Tells where the figures of documents contradict each other, and why."""
