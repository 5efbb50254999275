"""The link to the patient's home in the report: what came over it, its gaps, clocks and end."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import figure, mark, say
from kapmonitor.session.kept_remote import Gap
from kapmonitor.session.remote_summary import (
    NOT_VERIFIED,
    relayed,
    requests,
    span,
    test_reading,
    unverified,
)
from kapmonitor.session.remote_words import offset
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkSide, Setting
from kapmonitor.ui.paper.report_line import GRAVE, Line, timed
from kapmonitor.ui.wording import clock, number

SIDES = {
    LinkSide.PATIENT: mark("patient's side"),
    LinkSide.OURS: mark("our side"),
    LinkSide.SERVER: mark("server"),
    None: mark("side not known"),
}
WORDS = {
    True: mark("check words found the same"),
    False: mark("check words were not the same"),
    None: mark("check words not compared"),
}


def link_lines(session: Session) -> tuple[Line, ...]:
    """Return the lines of a telehealth session; none of any other."""
    if session.setting is not Setting.TELEHEALTH:
        return ()
    return tuple(_lines(session))


def called(session: Session) -> Iterator[tuple[float, Line]]:
    """Yield what the patient called for, and who answered, by when it was."""
    for call in session.remote.calls:
        asks = say("The patient asks for help.") if call.help else say("The patient reports.")
        answer = say("not answered")
        if call.answered is not None:
            by = call.answered_by or "-"
            told = say("answered {time} by {by}")
            answer = told.format(time=clock(session, call.answered.utc), by=by)
        words = f"{asks.rstrip('.')}, {answer}"
        grave = call.help or call.answered is None
        line = Line(timed(session, call.at), f"{GRAVE if grave else ''}{words}", grave)
        yield call.at.elapsed_s, line


def _lines(session: Session) -> Iterator[Line]:
    remote = session.remote
    if remote.paired is None:
        yield Line(say("Link"), say("none: readings were typed, read aloud or texted"))
        return
    yield _paired(session)
    over = relayed(session)
    yield Line(say("Readings"), _readings(session, len(over)))
    yield _test(session)
    yield from _gaps(session)
    yield from _clocks(session)
    if asked := requests(session):
        yield Line(say("Asked of the patient"), asked)
    yield Line(say("Start from here"), _consent(session))
    yield from _troubles(session)
    yield _end(session)


def _paired(session: Session) -> Line:
    remote = session.remote
    at = clock(session, remote.paired.utc) if remote.paired is not None else ""
    grave = remote.words_same is not True
    words = say("paired {time}, {words}").format(time=at, words=say(WORDS[remote.words_same]))
    return Line(say("Link"), f"{GRAVE if grave else ''}{words}", grave)


def _readings(session: Session, over: int) -> str:
    told = say("{over} of {all} came over the link").format(over=over, all=len(session.readings))
    count = unverified(session)
    return f"{told}, {say(NOT_VERIFIED).format(count=count)}" if count else told


def _test(session: Session) -> Line:
    found, trial = test_reading(session), session.remote.trial
    if found is None or trial is None:
        return Line(say("Test reading"), say("{grave}none accepted").format(grave=GRAVE), True)
    measured = found.measurement
    words = say("{values} at {time}, accepted").format(
        values=f"{number(measured.systolic)}/{number(measured.diastolic)}",
        time=clock(session, found.when.utc),
    )
    if trial.into_baseline:
        words = say("{words}, taken into the baseline by a person").format(words=words)
    return Line(say("Test reading"), words)


def _gaps(session: Session) -> Iterator[Line]:
    gaps = session.remote.gaps_until(session.ended_at or session.last)
    if not gaps:
        yield Line(say("Not heard"), say("never while it was paired"))
    for each in gaps:
        yield Line(say("Not heard"), _gap(session, each), each.end is None)


def _gap(session: Session, gap: Gap) -> str:
    start, side = clock(session, gap.start.utc), say(SIDES[gap.side])
    if gap.end is None:
        told = say("{grave}from {start} on, {side}")
        return told.format(grave=GRAVE, start=start, side=side)
    return say("{start} to {end} ({lasted}), {side}").format(
        start=start,
        end=clock(session, gap.end.utc),
        lasted=span(gap.end.elapsed_s - gap.start.elapsed_s),
        side=side,
    )


def _clocks(session: Session) -> Iterator[Line]:
    """Tell how the patient's clock was placed in ours, at its worst."""
    over = relayed(session)
    bounds = [each.bound_s for each in over if each.bound_s is not None]
    ahead = [each.ahead_s for each in over if each.ahead_s is not None]
    if ahead and bounds:
        words = say("patient's {offset}, placed in ours to ± {bound} s or better")
        bound = figure(max(bounds), ".1f")
        widest = max(ahead, key=abs)
        yield Line(say("Clocks"), words.format(offset=offset(widest), bound=bound))
    if unsure := sum(each.bound_s is None for each in over):
        words = say("{grave}{count} readings whose time is uncertain")
        yield Line(say("Clocks"), words.format(grave=GRAVE, count=unsure), True)


def _consent(session: Session) -> str:
    match session.remote.start_allowed:
        case True:
            return say("the patient allowed it, on their own screen")
        case False:
            return say("the patient did not allow it")
        case _:
            return say("not asked: the patient pressed START")


def _troubles(session: Session) -> Iterator[Line]:
    remote = session.remote
    for woke, slept_s in remote.patient.slept:
        told = say("the patient's computer slept {lasted}").format(lasted=span(slept_s))
        yield Line(timed(session, woke), told)
    if remote.conflicts:
        words = say("{grave}{count} came twice with other content; both are kept")
        yield Line(say("Messages"), words.format(grave=GRAVE, count=len(remote.conflicts)), True)
    for loss in remote.losses:
        words = say("{grave}{count} not delivered by a lost computer of the patient's")
        line = words.format(grave=GRAVE, count=len(loss.numbers))
        yield Line(timed(session, loss.at), line, True)
    if remote.unread:
        words = say("{count} of another version, kept as they came")
        yield Line(say("Messages"), words.format(count=len(remote.unread)))
    for version in remote.versions:
        words = say("{grave}another version of the link ({version}): nothing in it was read")
        yield Line(say("Messages"), words.format(grave=GRAVE, version=version), True)
    if remote.denied_seq is not None:
        words = say("{grave}whoever typed the code said that the names were not theirs")
        yield Line(say("Right patient"), words.format(grave=GRAVE), True)
    if remote.suspected_seq is not None:
        words = say("{grave}{count} envelopes refused: altered, or not the patient's")
        yield Line(say("Messages"), words.format(grave=GRAVE, count=remote.refusals), True)


def _end(session: Session) -> Line:
    left = session.remote.patient.ended
    if left is not None:
        told = say("the patient's program said goodbye {time}")
        return Line(say("End"), told.format(time=clock(session, left.utc)))
    if session.ended is None:
        return Line(say("End"), say("the link still stands"))
    words = say("{grave}the patient's program did not say goodbye").format(grave=GRAVE)
    return Line(say("End"), words, True)
