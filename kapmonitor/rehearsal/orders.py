"""What the scripted prescriber orders, by route; data in `resources/rehearsal.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from kapmonitor.assets import resource
from kapmonitor.session.vocabulary import LozengeEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedOrder:
    """An invented order."""

    drug: str
    amount: float
    unit: str
    hold_min: float | None = None
    swish_interval_min: float | None = None
    lozenge_end: LozengeEnd | None = None


def order_for(route: str) -> SimulatedOrder:
    """Return the order for a route of the shipped presets, or of any other one."""
    orders = tomllib.loads(resource("rehearsal.toml").read_text("utf-8"))
    values = dict(orders.get(route, orders["intramuscular"]))
    end = values.pop("lozenge_end", None)
    return SimulatedOrder(**values, lozenge_end=None if end is None else LozengeEnd(end))
