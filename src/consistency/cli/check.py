"""`consistency check`: does what the facts say hold together?

Annotations are values here, as in `options.py`.
"""

import sys
from typing import Annotated

import typer

from consistency.cli.options import Facts, Rules

# The words of settings.py stand here once more, as help: importing them would cost every `--help` its speed.
_VERDICTS = "contradicted, strained, undetermined"


def check(
    facts: Facts = None,
    rules: Rules = None,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", help="text (the default) or json.")] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report to this file, not to the terminal.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Check only the rules with such an id. Repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Leave out the rules with such an id. Repeatable."),
    ] = None,
    waivers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The file of waived findings. Default: waivers.yaml, if any."),
    ] = None,
    waive_all: Annotated[
        bool,
        typer.Option("--waive-all", help="Waive all findings that fail, so that only new ones fail."),
    ] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="Ask of this day whether waivers still hold.")
    ] = None,
    show: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICTS",
            help=f"Report all, or some of {_VERDICTS}, note, consistent. Default: all but consistent.",
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICT,SEVERITY",
            help=f"Exit with 1 for this verdict ({_VERDICTS}) or a worse one, at this severity (error, "
            "warning, note) or a graver one; `unmet`: also for a rule that met no claim, and a claim that no "
            "rule met. Default: contradicted,error.",
        ),
    ] = None,
) -> None:
    """Check the facts against the rules.

    Exits with 0 if nothing is contradicted, 1 if something is (see --fail-on), 2 if something could not be
    read or run.
    """
    from pathlib import Path

    import attrs

    from consistency.cli.telling import tell
    from consistency.cli.terminal import Progress, has_colour, page_width, say
    from consistency.pipeline import check as run
    from consistency.pipeline import exit_code, shown
    from consistency.reports import renderer
    from consistency.reports.text import render_problems
    from consistency.settings import read_settings
    from consistency.tally import stopped

    given = {
        "facts": facts,
        "rules": rules,
        "select": select,
        "ignore": ignore,
        "show": show,
        "fail-on": fail_on,
        "format": None if format is None else [format],
        "output": None if output is None else [output],
        "waivers": None if waivers is None else [waivers],
        "today": None if today is None else [today],
    }
    settings, problems = read_settings({key: tuple(texts) for key, texts in given.items() if texts})
    if waive_all and not Path(settings.waivers_to).exists():
        settings = attrs.evolve(settings, waivers=None)  # it is about to be written
    if problems:
        report = stopped((), problems)
    else:
        with Progress(sys.stderr) as progress:
            report = run(settings, progress.tell)
        if waive_all:
            from consistency.waiving import waive

            settings, report, told = waive(settings, report)
            say(told, sys.stderr)
    code = exit_code(report, settings)

    say(render_problems(report, width=page_width(sys.stderr), colour=has_colour(sys.stderr)), sys.stderr)
    render = renderer(settings.format)
    if settings.output is None:
        encoding = "utf-8" if settings.format == "json" else None
        look = render(shown(report, settings), width=page_width(sys.stdout), colour=has_colour(sys.stdout))
        unwritten = say(look, sys.stdout, encoding)
    else:
        from consistency.output import write

        unwritten = write(render(shown(report, settings)), settings.output)
    if unwritten:
        tell([unwritten])
        code = 2
    raise typer.Exit(code)
