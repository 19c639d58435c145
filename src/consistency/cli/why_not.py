"""`consistency why-not`: what keeps claims from meeting in a rule."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def why_not(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")],
    claims: Annotated[
        list[str],
        typer.Argument(metavar="CLAIM…", help="Ids of claims, in full or as their file has them."),
    ],
    facts: Annotated[
        list[str] | None, typer.Option("--facts", metavar="PATH", help="Read these facts. Repeatable.")
    ] = None,
    rules: Annotated[
        list[str] | None, typer.Option("--rules", metavar="PATH", help="Read these rules. Repeatable.")
    ] = None,
) -> None:
    """Say why claims do not meet in a rule: at which key, variable, condition or missing claim they fail.

    The claims are tried in all roles; the nearest miss is told first. Name one claim to ask whom
    it could meet, or as many as there are roles to ask about just these.
    """
    from consistency.cli.terminal import page_width, say
    from consistency.match import Index
    from consistency.pipeline import load
    from consistency.problem import Location, Problem, closest
    from consistency.reports.attempts import render
    from consistency.reports.text import render_problems
    from consistency.settings import read_settings
    from consistency.tally import stopped
    from consistency.unmet import attempts

    given = {"facts": tuple(facts or ()), "rules": tuple(rules or ())}
    settings, wrong = read_settings({key: texts for key, texts in given.items() if texts})
    problems: list[Problem] = list(wrong)
    if not problems:
        read, known, problems = load(settings)
        problems = [*read.problems, *problems]
        index = Index(read.claims)
        asked = next((each for each in known if each.id == rule), None)
        if asked is None:
            hint = closest(rule, [each.id for each in known])
            problems.append(Problem(Location("--RULE"), f"no rule is called `{rule}`", hint))
        named = []
        for text in dict.fromkeys(claims):
            found = [claim for claim in index.claims if text in (claim.id, claim.name)]
            if len(found) == 1:
                named.append(found[0])
            elif found:
                ids = " or ".join(f"`{claim.id}`" for claim in found)
                problems.append(Problem(Location("--CLAIM"), f"several claims are called `{text}`", ids))
            else:
                hint = closest(text, [word for claim in index.claims for word in (claim.id, claim.name)])
                problems.append(Problem(Location("--CLAIM"), f"no claim is called `{text}`", hint))
        if asked is not None and len(named) == len(set(claims)):
            try:
                found_ways = attempts(asked, named, index)
            except ValueError as error:
                problems.append(Problem(Location("--CLAIM"), str(error), "name fewer claims"))
            else:
                unwritten = say(render(asked, named, found_ways, width=page_width(sys.stdout)), sys.stdout)
                problems += [unwritten] if unwritten else []
    say(render_problems(stopped((), problems), width=page_width(sys.stderr)), sys.stderr)
    raise typer.Exit(2 if problems else 0)
