"""The JSON Schemas of what users write and of what programs read, made from the readers' own tables.

A schema knows the keys, and what stands there by its type; what a figure, a date or a condition may say, the
readers alone know. It accepts what an editor makes of YAML, to which `value: 14` is a number. The types that
a key may have stand side by side, not under `anyOf`: so an editor says what is wrong, not that nothing fits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from consistency import reports, settings
from consistency.quantity.hedge_table import FACTORS
from consistency.read.schema import FACTS, LINKS, RULE, TEST, WORDS, Key, Keys, Shape

Schema = dict[str, Any]
"""A JSON Schema, or a part of one, as the module `json` writes it."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> Schema:
    """Return the JSON Schema (draft 2020-12) of one of `SCHEMAS`; raise `KeyError` for another name.

    >>> sorted(schema("facts")["properties"])
    ['claims', 'defaults', 'measures', 'source']
    >>> schema("rule")["required"]
    ['summary', 'claims', 'expect']
    """
    return SCHEMAS[name]()


def _facts() -> Schema:
    whole = _document("Facts of `consistency`: what documents state", FACTS)
    return {**whole, "if": {"not": {"required": ["defaults"]}}, "then": _WITHOUT_DEFAULTS}


def _rule() -> Schema:
    return _document("A rule of `consistency`: what must hold between claims", RULE)


def _packaged(name: str) -> Schema:
    text = Path(reports.__file__).with_name(f"{name}.schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    return found


# Of what a file holds


def _document(title: str, keys: Keys) -> Schema:
    shapes = {name: _SHAPES[name] for name in sorted(_used(keys))}
    return {"$schema": _DIALECT, "title": title, **_mapping(keys), "$defs": shapes}


def _used(keys: Keys) -> set[Shape]:
    """Return the shapes that the schema of a mapping refers to."""
    found: set[Shape] = {keys.others} if keys.others else set()
    for key in keys.known.values():
        if key.shape in _SHAPES:
            found.add(key.shape)
        elif key.inside:
            found |= _used(key.inside)
    return found | {"truth"} if "test" in found else found


def _mapping(keys: Keys) -> Schema:
    """Return the schema of a mapping with these keys."""
    needed = [*keys.required, *keys.merged]
    properties = {name: _key(key) for name, key in keys.known.items()}
    if keys.has_links and keys.others:
        properties |= {
            f"links.{name}": _referred(keys.others, link.meaning) for name, link in LINKS.known.items()
        }
    return {
        "type": "object",
        **({"required": needed} if needed else {}),
        "properties": properties,
        "additionalProperties": _referred(keys.others) if keys.others else False,
        **({"propertyNames": _names(keys)} if keys.others else {}),
    }


def _names(keys: Keys) -> Schema:
    names: Schema = {"minLength": 1}
    if keys.refused:
        names["not"] = {"enum": list(keys.refused)}
    if keys.has_links:
        names["pattern"] = r"^(links\..+|[^.]+)$"
    return names


def _key(key: Key) -> Schema:
    """Return the schema of what a key stands for, with its meaning and those of the words it may have."""
    if key.shape in _SHAPES:
        words = WORDS.get("kind" if key.shape == "kinds" else key.shape, {})
        listed = "".join(f"\n- {word}: {meaning}" for word, meaning in words.items())
        return _referred(key.shape, f"{key.meaning}{listed}")
    inside = _mapping(key.inside) if key.inside else {}
    return {"description": key.meaning, **_AROUND[key.shape](inside)}


def _referred(shape: Shape, description: str | None = None) -> Schema:
    return {**({"description": description} if description else {}), "$ref": f"#/$defs/{shape}"}


_GROUP = "A group: every claim that fits this, and agrees with the single roles, plays the role"

# What the mapping inside becomes in what stands around it.
_AROUND: Mapping[Shape, Callable[[Schema], Schema]] = {
    "mapping": lambda inside: inside,
    "names": lambda inside: {"type": "object", "additionalProperties": inside},
    "roles": lambda inside: {
        "type": "object",
        "additionalProperties": {
            "if": {"required": ["each"]},
            "then": {
                "type": "object",
                "properties": {"each": {"description": _GROUP, **inside}},
                "additionalProperties": False,
            },
            "else": inside,
        },
    },
    "cast": lambda inside: {
        "type": "object",
        "additionalProperties": {**inside, "type": ["object", "array"], "items": inside},
    },
    "list": lambda inside: {"type": "array", "items": inside},
    "named": lambda inside: {**inside, **_SCALAR, "type": [*_SCALAR["type"], "object"]},
}


def _or_list(entry: Schema) -> Schema:
    return {**entry, "type": [*entry["type"], "array"], "minItems": 1, "items": entry}


def _or_words(words: Iterable[str], *others: Schema) -> Schema:
    """Return the schema of a word or a list of words, or of what fits one of the `others`."""
    known: Schema = {"enum": list(words)}
    known = {"anyOf": [known, *others]} if others else known
    single = {"if": {"type": "string"}, "then": known}
    return {"type": ["string", "array"], **single, "minItems": 1, "items": known}


def _or_test(texts: Schema, together: Schema) -> Schema:
    """Return the schema of what a pattern asks of a key: `texts`, or a mapping with conditions on them.

    `together` is that of what may stand under `all`, variables included.
    """
    conditions = {
        "not": {"description": TEST.known["not"].meaning, **texts},
        "given": _referred("truth", TEST.known["given"].meaning),
        "all": {"description": TEST.known["all"].meaning, **together},
        "only": {"description": TEST.known["only"].meaning, **together},
    }
    mapping = {"minProperties": 1, "properties": conditions, "additionalProperties": False}
    return {**texts, "type": [*texts["type"], "object"], **mapping}


def _or_variable(test: Schema) -> Schema:
    """Return the schema of a test of words, in place of which a variable may stand."""
    return {**test, "then": {"anyOf": [test["then"], _VARIABLE]}}


_VARIABLE: Schema = {"pattern": r"^\$"}
_SCALAR: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_CONDITION: Schema = {"type": ["string"], "minLength": 1}
_TEXTS = _or_list(_SCALAR)
_DATE: Schema = {"type": ["string", "integer"], "minLength": 1}
_FIGURE: Schema = {"type": ["string", "number"], "minLength": 1}
_WITHOUT_DEFAULTS: Schema = {
    "properties": {
        "claims": {"items": {"required": ["about"], "properties": {"about": {"minProperties": 1}}}}
    }
}
_READINGS = {
    **_CONDITION, "type": ["string", "object"], "minProperties": 1, "additionalProperties": _CONDITION,
}  # fmt: skip

_SHAPES: Mapping[Shape, Schema] = {
    "text": _SCALAR,
    "remark": _SCALAR,
    "texts": _TEXTS,
    "kind": {"enum": list(WORDS["kind"])},
    "number": {"type": ["number", "string"], "minimum": 0, "minLength": 1},
    "date": _or_list(_DATE),
    "quantity": _FIGURE,
    "quantities": _or_list(_FIGURE),
    "duration": _CONDITION,
    "expression": _CONDITION,
    "expressions": _or_list(_CONDITION),
    "readings": _READINGS,
    "certainty": {**_READINGS, "type": ["boolean", *_READINGS["type"]]},
    "message": _SCALAR,
    "severity": {"enum": list(WORDS["severity"])},
    "verdict": {"enum": list(WORDS["verdict"])},
    "truth": {"enum": [True, False, *WORDS["truth"]]},
    "test": _or_test(_TEXTS, _TEXTS),
    "kinds": _or_variable(_or_test(_or_words(WORDS["kind"]), _or_words(WORDS["kind"], _VARIABLE))),
}


# Of the settings


_MEANINGS = {
    "facts": "Files and folders of facts, relative to this file",
    "rules": "Files and folders of rules, relative to this file; `standard` and `package:NAME` are sets",
    "select": "Check only the rules whose ids match one of these globs",
    "ignore": "Leave out the rules whose ids match one of these globs",
    "show": "What is reported: `all`, or verdicts and `note`, divided by commas or as a list",
    "fail-on": "What fails the run: this verdict or a worse one, at this severity or a graver one; "
    "`unmet`: also what never met",
    "format": "How the report is written",
    "output": "The file that the report is written to, relative to this file",
    "waivers": "The file of waived findings, relative to this file: else `waivers.yaml` beside it",
    "today": "The day on which it is asked whether waivers still hold: else that of the run",
    "units": "Files of units of your own, in the definition format of Pint, relative to this file",
}

_RANGE = {"type": "string", "pattern": r"^[\[(].*,.*[\])]$"}

_OWN_MEANINGS: Schema = {
    "severity": {
        "description": "How severe rules are here, by globs over their ids; `off` switches them off",
        "type": "object",
        "additionalProperties": {"enum": [*settings.SEVERITIES, settings.OFF]},
    },
    "hedges": {
        "description": "What hedges mean here, by the names of their rows",
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {
                "typical": {
                    "description": "What readers take it to mean: `[N - h, N + h]`",
                    **_RANGE,
                },
                "widest": {"description": "The most that the word still allows", **_RANGE},
                "phrases": {
                    "description": "What is said, before the number or after `…`",
                    "type": ["string", "array"],
                    "items": {"type": "string"},
                },
            },
            "additionalProperties": False,
        },
    },
    "factors": {
        "description": "What the widths of hedges are made of",
        "type": "object",
        "properties": {
            cells[0]: {"description": cells[-1], "type": ["number", "string"]}
            for line in FACTORS.splitlines()
            for cells in [[cell.strip() for cell in line.split("|")]]
        },
        "additionalProperties": False,
    },
}

_LISTED = {
    "show": (*settings.SHOWABLE, "all"),
    "fail-on": (*settings.FAILING, *settings.SEVERITIES, settings.UNMET),
}
"""The words of the settings that hold some of a few words, divided by commas."""


def _config() -> Schema:
    return {
        "$schema": _DIALECT,
        "title": f"`{settings.FILE}`: what a run of `consistency` is asked to do",
        "type": "object",
        "properties": {
            **{key: _setting(key, several) for key, several in settings.FILE_KEYS.items()},
            **_OWN_MEANINGS,
        },
        "additionalProperties": False,
    }


def _setting(key: str, several: bool) -> Schema:
    text: Schema = {"type": ["string"], "pattern": r"\S"}
    if key in _LISTED:
        word = rf"\s*({'|'.join(_LISTED[key])})?\s*"
        text["pattern"] = f"^{word}(,{word})*$"
    elif key == "format":
        text = {"enum": list(settings.FORMATS)}
    return {"description": _MEANINGS.get(key, ""), **(_or_list(text) if several else text)}


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "facts": _facts,
    "rule": _rule,
    "config": _config,
    "report": partial(_packaged, "report"),
    "perturb": partial(_packaged, "perturb"),
}
"""What there is a schema of, and what makes it."""
