"""Names in claims that nothing asks for, and that differ by a slip of the pen from names that something does.

Dimensions, links and tags have any name that their user likes, so that one which is misspelt is never wrong
by itself: the rule that should have met the claim meets it no more, and nobody is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from consistency.claim import Claim
from consistency.measure import Measure
from consistency.problem import Problem, is_one_edit
from consistency.read.schema import LINKS
from consistency.rule import NoneOf, OneOf, Rule

_TELLING = ("measure", "trend", "weekday", "calendar", "scope")
"""The dimensions that packaged rules know by name."""
_OPEN = ("tags", "about.trend", "about.measure")
"""What holds texts of which a rule or the vocabulary asks for certain ones."""
_SHORTEST = 5  # of shorter words, too many differ by a letter


def misspelt(
    claims: Iterable[Claim], rules: Sequence[Rule], measures: Mapping[str, Measure]
) -> Iterator[Problem]:
    """Yield a problem for each name that looks misspelt, where the first claim has it, with what was meant.

    A dimension that differs by a letter is one only where more claims have the other.

    >>> from consistency.claim import Source
    >>> total = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, links={"sum-of": ("a/c",)})
    >>> [str(problem) for problem in misspelt([total], [], {})]
    ['a.yaml:1:1: no rule asks for the link `sum-of`; did you mean `sum_of`?']
    """
    claims = list(claims)
    counts = {group: _counts(claims, group) for group in _NAMED}
    asked = _asked(rules, measures)
    for group, count in counts.items():
        for name in count:
            meant = None if name in asked[group] else _meant(group, name, asked[group], count)
            if meant is not None:
                first = next(claim for claim in claims if name in _HELD[group](claim))
                others = f" ({count[name]:,} claims have it)" if count[name] > 1 else ""
                at = first.location(group if group in _OPEN else f"{group}.{name}")
                yield Problem(at, f"{_NAMED[group]} `{name}`{others}", f"did you mean `{meant}`?")


_NAMED = {
    "about": "no rule asks for the dimension",
    "links": "no rule asks for the link",
    "tags": "no rule asks for the tag",
    "about.trend": "no rule asks for the trend",
    "about.measure": "the vocabulary does not have the measure",
}


_HELD: dict[str, Callable[[Claim], tuple[str, ...]]] = {
    "about": lambda claim: tuple(claim.about),
    "links": lambda claim: tuple(claim.links),
    "tags": lambda claim: claim.tags,
    "about.trend": lambda claim: claim.about.get("trend", ()),
    "about.measure": lambda claim: claim.about.get("measure", ()),
}
"""The names of a group that a claim has."""


def _counts(claims: Sequence[Claim], group: str) -> Counter[str]:
    """Return how many claims have each name of a group; most have the same ones as many others."""
    counts = Counter[str]()
    for names, number in Counter(map(_HELD[group], claims)).items():
        for name in names:
            counts[name] += number
    return counts


def _asked(rules: Sequence[Rule], measures: Mapping[str, Measure]) -> Mapping[str, frozenset[str]]:
    """Return the names of each group that some rule, or the vocabulary, asks for."""
    keys, texts = set(), {group: set[str]() for group in _OPEN}
    for rule in rules:
        for key, test in chain.from_iterable(role.tests for role in rule.roles):
            keys.add(key)
            group = key if key in _OPEN else f"about.{key}"
            if group in texts and isinstance(test, OneOf | NoneOf):
                texts[group].update(test.texts)
    texts["about.measure"].update(measures)
    links = {key.removeprefix("links.") for key in keys if key.startswith("links.")}
    return {
        "about": frozenset((*_TELLING, *(key for key in keys if not key.startswith("links.")))),
        "links": frozenset((*LINKS.known, *links)),
        **{group: frozenset(found) for group, found in texts.items()},
    }


def _meant(group: str, name: str, asked: Iterable[str], count: Counter[str]) -> str | None:
    """Return the name that another was probably meant to be; None where it is one of the user's own."""
    spelt = _spelt(name)
    alike = [known for known in asked if _spelt(known) == spelt]
    if group == "about.measure":  # a world record is not what one counts in world records
        asked = [known for known in asked if f"{known}s" != name and f"{name}s" != known]
    elif group == "about":
        asked = [known for known in asked if count[known] > count[name]]
    meant = min(alike, default=None) or min([known for known in asked if _is_slip(name, known)], default=None)
    if meant is None and group == "about" and spelt in _LINKS:
        return f"links.{_LINKS[spelt]}"
    return meant


def _spelt(name: str) -> str:
    """Return a name without what people write in more than one way: case, spaces, hyphens and underscores."""
    return "".join(filter(str.isalnum, name.casefold()))


def _is_slip(name: str, known: str) -> bool:
    """Whether one edit of a letter in a long word makes one name of the other.

    >>> _is_slip("expectd", "expected"), _is_slip("group 1 men", "group 2 men"), _is_slip("team A", "team B")
    (True, False, False)
    """
    words, others = name.split(), known.split()
    if len(words) != len(others):
        return False
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if len(differing) != 1:
        return False
    ((one, other),) = differing
    return min(len(one), len(other)) >= _SHORTEST and (one + other).isalpha() and is_one_edit(one, other)


_LINKS = {_spelt(name): name for name in LINKS.known if "_" in name}
_LINKS |= {f"link{spelt}": name for spelt, name in _LINKS.items()}
