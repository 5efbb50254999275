"""What a room tells its boards, and what a board may ask of a room.

Instants are milliseconds of the room's own wall clock (UTC); pressures are mmHg, rates 1/min,
saturation %. What was not measured is None. Words of an alarm are the room's, as recorded there.
Read strictly: what is not shaped as promised is refused whole.
"""

from __future__ import annotations

from typing import TypeAlias

from kapmonitor.central.view import CuffWord, LinkWord
from kapmonitor.link.envelope import Body
from kapmonitor.link.fields import (
    FLAG,
    INSTANT,
    NUMBER,
    TEXT,
    WHOLE,
    Family,
    many,
    maybe,
    message,
    one_of,
    part,
    said,
    text_up_to,
)
from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting

FORMAT = 1
LONGEST_MESSAGE = 200
LONGEST_NAME = 80


@message
class Measured:
    """One value or pair, and when it was taken."""

    values: tuple[float, ...] = said("v", many(NUMBER))
    at: int = said("at", INSTANT)
    old_after_s: float = said("old", NUMBER)


@message
class Due:
    """The next reading."""

    state: str = said("state", one_of(*DueState))
    at: int = said("at", INSTANT)
    on_return: bool = said("back", FLAG)


@message
class AlarmTold:
    """One alarm that the room shows."""

    code: str = said("code", TEXT)
    raised: int = said("n", WHOLE)
    kind: str = said("kind", one_of(*AlarmKind))
    priority: str = said("prio", one_of(*Priority))
    text: str = said("text", TEXT)
    action: str = said("do", TEXT)
    confirmed: bool = said("sure", FLAG)
    active: bool = said("on", FLAG)
    acknowledged: bool = said("ack", FLAG)
    acknowledged_by: str = said("by", TEXT)


@message
class MessageTold:
    """A message that a supervisor wrote, as the room's record has it, and who read it there."""

    entry: int = said("n", WHOLE)
    at: int = said("at", INSTANT)
    station: str = said("from", TEXT)
    by: str = said("who", TEXT)
    text: str = said("text", TEXT)
    seen: int | None = said("seen", maybe(INSTANT), default=None)
    seen_by: str = said("by", TEXT, default="")


@message
class RoomState:
    """The whole of what a room shows, at one moment."""

    at: int = said("at", INSTANT)
    room: str = said("room", text_up_to(LONGEST_NAME))
    opened: bool = said("open", FLAG)
    simulated: bool = said("sim", FLAG, default=False)
    setting: str | None = said("set", maybe(one_of(*Setting)), default=None)
    plan: str = said("plan", TEXT, default="")
    phase: str | None = said("phase", maybe(one_of(*Phase)), default=None)
    dose: int | None = said("dose", maybe(INSTANT), default=None)
    blood_pressure: Measured | None = said("bp", maybe(part(Measured)), default=None)
    heart_rate: Measured | None = said("hr", maybe(part(Measured)), default=None)
    spo2: Measured | None = said("spo2", maybe(part(Measured)), default=None)
    due: Due | None = said("due", maybe(part(Due)), default=None)
    cuff: str = said("cuff", one_of(*CuffWord), default=CuffWord.NONE.value)
    link: str | None = said("link", maybe(one_of(*LinkWord)), default=None)
    link_side: str = said("side", TEXT, default="")
    link_since: int | None = said("since", maybe(INSTANT), default=None)
    alarms: tuple[AlarmTold, ...] = said("alarms", many(part(AlarmTold)), default=())
    not_saved: bool = said("unsaved", FLAG, default=False)
    messages: tuple[MessageTold, ...] = said("notes", many(part(MessageTold)), default=())


@message
class AlarmStepTold:
    """Something happened to an alarm: an event, numbered without gaps."""

    at: int = said("at", INSTANT)
    code: str = said("code", TEXT)
    step: str = said("step", TEXT)
    priority: str = said("prio", one_of(*Priority))
    text: str = said("text", TEXT)
    by: str = said("by", TEXT, default="")


@message
class CommandAnswered:
    """What came of a board's command: an event, numbered without gaps."""

    at: int = said("at", INSTANT)
    board: str = said("board", TEXT)
    command: str = said("cmd", TEXT)
    done: bool = said("done", FLAG)
    reasons: tuple[str, ...] = said("why", many(TEXT), default=())


@message
class AlarmSeen:
    """An alarm that a supervisor saw: its code, and the entry that raised it."""

    code: str = said("code", TEXT)
    raised: int = said("n", WHOLE)


@message
class AcknowledgeAsked:
    """A named person at a board acknowledges the alarms that they saw."""

    id: str = said("id", TEXT)
    board: str = said("board", TEXT)
    at: int = said("at", INSTANT)
    person: str = said("who", text_up_to(LONGEST_NAME))
    alarms: tuple[AlarmSeen, ...] = said("alarms", many(part(AlarmSeen)))


@message
class MessageAsked:
    """A named person at a board writes to the room."""

    id: str = said("id", TEXT)
    board: str = said("board", TEXT)
    at: int = said("at", INSTANT)
    person: str = said("who", text_up_to(LONGEST_NAME))
    text: str = said("text", text_up_to(LONGEST_MESSAGE))


Told: TypeAlias = RoomState | AlarmStepTold | CommandAnswered | AcknowledgeAsked | MessageAsked
RoomEvent: TypeAlias = AlarmStepTold | CommandAnswered
BoardCommand: TypeAlias = AcknowledgeAsked | MessageAsked

_ALL = Family(
    FORMAT,
    {
        "board": RoomState,
        "alarm": AlarmStepTold,
        "answer": CommandAnswered,
        "ack": AcknowledgeAsked,
        "note": MessageAsked,
    },
)


def body_of(told: Told) -> Body:
    """Return a message as it stands in JSON."""
    return _ALL.body_of(told)


def told_of(body: Body) -> Told | None:
    """Return the message of a body; None for one that is not known or not shaped as promised."""
    found: Told | None = _ALL.message_of(body)
    return found
