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

Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
"""How the answer is written."""
