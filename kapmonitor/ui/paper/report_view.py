"""What the report says, in words: pure, so that every line can be tested without paper."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from kapmonitor.language import mark, say
from kapmonitor.record.patient import Patient
from kapmonitor.session.amendment_words import amendments_of, said
from kapmonitor.session.code_words import coded
from kapmonitor.session.discharge import assess
from kapmonitor.session.dose_words import corrections, explained, in_error, no_longer
from kapmonitor.session.event import CriterionRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.measuring import changes, stated
from kapmonitor.session.preset_edit import changes_told, origin_of
from kapmonitor.session.remote_summary import in_one_line
from kapmonitor.session.signatures import signing_words
from kapmonitor.session.state import Alarm, Dose, FreeNote, Observation, Session
from kapmonitor.session.vocabulary import Amendment, Priority, Role
from kapmonitor.session.wall import local
from kapmonitor.session.words import term
from kapmonitor.ui.dates import long_day
from kapmonitor.ui.ladder_view import chosen
from kapmonitor.ui.paper.report_entries import amendments, entry_words
from kapmonitor.ui.paper.report_line import GRAVE, Line, countersigned, timed
from kapmonitor.ui.paper.report_link import called
from kapmonitor.ui.paper.report_readings import missed
from kapmonitor.ui.preset_words import change_words
from kapmonitor.ui.score_view import score_words, stated_words
from kapmonitor.ui.wording import clock, number

LEGEND = mark(
    "Bars: cuff readings from diastolic to systolic, mean marked. Thin grey bars do not count: "
    "stored, unconfirmed or excluded. Diamonds: pulse of the cuff. Green line: heart rate, broken "
    "where there was none. Blue: SpO2, likewise. Crossed circle: missed reading. Typed: a person "
    "typed it. Tick on the axis: see What happened. Times are local."
)
_RESULTS = {"met": mark("✓ met"), "not_met": mark("▲ not met"), "unknown": mark("▲ not known")}
_PRIORITIES = {Priority.HIGH: "▲▲▲", Priority.MEDIUM: "▲▲", Priority.LOW: "▲"}


def legend(session: Session) -> str:
    """Return what the marks of the chart mean."""
    two = any(each.role is Role.SECOND_CUFF for each in session.readings)
    return (
        say("{legend} Thin dark bars: the second cuff, in no average.").format(legend=say(LEGEND))
        if two
        else say(LEGEND)
    )


def title(session: Session) -> str:
    """Return the title of the report."""
    number_ = f" {session.session_number}" if session.session_number else ""
    planned = (
        say(" of {planned_sessions}").format(planned_sessions=session.planned_sessions)
        if session.planned_sessions and number_
        else ""
    )
    day = local(session, session.opened.utc)
    return say("Session{number}{planned}, {day}").format(
        number=number_, planned=planned, day=long_day(day)
    )


def who(session: Session, patient: Patient | None) -> str:
    """Return the patient by two identifiers; nobody, for a simulated session."""
    if session.simulated:
        return say("SIMULATED, no patient")
    if patient is None:
        return session.patient
    born = say(", born {born:%Y-%m-%d}").format(born=patient.born) if patient.born else ""
    return f"{patient.name or session.patient}{born} · {session.patient}"


def facts(session: Session) -> tuple[Line, ...]:
    """Return the left column: the plan, and each dose under it."""
    written = partial(clock, session)
    never = (
        Line(say("Dose"), f"{GRAVE}{in_error(each, written)}", True) for each in session.never_given
    )
    return (*_plan(session), *(_dose(session, dose) for dose in session.doses), *never)


def alarms(session: Session) -> tuple[Line, ...]:
    """Return every alarm with its answer."""
    every = (*session.alarm_history, *session.alarms.values())
    return tuple(
        alarm_line(session, each) for each in sorted(every, key=lambda one: one.raised_seq)
    )


def deviations(session: Session) -> tuple[Line, ...]:
    """Return what broke the plan, in the order in which it did: always grave."""
    found = sorted(_deviations(session), key=lambda timed: timed[0].elapsed_s)
    return tuple(Line(timed(session, at), f"{GRAVE}{words}", True) for at, words in found)


def open_overrides(session: Session) -> dict[int, str]:
    """Return what was reported as a prescriber's decision and not countersigned, by entry."""
    waiting = {
        seq: say("{time} gate overridden, {clinician}: {reason}").format(
            time=clock(session, at.utc), clinician=override.clinician, reason=override.reason
        )
        for seq, at, override in session.gate_overrides
        if not override.countersigned
    }
    ended, seq = session.ended, session.ended_seq
    if ended is not None and seq in session.overrides and seq is not None:
        waiting[seq] = say("Discharged by override, {clinician}: {reason}").format(
            clinician=ended.clinician, reason=ended.reason
        )
    return {seq: words for seq, words in waiting.items() if seq not in session.countersigned}


def criteria(session: Session) -> tuple[Line, ...]:
    """Return the discharge check as it stood at the end, or stands."""
    judged = assess(session, session.ended_at or session.last) if session.doses else ()
    if session.ended is None:
        return tuple(_criterion(each.text, each.result.value, each.reason) for each in judged)
    texts = {each.id: each.text for each in judged}
    return tuple(_recorded(each, texts) for each in session.ended.assessment)


def unmet(session: Session) -> tuple[Line, ...]:
    """Return how many items of the discharge check were met, and which were not."""
    judged = criteria(session)
    if not judged:
        return ()
    if session.ended is None:
        return (Line(say("Discharge check"), say("not ended; on the next pages as it stands")),)
    open_ = [each.name for each in judged if each.grave]
    if open_:
        words = say("{grave}not met: {items}").format(grave=GRAVE, items=", ".join(open_))
        return (Line(say("Discharge check"), words, grave=True),)
    return (Line(say("Discharge check"), say("✓ all {count} met").format(count=len(judged))),)


def happened(session: Session) -> tuple[Line, ...]:
    """Return symptoms, events, calls and amendments; free notes stay in the record."""
    every = (*_happened(session), *_from_station(session), *_scored(session))
    found = [(at.elapsed_s, Line(timed(session, at), *said)) for at, said in every]
    found += called(session)
    return tuple(line for _at, line in sorted(found, key=lambda each: each[0]))


def amended(session: Session) -> tuple[Line, ...]:
    """Return each amendment beside what it amends; the original stays where it was."""
    return tuple(
        Line(timed(session, note.at), f"{GRAVE}{_amendment(session, note)}", grave=True)
        for note in amendments_of(session)
    )


def _amendment(session: Session, note: FreeNote) -> str:
    told = said(note, partial(clock, session))
    if note.amends is None or note.manner is Amendment.LATE_ENTRY:
        return told
    return say("{what} · {told}").format(what=entry_words(session, note.amends), told=told)


def _plan(session: Session) -> Iterator[Line]:
    by = f", {session.opened_by.operator.name}" if session.opened_by is not None else ""
    end = (
        say(" to {time}").format(time=clock(session, session.ended_at.utc))
        if session.ended_at is not None
        else ""
    )
    yield Line(
        say("Setting"), f"{coded(session.setting)}, {clock(session, session.opened.utc)}{end}{by}"
    )
    if told := in_one_line(session):
        yield Line(say("Link"), told)
    yield Line(say("Protocol"), say(session.preset.name))
    yield from _changed_plan(session)
    if session.stated:
        dosed = session.doses[0].taken if session.doses else session.last
        yield Line(say("Measured"), stated_words(stated(session, dosed)))
    signed = session.approval
    if signed is None:
        yield Line(
            say("Signed by"),
            say("{grave}no clinician has signed this protocol").format(grave=GRAVE),
            grave=True,
        )
    else:
        day = f"{local(session, signed.signed_at):%Y-%m-%d}"
        yield Line(
            say("Signed by"),
            f"{signed.signed_by}, {signed.role}, {day} ({signing_words(signed.signing)})",
        )
    order = session.order
    if order is not None:
        amount = f"{number(order.amount)} {order.unit} {coded(order.route)}"
        phone = f", {order.prescriber_phone}" if order.prescriber_phone else ""
        yield Line(say("Order"), f"{order.drug}, {amount}; {order.prescriber}{phone}")


def _changed_plan(session: Session) -> Iterator[Line]:
    """Tell what the clinic changed from the preset that its own was made from."""
    document = json.loads(session.preset.document)
    made_from, changes = origin_of(document), changes_told(document)
    if made_from is None:
        return
    told = "; ".join(change_words(each, document) for each in changes) or say("nothing")
    yield Line(
        say("Changed"),
        say("from {original}: {changes}").format(original=made_from[0], changes=told),
    )


def _dose(session: Session, dose: Dose) -> Line:
    words = say("{amount} {unit} {route} at {time}").format(
        amount=number(dose.amount),
        unit=dose.unit,
        route=coded(dose.route),
        time=clock(session, dose.taken.utc),
    )
    name = say("Booster") if dose.booster else say("Dose")
    told = say("{drug}, {words}; gate {gate}").format(
        drug=dose.drug, words=words, gate=coded(dose.gate)
    )
    told_of = amendments(session).get(dose.seq)
    beside = f"; ▲ {told_of}" if told_of is not None else ""
    if dose.changes:
        beside = f"; {GRAVE}{corrections(dose, partial(clock, session))}{beside}"
        gone = " ".join(no_longer(dose))
        beside += say("; said of it until then: {gone}").format(gone=gone) if gone else ""
    return Line(name, f"{told}{beside}", dose.gate == "held" or bool(beside))


def alarm_line(session: Session, alarm: Alarm) -> Line:
    """Return an alarm with its answer."""
    sign = _PRIORITIES[alarm.priority]
    parts = [f"{sign} {coded(alarm.priority)}, {coded(alarm.kind)}: {alarm.reason.rstrip('.')}"]
    if alarm.acknowledged is not None:
        by = (
            say(" by {acknowledged_by}").format(acknowledged_by=alarm.acknowledged_by)
            if alarm.acknowledged_by
            else ""
        )
        parts.append(
            say("acknowledged {time}{by}").format(
                time=clock(session, alarm.acknowledged.utc), by=by
            )
        )
    else:
        parts.append(say("not acknowledged"))
    parts += [chosen(each) for each in alarm.did]
    if alarm.cleared is not None:
        parts.append(say("over {time}").format(time=clock(session, alarm.cleared.utc)))
    high = alarm.priority is Priority.HIGH
    return Line(timed(session, alarm.raised), "; ".join(parts), high)


def _deviations(session: Session) -> Iterator[tuple[Instant, str]]:
    for seq, at, override in session.gate_overrides:
        what = (
            say("Gate of the booster overridden")
            if override.for_booster
            else say("Gate overridden")
        )
        by = session.countersigned.get(seq)
        said = f"{override.clinician}, {countersigned(by, at_once=override.countersigned)}"
        yield at, f"{what}: {override.reason.rstrip('.')} ({said})"
    for each in session.deviations:
        yield each.at, say("Deviation: {each}").format(each=each.text)
    for at, why in missed(session, required=True):
        yield at, say("Reading {why}").format(why=why)
    for at, step in session.clock_steps:
        yield at, say("The computer's clock was moved by {step:.0f} s.").format(step=step)


def _from_station(session: Session) -> Iterator[tuple[Instant, tuple[str, bool]]]:
    for message in session.from_station:
        told = say("Message from the station by {by}, kept in the record")
        yield message.at, (told.format(by=message.by), False)


def _happened(session: Session) -> Iterator[tuple[Instant, tuple[str, bool]]]:
    for seen in session.observations:
        yield seen.at, _seen(seen, term(session, seen.code))
    for told in explained(session, partial(clock, session)):
        yield told.at, (told.words, True)
    for note in session.notes:
        words = say("Note, kept in the record")
        if note.amends is not None:
            words = _amendment(session, note)
        yield note.at, (words + (say(", taken back") if note.withdrawn else ""), False)
    for at, call in session.calls:
        yield (
            at,
            (say("Call: {to}, {result}").format(to=call.to, result=chosen(call.result)), False),
        )
    for check in session.checks:
        if not check.seen:
            yield (
                check.at,
                (
                    say("{grave}Check missed: {check}").format(
                        grave=GRAVE, check=check.check.replace("-", " ")
                    ),
                    True,
                ),
            )


def _scored(session: Session) -> Iterator[tuple[Instant, tuple[str, bool]]]:
    """Yield the scores of the journey, and what changed in how the cuff measured.

    Those of before the dose and of the discharge check stand with what they were asked for.
    """
    first = session.doses[0].taken.elapsed_s if session.doses else math.inf
    last = session.check_opened.elapsed_s if session.check_opened is not None else math.inf
    after = [score for score in session.scores if first < score.at.elapsed_s < last]
    for _minute, those in groupby(after, key=lambda score: score.at.elapsed_s // 60):
        told = list(those)
        yield told[0].at, (", ".join(score_words(each) for each in told), False)
    for changed in changes(session):
        words = say("Measured differently from now on: {words}").format(
            words=stated_words(changed.fact)
        )
        yield changed.at, (words, False)


def _seen(seen: Observation, words: str) -> tuple[str, bool]:
    flag = seen.kind == "red_flag" and not seen.withdrawn
    more = [say("expected effect")] if seen.kind == "expected" else []
    more += [coded(seen.severity)] if seen.severity else []
    more += (
        [say("distress {distress}").format(distress=seen.distress)]
        if seen.distress is not None
        else []
    )
    more += (
        [say("{duration_min:g} min").format(duration_min=seen.duration_min)]
        if seen.duration_min is not None
        else []
    )
    more += [say("taken back")] if seen.withdrawn else []
    return f"{GRAVE if flag else ''}{', '.join([words, *more])}", flag


def _recorded(each: CriterionRecorded, texts: dict[str, str]) -> Line:
    plain = each.id.replace("_", " ").replace("-", " ").capitalize()
    return _criterion(texts.get(each.id, plain), each.result, each.reason)


def _criterion(text: str, result: str, reason: str) -> Line:
    words = f"{say(_RESULTS[result])}: {reason.rstrip('.')}"
    return Line(text, words, result != "met")
