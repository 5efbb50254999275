"""What the report says of each score that was begun: every item, and a total once it is whole."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import figure, say
from kapmonitor.session.protocol import OptionalScore
from kapmonitor.session.scale import Scale
from kapmonitor.session.scoring import ItemScored, Scored, scored, shortfalls
from kapmonitor.session.state import Session
from kapmonitor.ui.paper.report_line import GRAVE, Line


def scores(session: Session) -> tuple[Line, ...]:
    """Return a line for each score, as it stood at the end."""
    at = session.ended_at or session.last
    return tuple(
        _line(rule, rule.scale, found)
        for rule in session.preset.discharge.scores
        if rule.scale is not None and (found := scored(session, rule.scale, at)).begun
    )


def _line(rule: OptionalScore, scale: Scale, found: Scored) -> Line:
    items = "; ".join(_items(found))
    if found.total is None:
        words = say("{grave}no total: {count} items missing. {items}")
        told = words.format(grave=GRAVE, count=len(found.missing), items=items)
        return Line(scale.name, told, grave=True)
    against = " ".join(shortfalls(rule, scale, found))
    total = say("{total:g}. {items}").format(total=found.total, items=items)
    source = say("Source: {source}").format(source=scale.source)
    return Line(scale.name, " ".join(filter(None, (against, total, source))), bool(against))


def _items(found: Scored) -> Iterator[str]:
    for each in found.items:
        yield f"{each.item.text}: {_answer(each)}"


def _answer(found: ItemScored) -> str:
    if found.points is None:
        return found.told.rstrip(".")
    texts = {level.points: level.text for level in found.item.levels}
    words = texts.get(int(found.points), "")
    beside = f", {found.told.rstrip('.')}" if found.told else ""
    return f"{figure(found.points)} ({words}{beside})" if words else figure(found.points)
