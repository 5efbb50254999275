"""What the people do between the dose and the discharge check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from devices.simulator.people import (
    At,
    NoteWritten,
    ReadingDeferred,
    ReadingTakenNow,
    ReadingTyped,
    StaysLonger,
    SymptomSeen,
)
from kapmonitor.rehearsal.boosting import booster
from kapmonitor.rehearsal.measuring import ignoring_prompts, read_again, type_saturation, typed
from kapmonitor.rehearsal.scene import Scene
from kapmonitor.session.decide_measuring import seconds_to_wait
from kapmonitor.session.event import (
    CheckRecorded,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
)
from kapmonitor.session.intent import (
    EnterReading,
    Intent,
    MarkReturned,
    Note,
    OpenDischargeCheck,
    PostponeReading,
    ReportLozengeOut,
    RequestReading,
)
from kapmonitor.session.protocol import Signal
from kapmonitor.session.schedule import Due, DueState, checks_due, due, earliest_discharge
from kapmonitor.session.vocabulary import LozengeEnd, ObservationKind, ReadingSource, Role
from kapmonitor.terms import terms

BACK_BEFORE_END_MIN = 35.0
"""The scripted patient is back this long before the earliest discharge."""


def monitor(scene: Scene) -> Intent | None:
    """Do the next thing of the journey."""
    return next(_steps(scene), None)


def acts_now(scene: Scene) -> Iterator[Intent]:
    """Carry out what the script has people do at this moment."""
    for number, act in enumerate(scene.script.people):
        key = f"act {number}"
        do = _DEEDS.get(type(act))
        if do is None or not isinstance(act, At) or key in scene.memory.done:
            continue
        if not scene.due(act) or (isinstance(act, ReadingTakenNow) and _arm_busy(scene)):
            continue
        scene.memory.done.add(key)
        yield from do(scene, act)


def _arm_busy(scene: Scene) -> bool:
    """Return whether a reading could not be asked for now: it waits, and is asked for then."""
    session = scene.session
    return session.request is not None or seconds_to_wait(session, scene.at) > 0


def _steps(scene: Scene) -> Iterator[Intent]:
    yield from acts_now(scene)
    yield from _details(scene)
    yield from _lozenge(scene)
    yield from booster(scene)
    if not ignoring_prompts(scene):
        yield from _checks(scene)
        yield from _readings(scene)
    yield from _back(scene)
    yield from _open_check(scene)


def _lozenge(scene: Scene) -> Iterator[Intent]:
    lozenge, order = scene.session.lozenge, scene.session.order
    if lozenge is None or lozenge.out is not None or order is None or order.hold_min is None:
        return
    if scene.since(scene.session.doses[0].taken) >= order.hold_min * 60:
        end = order.lozenge_end or LozengeEnd.SPIT
        yield ReportLozengeOut(end=end, taken_out_utc=scene.at.utc)


def _checks(scene: Scene) -> Iterator[Intent]:
    for check in checks_due(scene.session, scene.at):
        yield Note(fact=CheckRecorded(check=check))


def _readings(scene: Scene) -> Iterator[Intent]:
    for each in due(scene.session, scene.at):
        if each.state in (DueState.DUE, DueState.OVERDUE):
            yield from _take(scene, each)
            return
        if each.state is DueState.OFFERED and scene.once(f"offered {each.id}"):
            yield RequestReading()


def _take(scene: Scene, wanted: Due) -> Iterator[Intent]:
    if Signal.SPO2 in wanted.measure:
        yield from type_saturation(scene, wanted.id)
    yield from read_again(scene, spacing_min=wanted.spacing_min or 0.5)


def _back(scene: Scene) -> Iterator[Intent]:
    earliest = earliest_discharge(scene.session)
    if scene.session.returned is not None or earliest is None:
        return
    if scene.since(earliest) >= -BACK_BEFORE_END_MIN * 60:
        yield MarkReturned()


def _open_check(scene: Scene) -> Iterator[Intent]:
    earliest = earliest_discharge(scene.session)
    if earliest is None or scene.since(earliest) < 0 or scene.session.request is not None:
        return
    if any(each.state in (DueState.DUE, DueState.OVERDUE) for each in due(scene.session, scene.at)):
        return
    last = scene.session.doses[-1].taken
    longer = [act for _key, act in scene.acts(StaysLonger) if isinstance(act, StaysLonger)]
    if all(scene.since(last) >= act.until_min * 60 for act in longer):
        yield OpenDischargeCheck()


def _details(scene: Scene) -> Iterator[Intent]:
    """Say afterwards how bad it was, where the script knows."""
    for number, act in enumerate(scene.script.people):
        if not isinstance(act, SymptomSeen) or (act.severity is None and act.distress is None):
            continue
        seen = [each for each in scene.session.observations if each.code == act.code]
        if seen and scene.once(f"detail {number}"):
            yield Note(
                fact=ObservationDetailed(
                    seq=seen[-1].seq, severity=act.severity, distress=act.distress
                )
            )


def _symptom(_scene: Scene, act: SymptomSeen) -> Iterator[Intent]:
    kind = ObservationKind(act.kind.value)
    called = next((each.label for each in terms() if each.code == act.code), "")
    yield Note(fact=ObservationRecorded(code=act.code, kind=kind, label=called))


def _note(scene: Scene, act: NoteWritten) -> Iterator[Intent]:
    yield Note(fact=NoteAdded(text=scene.words(act.text)))


def _typed(scene: Scene, act: ReadingTyped) -> Iterator[Intent]:
    if act.systolic is None and act.spo2 is None:
        yield typed(scene)
        return
    yield EnterReading(
        systolic=act.systolic,
        diastolic=act.diastolic,
        pulse_rate=act.pulse_rate,
        spo2=act.spo2,
        source=ReadingSource(act.source.value),
    )


def _measure(scene: Scene, act: ReadingTakenNow) -> Iterator[Intent]:
    if scene.session.request is None:
        yield RequestReading(role=Role.SECOND_CUFF if act.second_cuff else Role.CUFF)


def _defer(scene: Scene, act: ReadingDeferred) -> Iterator[Intent]:
    open_states = (DueState.COMING, DueState.DUE, DueState.OVERDUE, DueState.OFFERED)
    for each in due(scene.session, scene.at):
        if each.state in open_states:
            reason = "Not now, patient is inward."
            yield PostponeReading(due=each.id, minutes=act.by_min, reason=reason)
            return


_DEEDS: dict[type, Callable[..., Iterator[Intent]]] = {
    SymptomSeen: _symptom,
    NoteWritten: _note,
    ReadingTyped: _typed,
    ReadingTakenNow: _measure,
    ReadingDeferred: _defer,
}
