"""A dangerous value that arrived behind a newer one: seen, with its age, and never as of now.

After a silence the patient's side sends what it kept, and a cuff what lay in it. What was beyond a
limit then must not vanish because a later value is fine; it stays until a person has acknowledged
it, at most as a medium alarm: it is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from kapmonitor.language import figure, say
from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.breach import VALUE_OF, Breach, breach
from kapmonitor.session.condition import Found
from kapmonitor.session.readings import value_of
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.technical_remote import was_seen
from kapmonitor.session.vocabulary import AlarmKind, Priority, Role

LATE = "late-value"


def late_values(session: Session) -> Iterator[Found]:
    """Yield each reading beyond a limit that was not the newest when it arrived."""
    late = _came_behind(session)
    compared = baseline(session) if late else None
    for reading in late:
        code = f"{LATE}:{reading.seq}"
        own = None if reading.role is Role.SECOND_CUFF else compared
        beyond = sorted(_beyond(session, reading, own), key=lambda each: each.rule.priority.rank)
        if not beyond or was_seen(session, code):
            continue
        gravest = beyond[-1]
        grave = gravest.rule.priority
        yield Found(
            code=code,
            kind=AlarmKind.PHYSIOLOGICAL,
            priority=Priority.MEDIUM if grave is Priority.HIGH else grave,
            reason=_words(reading, gravest),
            action=say("Look at the newest reading, and repeat if in doubt."),
            evidence=(reading.seq,),
            group=code,
        )


def _came_behind(session: Session) -> list[Reading]:
    """Return the readings behind which a newer one of the same cuff had come, or came with them.

    One pass in the order of arrival, for a backlog may be long.
    """
    counted = sorted((each for each in session.readings if each.counts), key=_arrived)
    newest: dict[Role, float] = {}
    by_then: dict[tuple[Role, float], float] = {}
    for each in counted:
        newest[each.role] = max(newest.get(each.role, -inf), each.when.elapsed_s)
        by_then[each.role, _arrived(each)] = newest[each.role]
    return [
        each
        for each in session.readings
        if each.source is None
        and each.counts
        and by_then[each.role, _arrived(each)] > each.when.elapsed_s
    ]


def _arrived(reading: Reading) -> float:
    return reading.at.elapsed_s


def _beyond(session: Session, reading: Reading, compared: Baseline | None) -> Iterator[Breach]:
    for rule in session.alarm_rules:
        signal = VALUE_OF.get(rule.signal)
        value = value_of(reading, signal) if signal is not None else None
        found = breach(rule, value, compared) if value is not None else None
        if found is not None:
            yield found


def _words(reading: Reading, found: Breach) -> str:
    pressures = (reading.measurement.systolic, reading.measurement.diastolic)
    shown = "/".join("?" if each is None else figure(each, ".4g") for each in pressures)
    late = reading.at.minutes_since(reading.when)
    return say("{shown}, taken {late:.0f} min before it arrived. {words}").format(
        shown=shown, late=late, words=found.words
    )
