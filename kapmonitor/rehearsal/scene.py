"""What a scripted person sees and remembers at one moment.

A habit is a function of the scene that returns the one thing to do next, or None. Habits look at
the session, never at a fixed minute of a preset, so that any scenario fits any preset.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from devices.simulator import Scenario, Simulation
from devices.simulator.moment import Anchor
from devices.simulator.people import Act, At
from devices.simulator.scenario import HandOver
from kapmonitor.rehearsal.orders import SimulatedOrder
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session

HURRY_S = 20.0
"""How long a scripted person takes to answer an alarm or to press START."""
_SCRIPTED: dict[HandOver, frozenset[Phase]] = {
    HandOver.PREPARE: frozenset(),
    HandOver.BASELINE: frozenset({Phase.PREPARATION}),
    HandOver.MONITORING: frozenset({Phase.PREPARATION, Phase.BASELINE}),
}
"""The phases that scripted people play before a person at the window takes over."""


@dataclass(slots=True)
class Memory:
    """What the people remember between moments."""

    chance: random.Random
    anchors: dict[Anchor, Instant] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    """Things that are done once."""
    refused: dict[str, float] = field(default_factory=dict)
    """Things that were refused, and when they may be tried again, in session seconds."""
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One moment, as the people see it."""

    session: Session
    at: Instant
    head: str
    script: Scenario
    order: SimulatedOrder
    simulation: Simulation
    memory: Memory
    afar: bool = False
    """Whether the patient is at home, with the devices, at the far end of a link."""

    @property
    def by_hand(self) -> bool:
        """Whether this moment is a person's at the window."""
        step = self.script.by_hand_from
        return step is not None and phase_of(self.session) not in _SCRIPTED[step]

    def once(self, key: str) -> bool:
        """Return True the first time it is asked for this key."""
        if key in self.memory.done:
            return False
        self.memory.done.add(key)
        return True

    def words(self, text: str) -> PersonalText:
        """Wrap words about the (invented) patient."""
        self.memory.words += 1
        salt = f"{self.memory.chance.getrandbits(128):032x}"
        return personal(text, ref=f"w{self.memory.words}", salt=salt)

    def since(self, moment: Instant | None) -> float:
        """Return seconds since a moment; minus one when it has not come."""
        return -1.0 if moment is None else self.at.elapsed_s - moment.elapsed_s

    def due(self, when: At) -> bool:
        """Return whether the moment of an act has come."""
        anchor = self.memory.anchors.get(when.after)
        return anchor is not None and self.since(anchor) >= when.minutes * 60

    def within(self, when: At, lasts_min: float) -> bool:
        """Return whether an act that lasts is going on."""
        anchor = self.memory.anchors.get(when.after)
        return anchor is not None and 0 <= self.since(anchor) / 60 - when.minutes < lasts_min

    def acts(self, kind: type[Act]) -> tuple[tuple[str, Act], ...]:
        """Return the scripted acts of a kind, each with a key of its own."""
        return tuple(
            (f"{kind.__name__} {number}", act)
            for number, act in enumerate(self.script.people)
            if isinstance(act, kind)
        )
