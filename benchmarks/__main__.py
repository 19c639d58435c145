"""Print how long things take, as ratios of what was measured in the same run: `python -m benchmarks`.

Times are in seconds of CPU: of starting up, medians of processes that take turns; of reading and checking,
the least of several runs, which is what the machine can do when nothing else disturbs it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path

from benchmarks import figures, matching, perturb, stock
from benchmarks.claims import write
from benchmarks.clock import own_time, process, processor_time

SIZES = (1_000, 10_000, 100_000)


def start_up(runs: int) -> None:
    """Print what a check of the worked example costs beside a Python that does nothing.

    The processes take turns, so that each is measured beside the others on a machine that is as busy.
    """
    compared = {
        "its own rules alone": ["-m", "consistency", "check", "facts/", "--rules", stock.OWN],
        "and the packaged ones": ["-m", "consistency", "check", "facts/"],
        "import typer": ["-c", "import typer"],
        "import attrs": ["-c", "import attrs"],
    }
    ratios: dict[str, list[float]] = {name: [] for name in compared}
    memory = float("inf")
    for _ in range(runs):
        nothing, _ = process(["-c", "pass"])
        for name, arguments in compared.items():
            seconds, used = process(arguments)
            ratios[name].append(seconds / nothing)
            if name not in ("import typer", "import attrs"):
                memory = min(memory, used)
    check, *parts = ((name, statistics.median(measured)) for name, measured in ratios.items())
    print("start-up: consistency check facts/")
    print(f"  {check[0]:<26}{check[1]:6.1f} × python -c pass (goal: under 15; median of {runs} turns)")
    whole, *parts = parts
    print(f"  {whole[0]:<26}{whole[1]:6.1f} ×")
    print(f"  in memory                 {memory:6.1f} MiB")
    for name, ratio in parts:
        print(f"  of which {name:<17}{ratio:6.1f} ×")


def growth(runs: int) -> None:
    """Print what reading and checking generated claims costs beside `json.loads` of the same lines."""
    print("reading to report, generated claims in one .jsonl file, the example's own rules")
    with tempfile.TemporaryDirectory() as scratch:
        nothing, floor = processor_time(["-m", "consistency", "check", "facts/", "--rules", stock.OWN], runs)
        for size in SIZES:
            folder = Path(scratch) / str(size)
            rows = write(folder, size)
            lines = rows.read_text("utf-8").splitlines()
            parsing = own_time(lambda lines=lines: [json.loads(line) for line in lines], runs)
            report = str(Path(scratch) / "report.json")
            arguments = ["-m", "consistency", "check", str(folder), "--rules", stock.OWN]
            arguments += ["--format", "json", "--output", report]
            taken, memory = processor_time(arguments, min(runs, 2))
            each = (taken - nothing) / len(lines) * 1e6
            print(
                f"  {len(lines):>7,} claims  {taken:6.2f} s  {taken / parsing:5.1f} × json.loads"
                f"  {each:5.0f} µs and {(memory - floor) * 1024 / len(lines):4.1f} KiB a claim"
            )
    print("  (above what the worked example takes; goal: under 40 × json.loads for 100,000, and linear)")


def main() -> None:
    """Run what the command line asks for; everything, if it asks for nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    measured = ("start-up", "growth", "figures", "matching", "stock", "perturb")
    parser.add_argument("only", nargs="?", choices=measured)
    parser.add_argument("--runs", type=int, default=15)
    chosen = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without compiled modules is not what users see
    if chosen.only in (None, "start-up"):
        start_up(chosen.runs)
    if chosen.only in (None, "growth"):
        growth(chosen.runs)
    if chosen.only in (None, "figures"):
        figures.reading(min(chosen.runs, 3))
        figures.expressions(chosen.runs)
    if chosen.only in (None, "matching"):
        matching.crowds(min(chosen.runs, 3))
    if chosen.only in (None, "stock"):
        stock.packaged(min(chosen.runs, 2))
    if chosen.only in (None, "perturb"):
        perturb.slips(min(chosen.runs, 3))


if __name__ == "__main__":
    main()
