"""Generated claims that the rules of the worked example meet: the same ones for the same number."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = Path(__file__).parents[1] / "facts" / "measures.yaml"
IN_ONE_GROUP = 10


def generate(number: int) -> Iterator[dict[str, object]]:
    """Yield about `number` rows: groups of ten claims about one subject and place, nearly all figures distinct."""
    chance = random.Random(number)
    for group in range(-(-number // IN_ONE_GROUP)):
        yield from _group(group, chance)


def _group(group: int, chance: random.Random) -> list[dict[str, object]]:
    subject, place = f"army {group}", f"province {group % 97}"
    about = {"subject": subject, "place": place}
    first, second = chance.randint(30, 300), chance.randint(20, 200)
    total = (first + second) * (140 if _slip(chance) else chance.randint(97, 103)) // 100
    low = chance.randint(100, 9_000)
    high = low + chance.randint(10, 2_000)
    later = 130 if _slip(chance) else chance.randint(40, 80)
    area = chance.randint(1_000, 90_000)
    miles = area * 386_102 // (1_200_000 if _slip(chance) else 1_000_000)
    day = chance.randint(1, 28)
    return [
        {"id": f"g{group}-early", "measure": "territory lost", **about, "when": "2015", "value": f"{_tenths(first)} %"},
        {"id": f"g{group}-late", "measure": "territory lost", **about, "when": "2016", "value": f"{_tenths(second)} %"},
        {"id": f"g{group}-total", "measure": "territory lost", **about, "kind": "cumulative", "when": "2015/2016",
         "value": f"about {_tenths(total)} %", "by": "a minister"},
        {"id": f"g{group}-then", "measure": "fighters", **about, "when": "2014",
         "value": f"{low:,} to {high:,} fighters"},
        {"id": f"g{group}-now", "measure": "fighters", **about, "when": "2016",
         "value": f"{low * later // 100:,} to {high * later // 100:,} fighters"},
        {"id": f"g{group}-falls", "measure": "fighters", **about, "kind": "trend", "trend": "falling",
         "when": "2014/2016"},
        {"id": f"g{group}-area", "measure": "area captured", **about, "when": "2016-02", "value": f"{area:,} km²",
         "also": f"{miles:,} mi²"},
        {"id": f"g{group}-killed", "measure": "people killed", **about, "when": f"2016-02-{day:02}",
         "value": f"at least {chance.randint(2, 900)} people"},
        {"id": f"g{group}-battle", "event": "battle", **about, "when": f"2016-02-{day:02}"},
        {"id": f"g{group}-retreat", "event": "retreat", **about, "when": f"2016-03-{chance.randint(1, 28):02}",
         "links.after": f"g{group}-battle"},
    ]  # fmt: skip


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
