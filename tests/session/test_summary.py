"""The figures of a session."""

from __future__ import annotations

import pytest

from devices.event import FailureReason, MeasurementFailed
from kapmonitor.session.intent import CloseWithoutDose, Discharge, OverrideGate
from kapmonitor.session.protocol import Signal
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import Outcome, Priority
from tests.support.builders import IM, dose, dosed, gated, opened, recovered


def test_a_session_in_figures() -> None:
    course = dosed(IM)
    course.until(10)
    course.read(165, 95, 88)
    course.until(20)
    course.read(150, 90, 92)
    course.until(30)
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT))
    course.read(126, 80, 74)
    course.until(60)
    found = summary(course.session, course.at)
    assert (found.session, found.readings, found.failed, found.gate) == ("s-1", 5, 1, "clear")
    assert found.outcome is None
    assert found.baseline is not None
    peak = found.peaks[Signal.SYSTOLIC]
    assert peak.value == 165
    assert peak.minute == pytest.approx(10)
    assert found.peaks[Signal.HEART_RATE].value == 92
    assert found.last is not None
    assert found.last.measurement.systolic == 126
    assert found.minutes_outside[Signal.SYSTOLIC] == pytest.approx(20)
    assert found.minutes_outside[Signal.HEART_RATE] == 0
    assert found.observed_min == pytest.approx(60)
    counted = (found.alarms[Priority.LOW], found.alarms[Priority.HIGH])
    assert counted == (2, 1)  # nobody answered the medium one: it became high


def test_a_value_counts_no_longer_than_it_is_current() -> None:
    course = dosed(IM)
    course.until(10)
    course.read(152, 85, 88)
    course.until(60)
    assert summary(course.session, course.at).minutes_outside[Signal.SYSTOLIC] == 15


def test_the_gate_in_one_word() -> None:
    assert summary(opened().session).gate == "held"
    assert summary(gated().session).gate == "clear"
    course = gated(baseline=(150, 80, 70))
    assert summary(course.session).gate == "held"
    course.ask(OverrideGate(reason="usual", clinician="Dr. S", contact_utc=course.at.utc))
    assert summary(course.session).gate == "overridden"
    course.ask(dose(course))
    assert summary(course.session).gate == "overridden"


def test_outcomes() -> None:
    course = recovered()
    course.ask(Discharge())
    assert summary(course.session).outcome is Outcome.DISCHARGED
    ended = summary(course.session).observed_min
    course.wait(10)
    assert summary(course.session).observed_min == ended
    other = opened()
    other.ask(CloseWithoutDose(reason="ill"))
    found = summary(other.session)
    assert (found.outcome, found.peaks, found.last) == (Outcome.NOT_DOSED, {}, None)
    assert found.observed_min == 0
