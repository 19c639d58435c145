"""`consistency rules`: which rules are there, and what do they come to on the facts?"""

import sys

import typer

from consistency.cli.options import Facts, Format, Rules


def rules(facts: Facts = None, rules: Rules = None, format: Format = "text") -> None:
    """List the rules that a check would run.

    Where there are facts, also how often claims met in each, and how many of these meetings are findings.

    Exits with 0, or with 2 if something could not be read or run.
    """
    from consistency.cli.telling import answer, tell
    from consistency.cli.terminal import Progress, page_width
    from consistency.workshop import json, text
    from consistency.workshop.asked import asked, wrong_format
    from consistency.workshop.listing import Listing, list_rules

    given = {"facts": facts, "rules": rules}
    settings, problems = asked({key: tuple(paths) for key, paths in given.items() if paths})
    problems = (*problems, *wrong_format(format))
    if problems:
        listing = Listing((), False, problems)
    else:
        with Progress(sys.stderr) as progress:
            listing = list_rules(settings, progress.tell)
    tell(listing.problems)
    if format == "json":
        page = json.render_listing(listing)
    else:
        page = text.render_listing(listing, width=page_width(sys.stdout))
    written = answer(page, format)
    raise typer.Exit(0 if written and not listing.problems else 2)
