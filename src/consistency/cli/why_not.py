"""`consistency why-not`: what keeps claims from meeting in a rule.

Annotations are values here, as in `options.py`.
"""

import sys
from typing import Annotated

import typer

from consistency.cli.options import FactsOption, Rules


def why_not(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.", show_default=False)],
    claims: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM...", help="Ids of claims, in full or as their file has them.", show_default=False
        ),
    ],
    facts: FactsOption = None,
    rules: Rules = None,
) -> None:
    """Say why claims do not meet in a rule: at which key, variable, condition or missing claim they fail.

    The claims are tried in all roles; the nearest miss is told first. Name one claim to ask whom
    it could meet, or as many as there are roles to ask about just these.
    """
    from consistency.cli.telling import answer, tell
    from consistency.cli.terminal import page_width
    from consistency.reports.attempts import render
    from consistency.settings import read_settings
    from consistency.why_not import Misses, find_misses

    given = {"facts": tuple(facts or ()), "rules": tuple(rules or ())}
    settings, problems = read_settings({key: texts for key, texts in given.items() if texts})
    found = Misses(None, problems=problems) if problems else find_misses(settings, rule, claims)
    written = True
    if found.rule is not None:
        written = answer(render(found.rule, found.claims, found.attempts, width=page_width(sys.stdout)))
    tell(found.problems)
    raise typer.Exit(0 if written and not found.problems else 2)
