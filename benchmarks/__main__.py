"""Print how long things take, as ratios of what was measured in the same run: `python -m benchmarks`.

Times are in seconds of CPU: of starting up, medians of processes that take turns; of reading and checking,
the least of several runs, which is what the machine can do when nothing else disturbs it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.claims import write

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)


def process(arguments: list[str]) -> tuple[float, float]:
    """Run Python in a process of its own; return the CPU seconds and the peak memory in MiB that it took."""
    started = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode == 2:  # what could not be run is not worth timing
        raise SystemExit(f"{' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def processor_time(arguments: list[str], runs: int) -> tuple[float, float]:
    """Return the CPU seconds and the peak memory in MiB of a Python process; the least of several runs."""
    taken = [process(arguments) for _ in range(runs)]
    return min(seconds for seconds, _ in taken), min(memory for _, memory in taken)


def own_time(task: Callable[[], object], runs: int) -> float:
    """Return the CPU seconds that `task` takes in this process; the least of several runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return best


def start_up(runs: int) -> None:
    """Print what a check of the worked example costs beside a Python that does nothing.

    The processes take turns, so that each is measured beside the others on a machine that is as busy.
    """
    compared = {
        "consistency check facts/": ["-m", "consistency", "check", "facts/"],
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
    print("start-up")
    print(f"  {check[0]:<26}{check[1]:6.1f} × python -c pass (goal: under 15; median of {runs} turns)")
    print(f"  in memory                 {memory:6.1f} MiB")
    for name, ratio in parts:
        print(f"  of which {name:<17}{ratio:6.1f} ×")


def growth(runs: int) -> None:
    """Print what reading and checking generated claims costs beside `json.loads` of the same lines."""
    print("reading to report, generated claims in one .jsonl file, the example's rules")
    with tempfile.TemporaryDirectory() as scratch:
        nothing, floor = processor_time(["-m", "consistency", "check", "facts/"], runs)
        for size in SIZES:
            folder = Path(scratch) / str(size)
            rows = write(folder, size)
            lines = rows.read_text("utf-8").splitlines()
            parsing = own_time(lambda lines=lines: [json.loads(line) for line in lines], runs)
            report = str(Path(scratch) / "report.json")
            arguments = ["-m", "consistency", "check", str(folder), "--format", "json", "--output", report]
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
    parser.add_argument("only", nargs="?", choices=("start-up", "growth"))
    parser.add_argument("--runs", type=int, default=15)
    chosen = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without compiled modules is not what users see
    if chosen.only in (None, "start-up"):
        start_up(chosen.runs)
    if chosen.only in (None, "growth"):
        growth(chosen.runs)


if __name__ == "__main__":
    main()
