"""The session as lines of words, newest first. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from kapmonitor.language import say
from kapmonitor.session.amendment_words import said
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.dose_words import crossed_out, explained, named
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.from_station import lines as station_lines
from kapmonitor.session.instant import Instant
from kapmonitor.session.remote_words import came
from kapmonitor.session.remote_words import lines as remote_lines
from kapmonitor.session.state import FreeNote, Quarantined, Reading, Session
from kapmonitor.session.time_words import of_time
from kapmonitor.session.vocabulary import Amendment
from kapmonitor.session.words import term
from kapmonitor.ui.limits_view import change_words
from kapmonitor.ui.paper.report_entries import entry_words
from kapmonitor.ui.score_view import score_words, stated_words
from kapmonitor.ui.view import source_of
from kapmonitor.ui.wording import clock, number


def timeline(session: Session) -> tuple[str, ...]:
    """Return what happened, newest first, each line with its time."""
    lines = sorted(_lines(session), key=lambda line: (line[0].elapsed_s, line[1]), reverse=True)
    return tuple(f"{clock(session, at.utc)}  {words}" for at, _seq, words in lines)


def _lines(session: Session) -> Iterator[tuple[Instant, int, str]]:
    yield from ((each.when, each.seq, _reading(session, each)) for each in session.readings)
    for failed in session.failures:
        yield (
            failed.at,
            failed.seq,
            say("No reading: {failed}").format(failed=say(failed.text) or coded(failed.reason)),
        )
    for kept, times in told_together(session.quarantined):
        many = say(" ({times} readings)").format(times=times) if times > 1 else ""
        yield (
            kept.at,
            kept.seq,
            say("Set aside{many}: {reasons}").format(many=many, reasons=", ".join(kept.reasons)),
        )
    yield from _doses(session)
    for change in session.limit_changes:
        yield (
            change.at,
            change.seq,
            say("Limit: {words}").format(words=change_words(session, change)),
        )
    yield from _journey(session)
    yield from _said(session)
    yield from remote_lines(session)
    yield from station_lines(session.from_station)
    yield from _alarms(session)


def _doses(session: Session) -> Iterator[tuple[Instant, int, str]]:
    """Yield each dose as it truly was, and what had been recorded of it crossed out."""
    for dose in session.doses:
        corrected = say(", corrected") if dose.changes else ""
        yield dose.taken, dose.seq, f"{named(dose)}{corrected}"
    written = partial(clock, session)
    for told in (*crossed_out(session, written), *explained(session, written)):
        yield told.at, told.seq, told.words


def told_together(
    quarantined: Iterable[Quarantined],
) -> Iterator[tuple[Quarantined, int]]:
    """Yield what was set aside, a burst out of a device's memory as one with its count."""
    for _kind, those in groupby(quarantined, key=_burst):
        first, *more = those
        yield first, 1 + len(more)


def _burst(kept: Quarantined) -> tuple[object, ...]:
    if FROM_MEMORY not in kept.reasons:
        return (kept.seq,)
    return (kept.role, kept.at.utc.replace(second=0, microsecond=0))


def _reading(session: Session, reading: Reading) -> str:
    measured = reading.measurement
    words = f"{number(measured.systolic)}/{number(measured.diastolic)}"
    if measured.pulse_rate is not None:
        words += f", {number(measured.pulse_rate)}"
    here = ", ".join(filter(None, (source_of(reading), of_time(reading))))
    words += f" {came(session, reading) or here}"
    if reading.error_reason is not None:
        return say("{words}, excluded: {error_reason}").format(
            words=words, error_reason=reading.error_reason
        )
    return words if reading.counts else f"{words}, {coded(reading.provenance.value)}"


def _said(session: Session) -> Iterator[tuple[Instant, int, str]]:
    """Yield scores, and how the cuff measured."""
    for score in session.scores:
        yield score.at, score.seq, score_words(score)
    for score in session.scores_withdrawn:
        words = score_words(score)
        yield score.at, score.seq, say("{entry}, taken back").format(entry=words)
    for one in session.stated:
        yield one.at, one.seq, stated_words(one.fact)


def _journey(session: Session) -> Iterator[tuple[Instant, int, str]]:
    for seen in session.observations:
        words = term(session, seen.code)
        more = [coded(seen.severity)] if seen.severity else []
        more += (
            [say("distress {distress}").format(distress=seen.distress)]
            if seen.distress is not None
            else []
        )
        more += [say("taken back")] if seen.withdrawn else []
        yield seen.at, seen.seq, ", ".join([words, *more])
    for note in session.notes:
        if note.amends is not None:
            words = _amendment(session, note)
        else:
            text = note.text.text if note.text.text is not None else say("erased")
            words = say("Note: {text}{part}").format(text=text, part="")
        yield note.at, note.seq, words + (say(", taken back") if note.withdrawn else "")
    for check in session.checks:
        yield check.at, check.seq, say("Breathing seen") if check.seen else say("Check missed")
    for gone in session.deviations:
        yield gone.at, gone.seq, say("Deviation: {gone}").format(gone=gone.text)
    if session.returned is not None:
        yield session.returned, session.returned_seq or 0, say("Patient is back")
    if session.lozenge is not None and session.lozenge.out is not None:
        end = coded(session.lozenge.end) if session.lozenge.end else say("out")
        yield (
            session.lozenge.out,
            session.lozenge.dose_seq,
            say("Lozenge out, {end}").format(end=end),
        )


def _amendment(session: Session, note: FreeNote) -> str:
    """Return an amendment where it was made; the entry itself stands where it was."""
    told = said(note, partial(clock, session))
    if note.amends is None or note.manner is Amendment.LATE_ENTRY:
        return told
    return f"{entry_words(session, note.amends)} · {told}"


def _alarms(session: Session) -> Iterator[tuple[Instant, int, str]]:
    for alarm in (*session.alarm_history, *session.alarms.values()):
        yield (
            alarm.raised,
            alarm.raised_seq,
            sentence(
                say("{priority} alarm: {reason}").format(
                    priority=coded(alarm.priority), reason=alarm.reason
                )
            ),
        )
        if alarm.acknowledged is not None:
            by = (
                say(" by {acknowledged_by}").format(acknowledged_by=alarm.acknowledged_by)
                if alarm.acknowledged_by
                else ""
            )
            yield alarm.acknowledged, alarm.raised_seq, say("Acknowledged{by}").format(by=by)
