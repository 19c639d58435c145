"""The program that the commands belong to. A command imports what it works with when it runs."""

from typing import Annotated

import typer

from consistency import __version__
from consistency.cli.check import check
from consistency.cli.explain import ExplainCommand, explain

program = typer.Typer(
    name="consistency",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich takes as long to import as all the rest
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
program.command()(check)
program.command(cls=ExplainCommand)(explain)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"consistency {__version__}")
        raise typer.Exit


@program.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Tells where the figures of documents contradict each other, and why."""
