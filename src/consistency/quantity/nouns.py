"""Which words of English are the singular and the plural of one counted noun."""

from __future__ import annotations

from collections.abc import Callable

# Counted nouns are compared by their plural: whatever a text has is turned into it. Only what the rules below
# would get wrong is listed.
_IRREGULAR = {
    "person": "people",
    "persons": "people",
    "child": "children",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "penny": "pence",
    "life": "lives",
    "wife": "wives",
    "knife": "knives",
    "leaf": "leaves",
    "half": "halves",
    "wolf": "wolves",
    "shelf": "shelves",
    "loaf": "loaves",
    "thief": "thieves",
    "calf": "calves",
    "gas": "gases",
    "lens": "lenses",
    "atlas": "atlases",
    "iris": "irises",
    "axis": "axes",
    "century": "centuries",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "cargo": "cargoes",
    "torpedo": "torpedoes",
    "veto": "vetoes",
    "echo": "echoes",
    "inch": "inches",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "millennium": "millennia",
    "hertz": "hertz",
    "bus": "buses",
    "movie": "movies",
    "zombie": "zombies",
    "cookie": "cookies",
    "calorie": "calories",
    "kilocalorie": "kilocalories",
    "rookie": "rookies",
    "house": "houses",
    "horse": "horses",
    "corps": "corps",
}
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items() if singular != "persons"}
_SAME_IN_BOTH = (
    "aircraft spacecraft hovercraft sheep fish deer series species means headquarters personnel police "
    "cattle offspring hertz siemens gross celsius fahrenheit dead missing hurt homeless jobless"
)
_OTHERS_THAT_FARED = "dead missing hurt homeless jobless lost sold built spent born held stolen slain taken"
_FARED = frozenset(_OTHERS_THAT_FARED.split())
_UNCHANGED = frozenset(_SAME_IN_BOTH.split())
# Nouns in -ed; other words of that ending are participles: "300 killed", "the injured".
_NOT_PARTICIPLES = (
    "eed",
    "bed",
    "shed",
    "sled",
    "moped",
    "biped",
    "ruped",
    "hatred",
    "kindred",
    "hundred",
    "wed",
    "med",
)
# Words in -man whose plural is regular.
_REGULAR_MAN = ("human", "german", "roman", "ottoman", "norman", "shaman", "talisman", "caiman")
# Singulars in -men.
_NOT_MEN = ("specimen", "regimen", "abdomen", "stamen")
# Plurals in -us and -is that are not singulars like "bus" and "crisis".
_PLURAL_US = frozenset(["menus", "gurus", "emus", "gnus"])
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """Return the plural of a noun in lower case, given either its singular or its plural.

    >>> [plural(word) for word in ("village", "villages", "country", "person", "persons", "policewoman")]
    ['villages', 'villages', 'countries', 'people', 'people', 'policewomen']
    >>> plural("suicide bomber"), plural("member of parliament"), plural("crisis"), plural("Yazidis".lower())
    ('suicide bombers', 'members of parliament', 'crises', 'yazidis')
    """
    return _on_head(noun, _plural_word)


def is_participle(word: str) -> bool:
    """Return whether a word in lower case tells how somebody fared, and not what is counted.

    >>> [is_participle(word) for word in ("killed", "dead", "hospital bed", "seed")]
    [True, True, False, False]
    """
    if word in _FARED:
        return True
    return len(word) > 4 and word.endswith("ed") and not word.endswith(_NOT_PARTICIPLES)


def singular(noun: str) -> str:
    """Return the singular of a noun in lower case, given either its singular or its plural.

    >>> [singular(word) for word in ("villages", "village", "countries", "people", "inches", "square miles")]
    ['village', 'village', 'country', 'person', 'inch', 'square mile']
    """
    return _on_head(noun, _singular_word)


def _on_head(noun: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the word of a noun of several words that bears its number."""
    head, of, rest = noun.partition(" of ")
    before, space, last = head.rpartition(" ")
    return before + space + change(last) + of + rest


def _plural_word(word: str) -> str:
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if word in _SINGULARS or word in _UNCHANGED:
        return word
    if is_participle(word):
        return word
    if word.endswith("man") and not word.endswith(_REGULAR_MAN):
        return word[:-3] + "men"
    if word.endswith("men") and not word.endswith(_NOT_MEN):
        return word
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith("s") and not word.endswith("ss") and (not word.endswith("us") or word in _PLURAL_US):
        return word
    if word.endswith(_SIBILANTS):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _singular_word(word: str) -> str:
    known = _SINGULARS.get(word)
    if known is not None:
        return known
    if word in _IRREGULAR or word in _UNCHANGED:
        return "person" if word == "persons" else word
    if word.endswith("men") and not word.endswith(_NOT_MEN):
        return word[:-2] + "an"
    if word.endswith(("sis", "ss", "us")) and word not in _PLURAL_US:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zzes", "ches", "shes", "uses")) and not word.endswith("houses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
