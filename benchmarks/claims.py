"""Generated claims that the rules of the worked example meet: the same ones for the same number."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = Path(__file__).parents[1] / "facts" / "measures.yaml"
IN_ONE_GROUP = 10


def generate(number: int) -> Iterator[dict[str, object]]:
    """Yield about `number` rows: ten for each subject and place, nearly all of their figures distinct."""
    chance = random.Random(number)
    for group in range(-(-number // IN_ONE_GROUP)):
        about = {"subject": f"army {group}", "place": f"province {group % 97}"}
        for name, fields in _group(group, chance):
            yield {"id": f"g{group}-{name}", **fields, **about}


def _group(group: int, chance: random.Random) -> list[tuple[str, dict[str, object]]]:
    first, second = chance.randint(30, 300), chance.randint(20, 200)
    total = (first + second) * (140 if _slip(chance) else chance.randint(97, 103)) // 100
    low = chance.randint(100, 9_000)
    high = low + chance.randint(1, low // 5)
    later = 130 if _slip(chance) else chance.randint(40, 80)
    then, now = f"{low:,} to {high:,}", f"{low * later // 100:,} to {high * later // 100:,}"
    area = chance.randint(1_000, 90_000)
    miles = (area * (286_102 if _slip(chance) else 386_102) + 500_000) // 1_000_000
    day, next_day = chance.randint(1, 28), chance.randint(1, 28)
    killed = chance.randint(2, 900)
    lost, fighters = {"measure": "territory lost"}, {"measure": "fighters"}
    return [
        ("early", {**lost, "when": "2015", "value": f"{_tenths(first)} %"}),
        ("late", {**lost, "when": "2016", "value": f"{_tenths(second)} %"}),
        (
            "total",
            {
                **lost,
                "kind": "cumulative",
                "when": "2015/2016",
                "value": f"about {_tenths(total)} %",
                "by": "a minister",
            },
        ),
        ("then", {**fighters, "when": "2014", "value": f"{then} fighters"}),
        ("now", {**fighters, "when": "2016", "value": f"{now} fighters"}),
        ("falls", {**fighters, "kind": "trend", "trend": "falling", "when": "2014/2016"}),
        (
            "area",
            {
                "measure": "area captured",
                "when": "2016-02",
                "value": f"{area:,} km²",
                "also": f"{miles:,} mi²",
            },
        ),
        (
            "killed",
            {"measure": "people killed", "when": f"2016-02-{day:02}", "value": f"at least {killed} people"},
        ),
        ("battle", {"event": "battle", "when": f"2016-02-{day:02}"}),
        (
            "retreat",
            {"event": "retreat", "when": f"2016-03-{next_day:02}", "links.after": f"g{group}-battle"},
        ),
    ]


def _slip(chance: random.Random) -> bool:
    # As in what desks check: most figures agree, a few in a hundred do not.
    return chance.random() < 0.03


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"


def write(folder: Path, number: int) -> Path:
    """Write a facts folder with one `.jsonl` file of about `number` claims, and return that file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "measures.yaml").write_text(VOCABULARY.read_text("utf-8"), "utf-8")
    rows = folder / "claims.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for row in generate(number):
            file.write(json.dumps({**row, "source.published": "2016-04"}, ensure_ascii=False) + "\n")
    return rows
