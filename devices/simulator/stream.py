"""Seeded chance, one stream for each purpose.

A draw for one purpose never shifts the draws of another, so a new consumer leaves every old
simulated session as it was. The same seed gives the same values on every machine.
"""

from __future__ import annotations

from random import Random

Seed = int | str


def stream(seed: Seed, purpose: str) -> Random:
    """Return the stream of chance for one purpose."""
    return Random(f"{seed}\x1f{purpose}")
