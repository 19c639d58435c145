"""`consistency new rule`: begin a rule with a file that runs.

Annotations are values here, as in `options.py`.
"""

from typing import Annotated

import typer

new = typer.Typer(
    help="Begin something new, with a file that runs.", no_args_is_help=True, rich_markup_mode=None
)


@new.callback()
def _new() -> None:
    """Begin something new, with a file that runs."""


@new.command()
def rule(
    id: Annotated[
        str,
        typer.Argument(
            metavar="FAMILY/NAME", help="What the rule is to be called, such as visitors/months-add-up."
        ),
    ],
    rules: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER", help="The folder of rules to write in, instead of the configured one."
        ),
    ] = None,
) -> None:
    """Write a commented rule with two examples that run.

    Exits with 0, or with 2 if there is such a rule already or it cannot be written.
    """
    from consistency.cli.telling import answer, tell
    from consistency.workshop.beginning import new_rule

    begun = new_rule(id, rules)
    tell(begun.problems)
    raise typer.Exit(0 if answer(begun.told) and not begun.problems else 2)
