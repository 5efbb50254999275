"""A whole session in the window, driven from outside by the keys of a real keyboard alone.

The window stands on a screen of its own and plays sixty times as fast as a clock. The keys go to
the X server, as those of a keyboard do; what came of them is read in the record. By hand are: rest
and readings, a call and an override at the gate, the dose, a high alarm with everything that is to
be done about it, a patient who leaves against advice, and the signature.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.session.gate import GateState
from kapmonitor.session.kept import Alarm
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Outcome, Priority
from tests.support.outside import LACKING, Outside, window_of

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}"),
    pytest.mark.timeout(300),
]
TRIES = 12
BOTH_SEEN = "baseline-orientation-gait"
CALLED = ("prescriber", "emergency services", "escort")
STEP_S = 5.0
"""How long a step may take to be recorded before the next try."""


def test_a_held_gate_an_alarm_and_a_patient_who_leaves(tmp_path: Path) -> None:
    with window_of(tmp_path, "--scenario", "by_hand", "--speed", "60") as outside:
        take_baseline(outside)
        override(outside)
        give_dose(outside)
        log_what_happens(outside)
        meet_the_alarm(outside)
        leave_against_advice(outside)
        sign(outside)
        session = outside.session
    stands(tmp_path, session)


def take_baseline(outside: Outside) -> None:
    outside.sees("Baseline")
    outside.key("Tab", "Return")
    outside.until("the rest began", lambda now: now.rest_started)
    answer_what_is_seen(outside)
    outside.key("ctrl+2", "Tab", "Tab")
    for _ in range(TRIES):
        measure(outside, "space")
        if outside.session.gate is not None:
            break
    outside.until("the gate holds", lambda now: now.gate and now.gate.state == GateState.HOLD)


def answer_what_is_seen(outside: Outside) -> None:
    """That both were seen, walk, orientation: from the last to the first, each from the top.

    What is answered takes fewer presses of Tab than what is asked, and lies behind the next.
    """
    outside.key("ctrl+2", *["Tab"] * 31, "Return")
    outside.until("that both were seen", lambda now: BOTH_SEEN in now.checklist)
    outside.key("ctrl+2", *["Tab"] * 29, "Return")
    outside.until("the walk", lambda now: scored(now, "gait"))
    outside.key("ctrl+2", *["Tab"] * 28, "Return")
    outside.until("orientation", lambda now: scored(now, "orientation"))


def scored(session: Session, scale: str) -> bool:
    return any(each.scale == scale for each in session.scores)


def measure(outside: Outside, key: str) -> None:
    """Hold a key until the cuff was asked for a reading, and wait for what it says."""
    before = outside.session
    if outside.hold(key, lambda now: now.request or len(now.readings) > len(before.readings)):
        outside.until("a reading", lambda now: len(now.readings) > len(before.readings))


def override(outside: Outside) -> None:
    """Log a call, then let the clinician who was called override the gate."""
    outside.key(*["Tab"] * 7, "Return")
    outside.type("Dr. Sample")
    outside.key("Tab")
    outside.type("spoke, goes ahead")
    outside.key("Return")
    outside.until("the call", lambda now: now.calls)
    outside.key("Tab", "Return")
    outside.type("Dr. Sample")
    outside.key("Tab")
    outside.type("usual pressure of this patient")
    outside.key("Tab")
    outside.type(f"{outside.session.calls[0][0].utc:%H:%M}")
    outside.key("Return")
    outside.until("the override", lambda now: now.gate_overrides)


def give_dose(outside: Outside) -> None:
    """The keyboard is on *Go to dose* already: that is where the override leads."""
    outside.key("Return")
    outside.sees("Dose")
    outside.key("Tab", "Return")
    outside.until("the dose", lambda now: now.doses)
    outside.sees("Monitor")


def log_what_happens(outside: Outside) -> None:
    outside.key("v", "s")
    outside.until("a check", lambda now: now.checks)
    outside.until("an entry", lambda now: now.observations)
    outside.type("162/94/80")
    outside.key("Return", "space", "Return")
    outside.until("a typed reading", lambda now: now.readings[-1].source)


def meet_the_alarm(outside: Outside) -> None:
    """Measure until it is there, acknowledge it, and take every step of the ladder."""
    for _ in range(TRIES):
        if grave(outside.session):
            break
        measure(outside, "m")
    outside.until("a high alarm", grave)
    outside.key("a")
    outside.until("its answer", lambda now: grave(now)[0].acknowledged)
    take_step(outside, "the look for red flags", looked)
    for who in CALLED:
        take_step(outside, f"the call to the {who}", partial(called, who))
    outside.key("a")  # what later readings brought
    outside.until("every answer", lambda now: all(each.acknowledged for each in grave(now)))


def take_step(outside: Outside, what: str, true: Callable[[Session], bool]) -> None:
    """Take the next step that is open, until it is this one that was taken."""
    for _ in range(TRIES):
        outside.key("F3", "Return")
        if outside.comes(true, STEP_S):
            return
    outside.until(what, true)


def grave(session: Session) -> list[Alarm]:
    """Return the alarms that are or were high."""
    alarms = (*session.alarm_history, *session.alarms.values())
    return [each for each in alarms if each.priority is Priority.HIGH]


def looked(session: Session) -> bool:
    return any("no red flag seen" in each.did for each in grave(session))


def called(who: str, session: Session) -> bool:
    return any(call.to == who and call.result == "spoken to" for _at, call in session.calls)


def leave_against_advice(outside: Outside) -> None:
    outside.key("ctrl+5")
    outside.sees("Discharge")
    outside.key(*["Tab"] * 9, "Return")
    outside.type("goes home, will not wait")
    outside.key("Tab")
    outside.type("awake, with a friend, told of the risk")
    outside.key("Return")
    outside.until("the end", lambda now: now.ended)


def sign(outside: Outside) -> None:
    outside.sees("Report")
    outside.key("Tab", "Tab")
    outside.type("Ruth Sample")
    outside.key("Return")
    outside.until("the signature", lambda now: now.signed_by)


def stands(folder: Path, session: Session) -> None:
    """Everything was done by hand at the window, and nothing of it is lost."""
    assert check(folder / FILE_NAME).state is State.INTACT
    assert phase_of(session) is Phase.LOCKED
    assert session.signed_by == "Ruth Sample"
    assert session.ended is not None
    assert session.ended.outcome is Outcome.LEFT_AGAINST_ADVICE
    assert session.ended.reason == "goes home, will not wait"
    ((_seq, _at, overridden),) = session.gate_overrides
    assert (overridden.clinician, overridden.countersigned) == ("Dr. Sample", False)
    assert [each.gate for each in session.doses] == ["overridden"]
    assert len(session.observations) == 1
    assert {each.acknowledged_by for each in grave(session)} == {"Person at the window"}
    assert looked(session)
    assert all(called(who, session) for who in CALLED)
