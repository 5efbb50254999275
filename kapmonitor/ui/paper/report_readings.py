"""Every reading of a session as a row of the report's table. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Iterator

from devices.measurement import Provenance
from kapmonitor.language import mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.instant import Instant
from kapmonitor.session.schedule import Due, DueState, due
from kapmonitor.session.state import Reading, Sample, Session
from kapmonitor.session.time_words import of_time
from kapmonitor.ui.link_words import arrived_late
from kapmonitor.ui.paper.report_entries import amendments
from kapmonitor.ui.timeline_view import told_together
from kapmonitor.ui.view import source_of
from kapmonitor.ui.wording import NONE, clock, minutes_from_dose, number

READING_HEADS = (
    mark("time"),
    mark("min"),
    "mmHg",
    mark("mean"),
    mark("pulse"),
    "SpO2",
    mark("source"),
)
READING_WIDTHS = (28.0, 26.0, 40.0, 27.0, 27.0, 26.0, 79.5)

Row = tuple[str, ...]


def readings(session: Session) -> tuple[Row, ...]:
    """Return every reading in the order of time, failures and missed ones among them."""
    rows = sorted(_rows(session), key=lambda timed: timed[0])
    return tuple(row for _at, row in rows)


def missed(session: Session, *, required: bool = False) -> Iterator[tuple[Instant, str]]:
    """Yield the scheduled readings that were missed: when each was due, and why."""
    first = session.doses[0].taken if session.doses else session.opened
    for each in due(session, session.ended_at or session.last):
        over = each.state is DueState.MISSED or (not required and each.state is DueState.NOT_TAKEN)
        if over:
            at = first.later(seconds=each.target_s - first.elapsed_s)
            yield at, _why(session, each)


def _rows(session: Session) -> Iterator[tuple[float, Row]]:
    for reading in session.readings:
        yield reading.when.elapsed_s, _reading(session, reading)
    for failed in session.failures:
        why = say(failed.text) or coded(failed.reason)
        yield (
            failed.at.elapsed_s,
            _empty(session, failed.at, say("no value: {why}").format(why=why)),
        )
    for kept, times in told_together(session.quarantined):
        many = say(" ({times} readings)").format(times=times) if times > 1 else ""
        said = say("set aside{many}: {reasons}").format(many=many, reasons=", ".join(kept.reasons))
        yield kept.at.elapsed_s, _empty(session, kept.at, said)
    for sample in session.samples:
        if sample.provenance is Provenance.MANUAL:
            yield sample.at.elapsed_s, _typed(session, sample)
    for at, why in missed(session):
        yield at.elapsed_s, _empty(session, at, why)


def _reading(session: Session, reading: Reading) -> Row:
    measured = reading.measurement
    pair = f"{number(measured.systolic)}/{number(measured.diastolic)}"
    values = (pair, number(measured.mean), number(measured.pulse_rate), NONE)
    return (*_when(session, reading.when), *values, _standing(session, reading))


def _standing(session: Session, reading: Reading) -> str:
    """Return the source, and why it does not count where it does not."""
    words = [source_of(reading)]
    if reading.error_reason is not None:
        words.append(say("excluded: {error_reason}").format(error_reason=reading.error_reason))
    elif reading.confirmed_now:
        words.append(
            say("{provenance}, confirmed as taken then").format(
                provenance=coded(reading.provenance.value)
            )
        )
    elif not reading.counts:
        words.append(
            say("{provenance}, does not count").format(provenance=coded(reading.provenance.value))
        )
    if reading.trial:
        words.append(say("test reading"))
    if arrived_late(session, reading):
        words.append(say("arrived {time}").format(time=clock(session, reading.at.utc)))
    if how := of_time(reading):
        words.append(how)
    words += reading.queried
    if (said := amendments(session).get(reading.seq)) is not None:
        words.append(f"▲ {said}")
    return ", ".join(words)


def _typed(session: Session, sample: Sample) -> Row:
    values = (NONE, NONE, number(sample.heart_rate), number(sample.spo2))
    words = (
        say("typed")
        if sample.error_reason is None
        else say("typed, excluded: {error_reason}").format(error_reason=sample.error_reason)
    )
    return (*_when(session, sample.at), *values, words)


def _empty(session: Session, at: Instant, words: str) -> Row:
    return (*_when(session, at), NONE, NONE, NONE, NONE, words)


def _when(session: Session, at: Instant) -> tuple[str, str]:
    return clock(session, at.utc), minutes_from_dose(session, at) if session.doses else ""


def _why(session: Session, each: Due) -> str:
    why = session.missed.get(each.id)
    return say("missed: {why}").format(why=why) if why else say("missed")
