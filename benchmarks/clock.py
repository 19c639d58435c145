"""Measuring the CPU time and the memory of a task, or of a Python process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


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
