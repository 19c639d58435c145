"""`consistency schema`: what may stand in a file, for editors and other programs.

Annotations are values here, as in `options.py`.
"""

from typing import Annotated

import typer


def schema(
    name: Annotated[
        str,
        typer.Argument(
            help="What the schema is of.", metavar="facts|rule|config|report|perturb", show_default=False
        ),
    ],
) -> None:
    """Print the JSON Schema of facts files, rule files, consistency.toml, or what is reported in JSON.

    With one of the first three an editor completes keys, shows what they mean, and marks what the reader
    would refuse. Write it to a file beside the folders of facts and rules, not in them, where it would be
    read as one of them:

    \b
        consistency schema facts > facts.schema.json
        consistency schema rule > rule.schema.json
        consistency schema config > config.schema.json

    The first line of a YAML file then names it, as seen from that file:

    \b
        # yaml-language-server: $schema=../facts.schema.json

    The first line of consistency.toml is this:

    \b
        #:schema ./config.schema.json

    What programs read is described by report, for consistency check --format json, and by perturb, for
    consistency perturb --format json.
    """
    import json

    from consistency.cli.telling import answer, tell
    from consistency.problem import Location, Problem, closest
    from consistency.schemas import SCHEMAS
    from consistency.schemas import schema as made

    if name in SCHEMAS:
        written = answer(json.dumps(made(name), ensure_ascii=False, indent=2) + "\n", "json")
        raise typer.Exit(0 if written else 2)
    hint = closest(name.lower(), SCHEMAS) or f"there are {', '.join(SCHEMAS)}"
    tell([Problem(Location("schema"), f"there is no schema of `{name}`", hint)])
    raise typer.Exit(2)
