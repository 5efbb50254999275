"""How the people get readings: asking, pressing START, typing what they see."""

from __future__ import annotations

from collections.abc import Iterator

from devices.measurement import Provenance
from devices.simulator.body import CuffReading
from devices.simulator.people import PromptsIgnored
from kapmonitor.rehearsal.scene import HURRY_S, Scene
from kapmonitor.session.event import MeasurementConfirmed
from kapmonitor.session.intent import EnterReading, Intent, Note, RequestReading
from kapmonitor.session.vocabulary import ReadingSource, Role

FAILURES_BEFORE_TYPING = 2


def press_start(scene: Scene) -> None:
    """Press START on the cuff when the session asks a person to."""
    request = scene.session.request
    if scene.afar or request is None or request.by_program or ignoring_prompts(scene):
        return
    if scene.since(scene.session.requested_at) >= HURRY_S / 2:
        key = f"start {request.request}"
        second = request.role is Role.SECOND_CUFF
        if key not in scene.memory.done and scene.simulation.press_start(second=second):
            scene.memory.done.add(key)


def confirm(scene: Scene) -> Note | None:
    """Say that a reading which proves nothing by itself is of now: the cuff's display shows it."""
    last = scene.session.readings[-1] if scene.session.readings else None
    second = last is not None and last.role is Role.SECOND_CUFF
    shown = scene.simulation.second_display if second else scene.simulation.display
    if last is None or last.counts or last.confirmed_now is not None:
        return None
    if last.provenance is not Provenance.UNCONFIRMED or not isinstance(shown, CuffReading):
        return None
    systolic, diastolic = last.measurement.systolic, last.measurement.diastolic
    if systolic != shown.systolic or diastolic != shown.diastolic:
        return None
    if not scene.once(f"confirm {last.seq}"):
        return None
    return Note(fact=MeasurementConfirmed(seq=last.seq, taken_now=True))


def read_again(scene: Scene, *, spacing_min: float) -> Iterator[Intent]:
    """Ask for a reading, or type one after failures in a row, once the last is old enough."""
    session = scene.session
    if session.request is not None:
        return
    own = [each for each in session.readings if each.role is Role.CUFF]
    if own and scene.since(own[-1].at) < spacing_min * 60:
        return
    after = own[-1].seq if own else 0
    failed = [each for each in session.failures if each.seq > after and each.role is Role.CUFF]
    if len(failed) >= FAILURES_BEFORE_TYPING:
        yield typed(scene)
    elif not failed or scene.since(failed[-1].at) >= session.preset.min_start_interval_s:
        yield RequestReading()


def typed(scene: Scene) -> EnterReading:
    """Type what another instrument shows."""
    seen = scene.simulation.read_by_hand()
    return EnterReading(
        systolic=seen.systolic,
        diastolic=seen.diastolic,
        pulse_rate=seen.pulse_rate,
        source=ReadingSource.DISPLAY,
    )


def type_saturation(scene: Scene, when: str) -> Iterator[Intent]:
    """Type the saturation from a finger clip, once for each occasion that asks for it."""
    if scene.once(f"saturation {when}"):
        seen = scene.simulation.vital_signs().spo2
        yield EnterReading(
            systolic=None,
            diastolic=None,
            pulse_rate=None,
            spo2=round(seen),
            source=ReadingSource.DISPLAY,
        )


def ignoring_prompts(scene: Scene) -> bool:
    """Return whether the script has everybody ignore prompts now."""
    return any(
        isinstance(act, PromptsIgnored) and scene.within(act, act.lasts_min)
        for _key, act in scene.acts(PromptsIgnored)
    )
