"""What several commands take: the same arguments and options, in the same words.

Annotations are values here, not texts to be evaluated: typer would evaluate each of them several times.
"""

from typing import Annotated

import typer

Facts = Annotated[
    list[str] | None,
    typer.Argument(help="Files and folders of facts.", show_default="facts", metavar="[FACTS]..."),
]
"""The facts that a command is about."""

FactsOption = Annotated[
    list[str] | None,
    typer.Option("--facts", metavar="PATH", help="Facts, instead of the configured ones. Repeatable."),
]
"""The facts that a command looks into, where its arguments are something else."""

Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="PATH",
        help="A file, folder or set of rules (standard, package:NAME), instead of the configured ones. "
        "Repeatable.",
    ),
]

Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="GLOB", help="Check only the rules with such an id. Repeatable."),
]
"""The rules that are asked for, of those named."""

Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="GLOB", help="Leave out the rules with such an id. Repeatable."),
]
"""The rules that are not."""

Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
"""How the answer is written."""
