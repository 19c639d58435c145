"""Patterns in words: what a role asks of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.rule import Count, Given, NoneOf, OneOf, Role, Test, Variable


def asked(key: str, test: Test) -> str:
    """Return what a test asks of a claim, so that "the role asks for …" can stand before it.

    >>> asked("kind", OneOf(("flow", "stock"))), asked("tags", NoneOf(("denied",)))
    ('kind `flow` or `stock`', 'no tags `denied`')
    >>> asked("also", Given(True)), asked("value", Given(False))
    ('some `also`', 'no `value`')
    """
    name = key.removeprefix("links.")
    what = f"link `{name}` to" if key != name else name
    if isinstance(test, OneOf):
        return f"{what} {listed(test.texts)}"
    if isinstance(test, NoneOf):
        return f"no {what} {listed(test.texts)}"
    if isinstance(test, Given):
        return f"{'some' if test.given else 'no'} {f'link `{name}`' if key != name else f'`{name}`'}"
    if isinstance(test, Count):
        return f"no other {'link' if key != name else 'value'} of `{name}`"
    return f"{what} `${test.name}`"


def listed(texts: Sequence[str], last: str = "or") -> str:
    """Return texts as a list in words.

    >>> listed(["a"]), listed(["a", "b", "c"], "and")
    ('`a`', '`a`, `b` and `c`')
    """
    quoted = [f"`{text}`" for text in texts]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def in_words(role: Role) -> str:
    """Return all that a role asks for, in the order written.

    >>> in_words(Role("total", (("kind", OneOf(("cumulative",))), ("also", Given(False)))))
    'a claim with kind `cumulative` and no `also`'
    >>> in_words(Role("parts", (("id", Variable("part")),), each=True))
    'every claim with id `$part`'
    """
    asks = [asked(key, test) for key, test in role.tests]
    if not asks:
        return "every claim" if role.each else "any claim"
    return (
        ("every" if role.each else "a")
        + " claim with "
        + (asks[0] if len(asks) == 1 else f"{', '.join(asks[:-1])} and {asks[-1]}")
    )


def joined(roles: Sequence[Role]) -> dict[str, str]:
    """Return what each variable is, by its name: the keys that must hold the same value, and in which roles.

    >>> area = Variable("area")
    >>> joined([Role("lost", (("id", area),)), Role("share", (("links.part", area),))])
    {'area': 'the id of `lost` and the link `part` of `share`'}
    >>> joined([Role(name, (("place", Variable("where")),)) for name in ("one", "other")])
    {'where': 'the place of `one` and `other`'}
    """
    places: dict[str, dict[str, list[str]]] = {}
    for role in roles:
        for key, test in role.tests:
            if isinstance(test, Variable):
                places.setdefault(test.name, {}).setdefault(key, []).append(role.name)
    return {
        name: " and ".join(f"the {_key(key)} of {listed(held, 'and')}" for key, held in keys.items())
        for name, keys in places.items()
    }


def _key(key: str) -> str:
    name = key.removeprefix("links.")
    return name if name == key else f"link `{name}`"
