"""What the people do from the rest timer to the dose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from devices.simulator.people import DoseTakenEarly, GateOverridden, NotDosed
from kapmonitor.rehearsal.measuring import read_again, type_saturation
from kapmonitor.rehearsal.preparing import PRESCRIBER, answer_item
from kapmonitor.rehearsal.scene import Scene
from kapmonitor.session.event import CallLogged, ScoreRecorded
from kapmonitor.session.gate import GateState, gate_status
from kapmonitor.session.intent import (
    AdministerDose,
    CloseWithoutDose,
    Intent,
    Note,
    OverrideGate,
    ReportDoseTaken,
    StartRest,
)

ORIENTED, STEADY = 4, 1


def baseline(scene: Scene) -> Intent | None:
    """Do the next thing on the way to the dose."""
    return next(_steps(scene), None)


def _steps(scene: Scene) -> Iterator[Intent]:
    session = scene.session
    yield from _taken_early(scene)
    if session.rest_started is None:
        yield StartRest()
    yield from _seen_before(scene)
    if scene.since(session.rest_started) < session.preset.baseline.rest_min * 60:
        return
    status = gate_status(session, scene.at)
    match status.state:
        case GateState.CLEAR | GateState.OVERRIDDEN:
            yield from _dose(scene)
        case GateState.HOLD:
            yield from _held(scene)
        case _:
            yield from type_saturation(scene, "baseline")
            yield from read_again(scene, spacing_min=session.preset.baseline.spacing_min)


def _seen_before(scene: Scene) -> Iterator[Intent]:
    for scale, value in (("orientation", ORIENTED), ("gait", STEADY)):
        if scene.once(f"score {scale}"):
            yield Note(fact=ScoreRecorded(scale=scale, value=value))
    for item in scene.session.preset.checklist:
        if item.at_baseline:
            yield from answer_item(scene, item)


def _taken_early(scene: Scene) -> Iterator[Intent]:
    for key, act in scene.acts(DoseTakenEarly):
        if isinstance(act, DoseTakenEarly) and scene.due(act) and scene.once(key):
            order = scene.order
            yield ReportDoseTaken(
                drug=order.drug,
                amount=order.amount,
                unit=order.unit,
                route=scene.session.preset.route,
                taken_utc=scene.at.utc - timedelta(minutes=act.minutes_ago),
            )


def _dose(scene: Scene) -> Iterator[Intent]:
    ending = scene.script.ending
    if isinstance(ending, NotDosed):
        yield CloseWithoutDose(reason=ending.reason)
    else:
        order = scene.order
        yield AdministerDose(
            drug=order.drug,
            amount=order.amount,
            unit=order.unit,
            route=scene.session.preset.route,
            taken_utc=scene.at.utc,
        )


def _held(scene: Scene) -> Iterator[Intent]:
    session = scene.session
    for _key, act in scene.acts(GateOverridden):
        if isinstance(act, GateOverridden) and session.rechecks >= act.after_rechecks:
            if scene.once("call at the gate"):
                yield Note(fact=CallLogged(to=PRESCRIBER, result="spoke; goes ahead"))
            yield OverrideGate(reason=act.reason, clinician=act.clinician, contact_utc=scene.at.utc)
    if session.rechecks < session.preset.gate.max_rechecks:
        if scene.since(session.rest_started) >= session.preset.gate.recheck_wait_min * 60:
            yield from _recheck(scene)
        return
    if scene.once("call at the gate"):
        yield Note(fact=CallLogged(to=PRESCRIBER, result="spoke; no dose today"))
    ending = scene.script.ending
    reason = ending.reason if isinstance(ending, NotDosed) else "The gate stayed held."
    yield CloseWithoutDose(reason=reason)


def _recheck(scene: Scene) -> Iterator[Intent]:
    """Rest anew after each hold, then measure again."""
    assessed = scene.session.gate_at
    rested = scene.session.rest_started
    if assessed is not None and rested is not None and rested.elapsed_s <= assessed.elapsed_s:
        yield StartRest()
    yield from read_again(scene, spacing_min=scene.session.preset.baseline.spacing_min)
