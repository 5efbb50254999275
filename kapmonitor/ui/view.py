"""The live screen in words and numbers: `present` turns a snapshot into what is placed.

Pure and without Qt. It compares nothing clinically; it words what the core has found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.measurement import Provenance
from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.session.annunciation import Annunciation, annunciation
from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.instant import Instant
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import Vital, countable, heart_rate, vital
from kapmonitor.session.schedule import earliest_discharge, would_become
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.time_words import is_of_arrival
from kapmonitor.session.trend import Direction, trend
from kapmonitor.session.vocabulary import Priority, ReadingSource, Role
from kapmonitor.telehealth.view import LinkView
from kapmonitor.ui.device_line import DeviceLine, device_line
from kapmonitor.ui.link_words import BadgeWords, badge_words, is_away, not_heard, with_phone
from kapmonitor.ui.sound_words import Signed, alarms_off, sound_now
from kapmonitor.ui.wording import NONE, ROLES, ago, change, clock, number, since, upcoming

PRESSURE, SECOND = mark("Blood pressure, mmHg"), mark("Second cuff, mmHg")
STALLED = mark(
    "The engine does not answer. Monitoring has stopped. Watch the patient and the cuff."
)
NO_READING = mark("No reading yet. Put the cuff on and press Measure now.")
_SOURCES = {
    ReadingSource.DISPLAY: mark("typed, display"),
    ReadingSource.READ_ALOUD: mark("typed, read aloud"),
    ReadingSource.TEXTED: mark("typed, texted"),
}
_DIRECTIONS = {
    Direction.RISING: mark("rising"),
    Direction.STEADY: mark("steady"),
    Direction.FALLING: mark("falling"),
}
_PRESSURES = frozenset(
    {
        Signal.SYSTOLIC,
        Signal.DIASTOLIC,
        Signal.SYSTOLIC_RISE,
        Signal.DIASTOLIC_RISE,
        Signal.SYSTOLIC_FALL,
    }
)
_RATES = frozenset({Signal.HEART_RATE})
_SATURATIONS = frozenset({Signal.SPO2})
_STEPS = (
    ("prepare", mark("Prepare")),
    ("baseline", mark("Baseline")),
    ("dose", mark("Dose")),
    ("monitoring", mark("Monitor")),
    ("discharge", mark("Discharge")),
    ("report", mark("Report")),
)
_CURRENT = {
    Phase.PREPARATION: 0,
    Phase.BASELINE: 1,
    Phase.MONITORING: 3,
    Phase.RECOVERY: 4,
    Phase.CLOSED: 5,
    Phase.LOCKED: 5,
}
_DOSE_STEP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """One big number: never without its age."""

    text: str = NONE
    age: str = ""
    stale: bool = False
    priority: Priority | None = None
    trend: Direction | None = None
    """Against the reading before, where the two can be compared; None: nothing is said."""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the rail."""

    name: str
    label: str
    done: bool
    current: bool
    blocked: str = ""
    """Why it cannot be entered yet; empty: it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """Everything around and on the live screen that is words or numbers."""

    blood_pressure: Numeral
    second_cuff: Numeral | None
    """None: there is no second cuff."""
    heart_rate: Numeral
    spo2: Numeral
    mean: str
    since_dose: str
    time_of_day: str
    earliest: str
    booster: str
    devices: tuple[DeviceLine, ...]
    alarms: Annunciation
    steps: tuple[Step, ...]
    saved: str
    not_saved: str
    simulated: bool
    sound: Signed
    alarms_off: Signed | None
    link: BadgeWords | None
    """None: no link belongs to this session."""


def present(snapshot: Snapshot) -> SessionView | None:
    """Return what to show; None while no session is open."""
    session, at = snapshot.session, snapshot.at
    if session is None or at is None:
        return None
    base = baseline(session) if session.doses or session.gate else None
    alarms = with_phone(session, annunciation(session, at))
    shown = SessionView(
        blood_pressure=_pressure(session, at, base, _tripped(session, _PRESSURES)),
        second_cuff=_second(session, at, _tripped(session, _PRESSURES)),
        heart_rate=_rate(session, at, base, _tripped(session, _RATES)),
        spo2=_saturation(session, at, _tripped(session, _SATURATIONS)),
        mean=_mean(session),
        since_dose=_since_dose(session, at),
        time_of_day=clock(session, at.utc),
        earliest=_earliest(session),
        booster=_booster(session, at),
        devices=tuple(
            device_line(session, role, snapshot.link)
            for role in session.devices
            if session.ended is None or not is_away(session, role)  # it has said goodbye
        ),
        alarms=alarms,
        steps=_steps(session),
        saved=clock(session, snapshot.saved_utc, seconds=True) if snapshot.saved_utc else "",
        not_saved=snapshot.record_fault or "",
        simulated=session.simulated,
        sound=sound_now(snapshot.sound, session, alarms),
        alarms_off=alarms_off(session),
        link=badge_words(session, snapshot.link),
    )
    return _unheard(shown, session, at, snapshot.link)


def source_of(reading: Reading) -> str:
    """Return where a reading came from, in a word or two."""
    second = say(ROLES[Role.SECOND_CUFF]) if reading.role is Role.SECOND_CUFF else ""
    typed = say(_SOURCES[reading.source]) if reading.source is not None else ""
    if reading.provenance is Provenance.MANUAL:
        typed = typed or say("typed")
    if reading.relayed is not None:
        unproven = reading.verified is False
        return say("cuff at home, not verified") if unproven else say("cuff at home")
    return ", ".join(filter(None, (second, typed))) or say(ROLES[reading.role])


def _pressure(
    session: Session, at: Instant, base: Baseline | None, tripped: dict[int, Priority]
) -> Numeral:
    kept = [reading for reading in countable(session) if reading.complete]
    if not kept:
        return Numeral(spoken=say("Blood pressure: no reading yet"))
    measured = kept[-1].measurement
    said = [source_of(kept[-1])]
    if is_of_arrival(kept[-1]):
        said.append(say("time of arrival"))
    if base is not None and session.doses:
        up = change(measured.systolic, base.systolic)
        down = change(measured.diastolic, base.diastolic)
        said.append(say("base {change}").format(change=f"{up}/{down}"))
    shown = _pair(session, at, kept[-1], (say("Blood pressure"), said, tripped))
    found = trend(session, at)
    if found is None:
        return shown
    age, _dot, rest = shown.age.partition(" · ")
    goes = say(_DIRECTIONS[found.direction])
    return replace(
        shown,
        age=f"{age}, {goes} · {rest}",
        trend=found.direction,
        spoken=f"{shown.spoken}, {goes}",
    )


def _second(session: Session, at: Instant, tripped: dict[int, Priority]) -> Numeral | None:
    """Return the second cuff's newest reading; None where there is no second cuff."""
    kept = [each for each in countable(session, Role.SECOND_CUFF) if each.complete]
    if not kept and Role.SECOND_CUFF not in session.devices:
        return None
    if not kept:
        return Numeral(spoken=say("Second cuff: no reading yet"))
    said = source_of(kept[-1]).removeprefix(say(ROLES[Role.SECOND_CUFF])).removeprefix(", ")
    return _pair(session, at, kept[-1], (say("Second cuff"), [said] if said else [], tripped))


def _pair(
    session: Session,
    at: Instant,
    newest: Reading,
    about: tuple[str, list[str], dict[int, Priority]],
) -> Numeral:
    name, said, tripped = about
    age_s = at.elapsed_s - newest.when.elapsed_s
    stale = age_s > session.preset.stale_after_min * 60
    text = f"{number(newest.measurement.systolic)}/{number(newest.measurement.diastolic)}"
    parts = [(say("old · ") if stale else "") + ago(age_s), *said]
    return Numeral(
        text=text,
        age=" · ".join(parts),
        stale=stale,
        priority=tripped.get(newest.seq),
        spoken=f"{name} {text}, {' '.join(parts)}",
    )


def _unheard(shown: SessionView, session: Session, at: Instant, link: LinkView) -> SessionView:
    """Let nothing of a patient's side that is silent look current, whatever its age."""
    kept = [reading for reading in countable(session) if reading.complete]
    if kept and not_heard(session, link, kept[-1].role, typed=kept[-1].source is not None):
        shown = replace(shown, blood_pressure=_hollow(shown.blood_pressure))
    rate = heart_rate(session, at)
    if rate is not None and not_heard(session, link, rate.role, typed=rate.source is not None):
        shown = replace(shown, heart_rate=_hollow(shown.heart_rate))
    return shown


def _hollow(numeral: Numeral) -> Numeral:
    """Return a value whose side is not heard: never shown as current, and going nowhere now."""
    down = say("link down · ")
    age, dot, rest = numeral.age.removeprefix(say("old · ")).partition(" · ")
    told = f"{down}{age.partition(', ')[0]}{dot}{rest}"
    spoken = f"{numeral.spoken}, {down}"
    return replace(numeral, stale=True, trend=None, age=told, spoken=spoken)


def _rate(
    session: Session, at: Instant, base: Baseline | None, tripped: dict[int, Priority]
) -> Numeral:
    found = heart_rate(session, at)
    return _numeral(
        session, at, found, (say("Heart rate"), base.heart_rate if base else None, tripped)
    )


def _saturation(session: Session, at: Instant, tripped: dict[int, Priority]) -> Numeral:
    return _numeral(session, at, vital(session, Signal.SPO2), (say("Saturation"), None, tripped))


def _numeral(
    session: Session,
    at: Instant,
    found: Vital | None,
    about: tuple[str, float | None, dict[int, Priority]],
) -> Numeral:
    name, base, tripped = about
    if found is None:
        return Numeral(spoken=say("{name}: no value yet").format(name=name))
    age_s = at.elapsed_s - found.at.elapsed_s
    stale = age_s > session.preset.stale_after_min * 60
    where = say(_SOURCES[found.source]) if found.source else say(ROLES[found.role])
    if found.source is None and found.provenance is Provenance.MANUAL:
        where = say("typed")
    parts = [(say("old · ") if stale else "") + ago(age_s), where]
    if base is not None and session.doses:
        parts.append(say("base {change}").format(change=change(found.value, base)))
    text = number(found.value)
    return Numeral(
        text=text,
        age=" · ".join(parts),
        stale=stale,
        priority=tripped.get(found.seq),
        spoken=f"{name} {text}, {' '.join(parts)}",
    )


def _tripped(session: Session, signals: frozenset[Signal]) -> dict[int, Priority]:
    """Return the highest active alarm on these signals by the entries it names as evidence."""
    codes = {rule.id for rule in session.preset.alarms if rule.signal in signals}
    found: dict[int, Priority] = {}
    for alarm in session.alarms.values():
        if not alarm.active or alarm.code not in codes:
            continue
        for seq in alarm.evidence:
            held = found.get(seq)
            if held is None or held.rank < alarm.priority.rank:
                found[seq] = alarm.priority
    return found


def _mean(session: Session) -> str:
    if not session.preset.show_mean:
        return ""
    kept = [each for each in countable(session) if each.measurement.mean is not None]
    return say("mean {mean}").format(mean=number(kept[-1].measurement.mean)) if kept else ""


def _since_dose(session: Session, at: Instant) -> str:
    if not session.doses:
        return ""
    return since(at.elapsed_s - session.doses[0].taken.elapsed_s)


def _earliest(session: Session) -> str:
    if session.ended is not None:
        return (
            say("ended {time}").format(time=clock(session, session.ended_at.utc))
            if session.ended_at
            else say("ended")
        )
    moment = earliest_discharge(session)
    if moment is None:
        return say("no dose yet")
    return say("earliest discharge {time}").format(time=upcoming(session, moment))


def _booster(session: Session, at: Instant) -> str:
    """Return what a booster now would make of the earliest discharge; empty: none can be."""
    moment = earliest_discharge(session)
    ordered = session.order is not None and session.order.booster_allowed
    possible = session.preset.booster.allowed and ordered and len(session.doses) == 1
    if session.ended is not None or not possible:
        return ""
    if moment is None or moment.elapsed_s <= at.elapsed_s:
        return ""
    return say("booster now: {time}").format(time=clock(session, would_become(session, at).utc))


def _steps(session: Session) -> tuple[Step, ...]:
    current = _CURRENT[phase_of(session)]
    found = []
    for place, (name, label) in enumerate(_STEPS):
        done = bool(session.doses) if place == _DOSE_STEP else place < current
        found.append(
            Step(
                name=name,
                label=say(label),
                done=done and place != current,
                current=place == current,
                blocked=_blocked(session, place),
            )
        )
    return tuple(found)


def _blocked(session: Session, place: int) -> str:
    name = _STEPS[place][0]
    if name == "baseline" and session.baseline_begun is None:
        return say("Finish Prepare first.")
    if name == "dose" and session.baseline_begun is None:
        return say("The baseline comes first.")
    if name == "monitoring" and not session.doses:
        return say("No dose has been recorded.")
    if name == "discharge" and session.baseline_begun is None:
        return say("The session has not begun.")
    if name == "report" and session.ended is None:
        return say("The session has not ended.")
    return ""
