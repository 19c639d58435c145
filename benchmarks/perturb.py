"""What it costs to try slips: on the worked example, and beside ever more claims of other subjects."""

from __future__ import annotations

import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.claims import write
from benchmarks.clock import ROOT, own_time
from consistency.load import load
from consistency.net import Net
from consistency.perturb import all_slips, guarded, score, spots
from consistency.pipeline import check
from consistency.settings import Settings
from consistency.slips import Reread

SLIPS = 10_000
SIZES = (1_000, 20_000)
TRIED = 1_000  # of each size, in the claims that both have
MOVED_SIZES = (1_000, 5_000)
MOVED = 200  # claims of each size whose figures and dates are moved, for all of them
RULES = ("standard", str(ROOT / "own-rules"))


def slips(runs: int) -> None:
    """Print the time of 10,000 slips on the worked example, and of one slip among few and many claims."""
    net, reread = _net(ROOT / "facts")
    example = score(net, reread)
    made = own_time(lambda: list(all_slips(net, reread)), runs) / len(example.tried)
    changes = [[slip.claim for slip in each] for each in islice(cycle(all_slips(net, reread)), SLIPS)]
    judged = own_time(lambda: [net.changed(*claims) for claims in changes], runs)
    moved = own_time(lambda: guarded(net, reread), 1)
    print("perturbed facts, in one process")
    making = made * SLIPS
    print(f"  {SLIPS:,} slips on the worked example  {judged + making:5.2f} s  (goal: under 5)")
    print(f"  of which to make them  {making:5.2f} s")
    print(f"  how far its {len(guarded(net, reread).moves)} figures and dates can move  {moved:5.2f} s")
    taken = [_each(size, runs) for size in SIZES]
    for size, (each, built) in zip(SIZES, taken, strict=True):
        print(
            f"  {size:>6,} generated claims  {each * 1e6:5.0f} µs a slip, after {built:5.2f} s to judge all"
        )
    print(f"  {taken[1][0] / taken[0][0]:.2f} × (goal: about 1, as unrelated claims cost nothing)")
    for size in MOVED_SIZES:
        moved_each, ratio = _moved(size)
        told = f"{moved_each * 1e3:5.1f} ms a figure or date, {ratio:4.0f} × a check for all of them"
        print(f"  {size:>6,} generated claims  {told}")


def _net(facts: Path) -> tuple[Net, Reread]:
    settings = Settings(facts=[str(facts)], rules=list(RULES))
    read, rules, *_ = load(settings)
    return Net(read.claims, rules), Reread(read.units, settings.hedges)


def _moved(size: int) -> tuple[float, float]:
    """Return the time to move a figure or date among so many claims, and to move all, in times of a check."""
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch) / "facts", size)
        settings = Settings(facts=[str(Path(scratch) / "facts")], rules=list(RULES))
        checked = own_time(lambda: check(settings), 1)
        net, reread = _net(Path(scratch) / "facts")
    first, *others = sorted(net.claims)[: MOVED + 1]
    once = own_time(
        lambda: guarded(net, reread, only=[first]), 2
    )  # the second time, all that is kept is there
    taken = own_time(lambda: guarded(net, reread, only=[first, *others]), 1) - once
    each = taken / len(spots(net.claims[id] for id in others))
    return each, (once + taken * len(net.claims) / len(others)) / checked


def _each(size: int, runs: int) -> tuple[float, float]:
    """Return the time of a slip among so many claims, and that of judging them all."""
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch) / "facts", size)
        start = time.process_time()
        net, reread = _net(Path(scratch) / "facts")
        built = time.process_time() - start
        changes = [[slip.claim for slip in each] for each in islice(all_slips(net, reread), TRIED)]
        first = [net.changed(*claims) for claims in changes]  # what is fetched once, and then known
        assert any(change.is_caught for change in first)
        return own_time(lambda: [net.changed(*claims) for claims in changes], runs) / len(changes), built
