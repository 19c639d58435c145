"""How often a law of the engine is tried: a thousand times, and more under `--hypothesis-profile deep`."""

from __future__ import annotations

from hypothesis import settings

LAW = settings(max_examples=max(1_000, settings().max_examples))
