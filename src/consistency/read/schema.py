"""The keys of everything that facts and rule files hold: the shape of what each stands for, and its meaning.

These tables are the format: the readers check files against them and no reader has keys of its own. Editors
get the same as JSON Schemas, in which the meanings are what they show.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Shape = Literal[
    "text",  # a text that is not empty
    "remark",  # the same, where no verdict depends on it
    "texts",  # a text or a list of texts
    "kind",  # one of the words of `Kind`
    "number",  # a decimal number or a fraction, not negative
    "date",  # EDTF
    "quantity",  # a figure as a person writes it
    "quantities",  # a figure or a list of figures
    "duration",  # a figure whose unit is one of time
    "expression",  # a condition in the language of rules
    "expressions",  # a condition or a list of conditions
    "readings",  # a condition, or names and conditions
    "certainty",  # `true`, `false` or readings
    "message",  # a text with expressions in braces
    "severity",  # one of the words of `Severity`
    "verdict",  # one of the words that an example may expect
    "truth",  # `true` or `false`
    "test",  # what a pattern asks of a key: a text or a list of texts, `$name`, or a mapping
    "kinds",  # the same, where the texts are words of `Kind`
    "mapping",  # a mapping whose keys are those inside
    "names",  # a mapping whose names are free, each with a mapping
    "roles",  # the same, or `each` and under it such a mapping
    "cast",  # the same, or a list of such mappings
    "list",  # a list of mappings
    "named",  # a name, or a mapping that describes what it names
]

WORDS: Mapping[Shape, Mapping[str, str]] = {
    "kind": {
        "stock": "a level at a time",
        "flow": "an amount over a period",
        "cumulative": "a running total since a start",
        "share": "a part of a whole, in percent",
        "rate": "an amount for each unit of something else",
        "constant": "what does not change with time",
        "duration": "a length of time",
        "event": "what happened, with a figure where it has one",
        "trend": "a stated direction, without a figure of its own",
    },
    "severity": {
        "error": "fails the run",
        "warning": "fails the run where `fail-on` asks for it",
        "note": "a remark",
    },
    "verdict": {
        "consistent": "it can hold within what the words usually mean",
        "established": "it holds for every value that the words usually allow",
        "strained": "it can hold only at the outer edge of what the words allow",
        "contradicted": "no reading of the words makes it hold",
        "undetermined": "it cannot be decided",
        "unmet": "its claims do not meet",
    },
    "truth": {"true": "it is", "false": "it is not"},
}
"""The words that each shape of a few words has, with what they mean."""


class Key(NamedTuple):
    """What one key stands for; `inside` are the keys of the mappings that stand there."""

    shape: Shape
    meaning: str
    inside: Keys | None = None


class Keys(NamedTuple):
    """The keys that one thing may have and must have; `thing` names it in messages ("a claim").

    `shapes` are those of `known`, by key. What is in `merged` must be there too, but may be asked only once
    defaults are put in. `hint` is what is suggested for an unknown key that resembles no known one. `others`
    is the shape of what all other names stand for, where names are free but for those `refused`; where
    `links.<name>` may be among them (`has_links`), no other name holds a dot.
    """

    thing: str
    known: Mapping[str, Key]
    shapes: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    hint: str | None = None
    others: Shape | None = None
    refused: tuple[str, ...] = ()
    has_links: bool = False


def _keys(
    thing: str,
    known: Mapping[str, Key],
    required: tuple[str, ...] = (),
    merged: tuple[str, ...] = (),
    hint: str | None = None,
    others: Shape | None = None,
    refused: tuple[str, ...] = (),
    has_links: bool = False,
) -> Keys:
    shapes = {name: key.shape for name, key in known.items()}
    return Keys(thing, known, shapes, required, merged, hint, others, refused, has_links)


ABOUT = _keys(
    "`about`",
    {"measure": Key("texts", "What the figure measures; `measures` may say of which kind and unit that is")},
    others="texts",
)

LINKS = _keys(
    "`links`",
    {
        "sum_of": Key("texts", "Ids of the claims that this one is the total of, exactly these"),
        "part_of": Key("texts", "Id of the claim that this one is one part of; others may be missing"),
        "product_of": Key("texts", "Ids of the claims that this one is the product of"),
        "ratio_of": Key("texts", "Id of the claim that is divided, by that of `per`"),
        "per": Key("texts", "Id of the claim that `ratio_of` is divided by"),
        "share_of": Key("texts", "Id of the claim that this percentage has as its base"),
        "part": Key("texts", "Id of the claim that this percentage is of its base"),
        "difference_of": Key("texts", "Id of the claim that something is taken from, that of `minus`"),
        "minus": Key("texts", "Id of the claim that is taken from `difference_of`"),
        "average_of": Key("texts", "Ids of the claims that this one is the mean of"),
        "change_from": Key("texts", "Id of the level that this change begins at"),
        "change_to": Key("texts", "Id of the level that this change ends at"),
        "restates": Key("texts", "Id of the claim whose figure this is again, elsewhere or by another"),
        "counts": Key("texts", "Ids of the items that this claim states the number of"),
        "opening": Key("texts", "Id of the level that was there before `added` and `removed`"),
        "added": Key("texts", "Ids of what came in since `opening`"),
        "removed": Key("texts", "Ids of what went out since `opening`"),
        "after": Key("texts", "Id of the claim that this happened after"),
        "before": Key("texts", "Id of the claim that this happened before"),
        "during": Key("texts", "Id of the claim that this happened during"),
        "because_of": Key("texts", "Id of the claim that this happened because of"),
        "since": Key("texts", "Id of the claim that this duration begins with"),
        "until": Key("texts", "Id of the claim that this duration ends with, instead of `said`"),
    },
    others="texts",
)
"""The links that the packaged rules know; users' own rules may know others."""

_CLAIM: dict[str, Key] = {
    "about": Key("mapping", "The dimensions that rules match on, with names of your own", ABOUT),
    "when": Key("date", "A date, a period or an interval in EDTF: `2015`, `2015-12/2016-03`, `2016-03~`"),
    "value": Key("quantity", "The figure as the document words it: `14 %`, `about 40,000 km²`"),
    "also": Key("quantities", "The same figure restated in another unit: a figure or a list of figures"),
    "lasting": Key("duration", "Its length, where the document states one: `12 months`"),
    "kind": Key("kind", "What kind of figure it is, where its measure does not say so"),
    "by": Key("texts", "Who says so: a name or a list of names"),
    "said": Key("date", "When it was said, in EDTF; else when the source was published"),
    "quote": Key("text", "The words of the document that carry the figure"),
    "locator": Key("remark", "Where it stands in the document: `paragraph 9`"),
    "note": Key("remark", "Anything worth keeping; no rule reads it"),
    "tags": Key("texts", "Words to find it by; `question`, `denied`, `expected`: it is not asserted"),
    "links": Key("mapping", "How it relates to other claims, by their ids", LINKS),
}

SOURCE = _keys(
    "a source",
    {
        "id": Key("text", "The first part of the full ids of its claims; else the path of the file"),
        "title": Key("remark", "The title of the document"),
        "publisher": Key("remark", "Who published it"),
        "published": Key("date", "When it was published, in EDTF: the day need not be known"),
        "url": Key("remark", "Where it can be read"),
        "note": Key("remark", "Anything worth keeping, such as how the date follows from the text"),
        "trust": Key("number", "How much it is trusted, in comparison with 1"),
        "text": Key(
            "remark", "The path of a file that holds the document itself, from the folder of this one"
        ),
    },
)

MEASURE = _keys(
    "a measure",
    {
        "kind": Key("kind", "What kind of figure it is"),
        "unit": Key("text", "The unit of values that name none"),
        "among": Key("text", "What the counted are some of: militants are counted among people"),
        "at_least": Key("quantity", "The least that such a figure can be"),
        "at_most": Key("quantity", "The most that such a figure can be"),
    },
)

DEFAULTS = _keys("`defaults`", _CLAIM, hint="a dimension stands under `about`")

CLAIM = _keys(
    "a claim",
    {"id": Key("text", "Its name, unlike all others in the file"), **_CLAIM},
    merged=("id",),
    hint="a dimension stands under `about`",
)
"""A claim must have `about`, and `value` or `when`, too, but may have them from `defaults`."""

FACTS = _keys(
    "a facts file",
    {
        "source": Key("mapping", "The document that the claims are from", SOURCE),
        "defaults": Key("mapping", "What every claim of this file has unless it says otherwise", DEFAULTS),
        "measures": Key("names", "The vocabulary: what kind of figure each measure is", MEASURE),
        "claims": Key("list", "The figures and events that the document states", CLAIM),
    },
)

WAIVER = _keys(
    "a waiver",
    {
        "rule": Key("text", "The id of the rule"),
        "claims": Key("texts", "The full ids of all claims of the finding"),
        "reason": Key("text", "Why it is waived"),
        "owner": Key("text", "Who answers for that"),
        "until": Key("text", "The last day, month or year on which it is waived"),
    },
    ("rule", "claims", "reason"),
)

WAIVERS = _keys(
    "a waiver file",
    {"waivers": Key("list", "Findings that are known and fail no run", WAIVER)},
    ("waivers",),
)

TEST = _keys(
    "a test",
    {
        "not": Key("texts", "The claim has none of these here; it may have nothing at all"),
        "given": Key("truth", "Whether the claim has anything here"),
        "all": Key("texts", "The claim has each of these here, which may be variables: `[$one, $other]`"),
        "only": Key("texts", "The same, and it has no others here"),
    },
)

PATTERN = _keys(
    "a pattern",
    {
        "id": Key("test", "The full id of the claim, or the variable that a link of another role has"),
        "kind": Key("kinds", "The kind of the claim; a trend fits only a pattern that asks for it"),
        "by": Key("test", "Who says so"),
        "source": Key("test", "The id of the source"),
        "tags": Key("test", "A tag of the claim; with `not`, tags that it has none of"),
        "value": Key("test", "The figure as written: `{given: true}` asks for one"),
        "also": Key("test", "A restatement as written: `{given: true}` asks for one"),
        "when": Key("test", "The date or period as written: `{given: true}` asks for one"),
        "lasting": Key("test", "The length as written: `{given: true}` asks for one"),
        "said": Key("test", "When it was said, as written: `{given: true}` asks for it"),
        "quote": Key("test", "The quote: `{given: true}` asks for one"),
        "unit": Key("test", "The unit that the figure is in"),
        "about": Key("test", "All dimensions together, but for `trend` and `weekday`: `$what` joins by them"),
        "attribution": Key("test", "Who answers for the figure: `by`, or else the id of the source"),
        "at_least": Key("test", "The least that its measure allows: `{given: true}` asks for one"),
        "at_most": Key("test", "The most that its measure allows: `{given: true}` asks for one"),
        "published": Key("test", "When the source was published, as written"),
        "text": Key("test", "The document's own text: `{given: true}` asks for one"),
    },
    others="test",
    refused=("links", "note", "locator"),
    has_links=True,
)
"""What a pattern may test: the claim's own fields, its dimensions, and `links.<name>`."""

OWN_FIELDS: tuple[str, ...] = tuple(PATTERN.known)
"""What a pattern may test of a claim besides its dimensions and `links.<name>`."""

EXAMPLE_CLAIM = _keys(
    "a claim of an example",
    {
        "id": Key("text", "Its name, where a link needs it"),
        "source": Key("named", "The source that states it: its id, or all about it", SOURCE),
        "at_least": Key("quantity", "The least that its measure allows"),
        "at_most": Key("quantity", "The most that its measure allows"),
        "text": Key("text", "What the document says"),
        **_CLAIM,
    },
    others="texts",
    has_links=True,
)
"""The names that are free are the dimensions of the rule's own patterns, and `links.<name>`."""

EXAMPLE = _keys(
    "an example",
    {
        "name": Key("text", "What it shows"),
        "claims": Key(
            "cast", "For each role, what its claim has beyond what the pattern asks", EXAMPLE_CLAIM
        ),
        "verdict": Key("verdict", "What the rule must say of them"),
    },
    required=("name", "claims", "verdict"),
)

RULE = _keys(
    "a rule",
    {
        "summary": Key("text", "What must hold, in one sentence"),
        "rationale": Key("text", "Why it must hold, and what the rule leaves alone"),
        "severity": Key(
            "severity", "How much it matters; else an error in one source, a warning between two"
        ),
        "claims": Key("roles", "The roles: which claims meet, each by a pattern", PATTERN),
        "where": Key("expressions", "Conditions on a meeting beyond equality"),
        "expect": Key(
            "readings", "What must be possible: one condition, or named readings any of which will do"
        ),
        "establish": Key(
            "certainty", "Whether to say where this is possible but not certain; or a condition"
        ),
        "message": Key(
            "message", "What a finding says, with expressions in braces: `{earlier} is not {later}`"
        ),
        "symmetric": Key("texts", "Roles that may be exchanged, so that a pair meets once"),
        "sequence": Key("texts", "Roles whose claims certainly follow one another in time, in this order"),
        "examples": Key(
            "list", "Claims that the rule is tried on: one consistent, one contradicted", EXAMPLE
        ),
        "references": Key("texts", "Where the reasons for the rule can be read"),
        "tags": Key("texts", "Words to find it by"),
    },
    required=("summary", "claims", "expect"),
)
