"""The first page of the report: all of it in one look, whatever the session was like.

Long words are cut here, visibly, and stand in full on the pages after it; the chart takes what
room is left, so that nothing is ever pushed off the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from kapmonitor.language import say
from kapmonitor.record.patient import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.paper import report_view as view
from kapmonitor.ui.paper.chart import paint_session_chart
from kapmonitor.ui.paper.columns import NAME, TIME, brief, list_lines, side_by_side
from kapmonitor.ui.paper.report_glance import Figure, alarm_count, figures, weightiest
from kapmonitor.ui.paper.report_leaving import leaving, outcome
from kapmonitor.ui.paper.report_line import GRAVE, Line
from kapmonitor.ui.paper.sheet import ACROSS, GREY, HALF, INK, MARGIN, RED, Sheet
from kapmonitor.ui.paper.type import (
    leading,
    lines_of,
    shortened,
    typeface,
    width_of,
    write,
)

ALARMS, DEVIATIONS, PLAN, RIDE, HAPPENED = 5, 5, 8, 8, 8
"""How many lines of each the first page has room for."""
LINES = 2
"""How many printed lines one of them may fill."""
TALLEST, SHORTEST = 250.0, 110.0
_VALUE, _NAME, _BELOW, _OUTCOME = 17.0, 7.6, 7.8, 12.0


def first_page(
    sheet: Sheet, session: Session, patient: Patient | None, signature: float, *, drafted: bool
) -> None:
    """Fill the first page down to the room for the signature."""
    sheet.text(view.title(session), size=16, bold=True)
    sheet.text(_one(view.who(session, patient), 10.5), size=10.5)
    sheet.rule()
    _figures(sheet, figures(session))
    _outcome(sheet, (*outcome(session), *view.unmet(session), *_amended(session)))
    _most(sheet, say("Overrides and deviations"), view.deviations(session), DEVIATIONS)
    plan, ride = _some(view.facts(session), PLAN), _some(leaving(session), RIDE)
    side_by_side(sheet, brief(plan, HALF - NAME, LINES), brief(ride, HALF - NAME, LINES))
    _chart_and_alarms(sheet, session, signature, drafted=drafted)


def cut_short(session: Session) -> tuple[Line, ...]:
    """Return the lines of the first page that it does not show whole."""
    beside = (*view.facts(session), *leaving(session))
    over = (*view.facts(session)[PLAN - 1 :], *leaving(session)[RIDE - 1 :])
    long = [line for line in beside if _is_cut(line, HALF - NAME)]
    ending = (*outcome(session), *view.unmet(session))
    long += [line for line in ending if _is_cut(line, ACROSS - TIME)]
    many = view.deviations(session)
    shown = len(many) <= DEVIATIONS and not any(_is_cut(each, ACROSS - TIME) for each in many)
    extra = [line for line in over if line not in long] if len(over) > 1 else []
    return (*long, *extra, *(() if shown else many))


def _chart_and_alarms(sheet: Sheet, session: Session, signature: float, *, drafted: bool) -> None:
    """Give the chart what the alarms and the foot of the page leave."""
    told = [view.alarm_line(session, each) for each in weightiest(session, ALARMS)]
    alarms = brief(told, ACROSS - TIME, LINES)
    face = typeface(_BELOW)
    broken = sum(
        max(1, len(lines_of(line.words, face, ACROSS - TIME))) * leading(_BELOW) + 1.5
        for line in alarms
    )
    below = broken + 2 * leading(8.5) + 8 + 2 * leading(6.4) + 6 + signature
    tall = min(TALLEST, max(SHORTEST, sheet.left_over - below - 5))
    if not drafted:
        area = QRectF(MARGIN, sheet.y + 2, ACROSS, tall)
        paint_session_chart(sheet.painter, area, session)
    sheet.y += tall + 5
    sheet.text(view.legend(session), size=6.4, colour=GREY)
    heading = say("Alarms and answers: {count}").format(count=alarm_count(session))
    if len(told) < len(view.alarms(session)):
        heading = say("{heading}; the worst here, all of them on the next pages").format(
            heading=heading
        )
    sheet.text(heading, size=8.5, bold=True)
    list_lines(sheet, "", alarms)
    _happened(sheet, session, signature)


def _happened(sheet: Sheet, session: Session, signature: float) -> None:
    """Write what was logged, as far as there is room for it; all of it is on the next pages."""
    told = brief(view.happened(session), ACROSS - TIME, 1)
    room = int((sheet.left_over - signature - 2 * leading(8.5)) / (leading(_BELOW) + 1.5))
    if told and room > 1:
        list_lines(sheet, say("What happened"), _some(told, min(room - 1, HAPPENED)))


def _amended(session: Session) -> tuple[Line, ...]:
    count = len(view.amended(session))
    if not count:
        return ()
    words = say("{grave}{count}, beside what they correct on the next pages")
    return (Line(say("Amendments"), words.format(grave=GRAVE, count=count), grave=True),)


def _figures(sheet: Sheet, shown: Sequence[Figure]) -> None:
    """Write the figures side by side, each name above and what belongs to it below."""
    wide = ACROSS / len(shown)
    top, lowest = sheet.y + 2, sheet.y
    for place, figure in enumerate(shown):
        left, y = MARGIN + place * wide, top
        painter = sheet.painter
        painter.setPen(QColor(GREY))
        write(painter, QPointF(left, y + leading(_NAME) * 0.8), figure.name, _NAME)
        y += leading(_NAME) + 1
        painter.setPen(QColor(RED if figure.grave else INK))
        value = _fitting(figure.value, wide - 10)
        write(painter, QPointF(left, y + leading(_VALUE) * 0.8), *value, bold=True)
        y += leading(_VALUE)
        for words in figure.below:
            fits = shortened(words, typeface(_BELOW), wide - 10, 1)
            write(painter, QPointF(left, y + leading(_BELOW) * 0.8), fits, _BELOW)
            y += leading(_BELOW)
        lowest = max(lowest, y)
    sheet.y = lowest
    sheet.rule()


def _fitting(words: str, wide: float) -> tuple[str, float]:
    """Return a value with the largest size at which it fits; a number is never cut."""
    size = _VALUE
    while size > _BELOW and width_of(words, typeface(size, bold=True)) > wide:
        size -= 1
    return words, size


def _outcome(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Write how it ended in large type, and the reasons under it."""
    head, *more = lines
    colour = RED if head.grave else INK
    words = head.words[:1].upper() + head.words[1:]
    sheet.text(words, size=_OUTCOME, bold=True, colour=colour)
    list_lines(sheet, "", brief(more, ACROSS - TIME, LINES))


def _most(sheet: Sheet, heading: str, lines: Sequence[Line], room: int) -> None:
    """Write as many lines as there is room for, and say how many more there are."""
    list_lines(sheet, heading, brief(_some(lines, room, grave=True), ACROSS - TIME, LINES))


def _some(lines: Sequence[Line], room: int, *, grave: bool = False) -> tuple[Line, ...]:
    if len(lines) <= room:
        return tuple(lines)
    more = say("{count} more on the next pages").format(count=len(lines) - room + 1)
    return (*lines[: room - 1], Line("…", f"{GRAVE if grave else ''}{more}", grave))


def _is_cut(line: Line, width: float) -> bool:
    return len(lines_of(line.words, typeface(_BELOW), width)) > LINES


def _one(words: str, size: float) -> str:
    return shortened(words, typeface(size), ACROSS, 1)
