"""Which moments of the simulated sessions are photographed, and on which page.

A wish looks at the session and at what the window is shown of it; the first moment that fits is
the picture. No wish can be fulfilled but by the program itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from kapmonitor.port import Snapshot
from kapmonitor.session.gate import GateState, gate_status
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, Role
from kapmonitor.telehealth.view import Badge, Pairing, Side, Stage

LONG_GAP_S = 60.0
"""A shorter gap is not seen on a chart."""
Wish = Callable[[Session, Snapshot], bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: from which scenario, which moment, which page."""

    name: str
    scenario: str
    page: str
    """`prepare`, or `prepare.away` where one of its parts is brought in sight."""
    wish: Wish
    afar: bool = False
    """Whether the patient is at home, and both sides of the link are played."""


def _in(phase: Phase) -> Wish:
    return lambda session, _snapshot: phase_of(session) is phase


def _half_prepared(session: Session, _snapshot: Snapshot) -> bool:
    return len(session.checklist) >= 6


def _held(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return at is not None and gate_status(session, at).state is GateState.HOLD


def _clear(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return at is not None and gate_status(session, at).state is GateState.CLEAR


def _alarm(priority: Priority) -> Wish:
    def found(session: Session, _snapshot: Snapshot) -> bool:
        return any(
            alarm.priority is priority and alarm.acknowledged is None and session.doses
            for alarm in session.alarms.values()
        )

    return found


def _journey(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return (
        bool(session.doses) and at is not None and (at.minutes_since(session.doses[0].taken) > 70)
    )


def _second_read(session: Session, snapshot: Snapshot) -> bool:
    both = [each.role for each in session.readings[-2:]] == [Role.SECOND_CUFF, Role.CUFF]
    return both and _journey(session, snapshot)


def _half_checked(session: Session, _snapshot: Snapshot) -> bool:
    return len(session.findings) >= 5 and session.driving is None


def _pairing(stage: Pairing) -> Wish:
    return lambda _session, snapshot: snapshot.link.pairing is stage


def _test_asked(_session: Session, snapshot: Snapshot) -> bool:
    asked = snapshot.link.request
    return asked is not None and asked.test and asked.is_open


def _test_came(_session: Session, snapshot: Snapshot) -> bool:
    asked, came = snapshot.link.request, snapshot.link.test
    open_still = asked is not None and asked.is_open
    return came is not None and came.live and not came.accepted and not open_still


def _test_accepted(_session: Session, snapshot: Snapshot) -> bool:
    return snapshot.link.test is not None and snapshot.link.test.accepted


def _asked_for_baseline(session: Session, snapshot: Snapshot) -> bool:
    asked = snapshot.link.request
    return (
        asked is not None and asked.stage is Stage.STARTED and phase_of(session) is Phase.BASELINE
    )


def _asked_live(session: Session, snapshot: Snapshot) -> bool:
    asked = snapshot.link.request
    shown = asked is not None and asked.stage in {Stage.SHOWN, Stage.ACCEPTED}
    return shown and bool(session.doses) and session.request is not None


def _heard_again(session: Session, snapshot: Snapshot) -> bool:
    """What was measured in a gap after the dose has arrived."""
    dose_s = session.doses[0].taken.elapsed_s if session.doses else math.inf
    lasted_s = [
        gap.end.elapsed_s - gap.start.elapsed_s
        for gap in session.remote.gaps
        if gap.end is not None and gap.start.elapsed_s > dose_s
    ]
    link = snapshot.link
    there = link.badge is Badge.OK and not link.on_the_way
    return there and max(lasted_s, default=0.0) > LONG_GAP_S


def _lost(side: Side) -> Wish:
    return lambda session, snapshot: (
        bool(session.doses) and (snapshot.link.badge is Badge.DOWN and snapshot.link.side is side)
    )


def _over(stage: Pairing) -> Wish:
    return lambda session, snapshot: session.ended is not None and snapshot.link.pairing is stage


AT_HOME = (
    Picture("link-code", "quiet", "prepare.away", _pairing(Pairing.WAITING)),
    Picture("link-someone", "quiet", "prepare.away", _pairing(Pairing.SOMEONE)),
    Picture("link-words", "quiet", "prepare.away", _pairing(Pairing.WORDS)),
    Picture("link-test-asked", "quiet", "prepare.away", _test_asked),
    Picture("link-test-came", "quiet", "prepare.away", _test_came),
    Picture("link-test-accepted", "quiet", "prepare.away", _test_accepted),
    Picture("baseline-at-home", "quiet", "baseline", _asked_for_baseline),
    Picture("live-at-home", "quiet", "monitoring", _journey),
    Picture("live-at-home-asked", "quiet", "monitoring", _asked_live),
    Picture("live-at-home-lost", "telehealth_drops", "monitoring", _lost(Side.PATIENT)),
    Picture("live-at-home-back", "telehealth_drops", "monitoring", _heard_again),
    Picture("discharge-at-home", "quiet", "discharge", _half_checked),
    Picture("link-ending", "quiet", "report", _over(Pairing.ENDING)),
    Picture("link-ended", "quiet", "report", _over(Pairing.ENDED)),
)
"""Of sessions in which the patient is at home: both sides of the link are played."""

IN_OFFICE = (
    Picture("start", "quiet", "start", lambda _session, _snapshot: True),
    Picture("prepare", "quiet", "prepare", _half_prepared),
    Picture("baseline-hold", "white_coat", "baseline", _held),
    Picture("baseline-clear", "quiet", "baseline", _clear),
    Picture("dose", "quiet", "dose", _clear),
    Picture("live", "strap_three_hours", "monitoring", _journey),
    Picture("live-two-arms", "two_arms", "monitoring", _second_read),
    Picture("live-medium", "hypertensive_spike", "monitoring", _alarm(Priority.MEDIUM)),
    Picture("live-high", "slow_breathing", "monitoring", _alarm(Priority.HIGH)),
    Picture("live-trouble", "cuff_trouble", "monitoring", _journey),
    Picture("discharge", "quiet", "discharge", _half_checked),
    Picture("report", "hypertensive_spike", "report", _in(Phase.CLOSED)),
)

PICTURES = (*IN_OFFICE, *(replace(each, afar=True) for each in AT_HOME))
