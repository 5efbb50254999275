"""What was made sure of before the dose: the right patient, the place, the chaperone, the promise.

A promise that was signed by drawing is shown as it was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from kapmonitor.language import mark, say
from kapmonitor.session.event import AgreementSigned, EscortRecorded, PlaceRecorded
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Identifier
from kapmonitor.ui.paper.columns import list_lines
from kapmonitor.ui.paper.report_line import GRAVE, Line
from kapmonitor.ui.paper.sheet import INK, MARGIN, Sheet
from kapmonitor.ui.strokes import read
from kapmonitor.ui.widgets.signature_pad import paint_drawing
from kapmonitor.ui.wording import clock

WIDE, HIGH, PEN = 180.0, 50.0, 0.9
IDENTIFIERS = {
    Identifier.NAME: mark("name"),
    Identifier.BORN: mark("date of birth"),
    Identifier.LOCAL_ID: mark("local number"),
    Identifier.DOCUMENT: mark("document with picture"),
}
ANSWERS = {
    Answer.YES: mark("yes"),
    Answer.NO: mark("no"),
    Answer.NOT_ASSESSED: mark("not asked"),
}


def before_dose(sheet: Sheet, session: Session) -> None:
    """Write what was made sure of, with the drawn signature where there is one."""
    lines = before_lines(session)
    signed = session.agreement
    words = signed.drawing.text if signed is not None and signed.drawing is not None else None
    drawing = read(words) if words else None
    if drawing is not None:
        sheet.need(HIGH * 3)
    list_lines(sheet, say("Before the dose"), lines)
    if drawing is not None:
        area = QRectF(MARGIN, sheet.y, WIDE, HIGH)
        paint_drawing(sheet.painter, area, drawing, QColor(INK), PEN)
        sheet.y += HIGH + 3


def before_lines(session: Session) -> tuple[Line, ...]:
    """Return the lines."""
    return tuple(_lines(session))


def _lines(session: Session) -> Iterator[Line]:
    if session.identified is not None:
        at, origin, fact = session.identified
        compared = ", ".join(say(IDENTIFIERS[each]) for each in fact.identifiers)
        by = origin.operator.name if origin is not None else ""
        told = say("{compared}, compared {time} by {name}")
        words = told.format(compared=compared, time=clock(session, at.utc), name=by)
        yield Line(say("Right patient"), words)
    if session.place is not None:
        yield _place(session.place)
    if session.escort is not None:
        yield from _chaperone(session.escort)
    if session.agreement is not None:
        yield Line(say("Agreed"), session.agreement.text)
        yield Line(say("Signed"), _signed(session.agreement))


def _place(fact: PlaceRecorded) -> Line:
    back = fact.read_back is Answer.YES
    parts = [
        fact.address.text or say("erased"),
        say("read back") if back else say("not read back"),
        say("emergency {number}").format(number=fact.emergency_number),
        say("call back {number}").format(number=fact.callback_phone.text or say("erased")),
    ]
    if fact.backup_channel is not None:
        channel = fact.backup_channel.text or say("erased")
        parts.append(say("if the call breaks off: {channel}").format(channel=channel))
    return Line(say("Place"), f"{'' if back else GRAVE}{', '.join(parts)}", not back)


def _chaperone(fact: EscortRecorded) -> Iterator[Line]:
    """Yield what a chaperone answered; an answer that was not yes is grave."""
    asked = (
        (say("18 or older"), fact.adult),
        (say("in the home"), fact.in_the_home),
        (say("looks in"), fact.looks_in),
    )
    given = [(words, answer) for words, answer in asked if answer is not None]
    if given:
        said = ", ".join(f"{words}: {say(ANSWERS[answer])}" for words, answer in given)
        grave = any(answer is not Answer.YES for _words, answer in given)
        yield Line(say("Chaperone"), f"{GRAVE if grave else ''}{said}", grave)


def _signed(fact: AgreementSigned) -> str:
    name = fact.name.text if fact.name.text is not None else say("erased")
    if fact.drawing is None:
        return name
    drawn = say("the drawing was erased") if fact.drawing.text is None else say("drawn, see below")
    return ", ".join(filter(None, (name, drawn)))
