"""Reading the definition of a score, as strictly as the preset around it."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.session.preset_reader import Table
from kapmonitor.session.scale import Compared, Level, Scale, ScaleItem


def scale(table: Table) -> Scale:
    """Read a definition. What it lacks or does not know is noted as a fault."""
    rule = table.table("pass")
    items = tuple(_item(inner) for inner in table.tables("item"))
    found = Scale(
        id=table.text("id"),
        name=table.text("name"),
        items=items,
        at_least=rule.count("at_least") if rule.has("at_least") else None,
        at_most=rule.count("at_most") if rule.has("at_most") else None,
        as_before=rule.flag("as_before", default=False),
        no_zero=rule.flag("no_zero", default=False),
        requires=dict(_requirement(inner) for inner in rule.tables("requires")),
        source=table.text("source"),
        licence=table.text("licence"),
        note=table.text("note", ""),
    )
    rule.finish()
    table.finish()
    for key, is_found, permitted in _faults(found):
        table.fault(key, is_found, permitted)
    return found


def _item(table: Table) -> ScaleItem:
    found = ScaleItem(
        id=table.text("id"),
        text=table.text("text"),
        levels=tuple(_level(inner) for inner in table.tables("level", by="points")),
        compared=table.choices("compared", Compared) if table.has("compared") else (),
    )
    table.finish()
    return found


def _level(table: Table) -> Level:
    found = Level(
        points=table.count("points"),
        text=table.text("text"),
        within_percent=table.count("within_percent") if table.has("within_percent") else None,
    )
    table.finish()
    return found


def _requirement(table: Table) -> tuple[str, int]:
    found = table.text("id"), table.count("points")
    table.finish()
    return found


def _faults(found: Scale) -> Iterator[tuple[str, str, str]]:
    """Yield key, what was found and what is permitted, for what no single key shows."""
    names = [each.id for each in found.items]
    if not names:
        yield "item", "none", "at least one"
    if len(set(names)) < len(names):
        yield "item", "two of one id", "each id once"
    if (found.at_least is None) is (found.at_most is None):
        yield "pass", "neither or both of at_least and at_most", "one of them"
    for name in found.requires:
        if name not in names:
            yield "pass.requires", name, ", ".join(names)
    for item in found.items:
        yield from _of_item(item)


def _of_item(item: ScaleItem) -> Iterator[tuple[str, str, str]]:
    key = f"item[{item.id}].level"
    points = [each.points for each in item.levels]
    if len(points) < 2 or points != sorted(set(points), reverse=True):
        yield key, str(points), "two or more, from the most points to the fewest"
    spans = [each.within_percent for each in item.levels]
    known = [each for each in spans if each is not None]
    computed = bool(item.compared)
    if computed and (known != spans[:-1] or spans[-1:] != [None] or known != sorted(set(known))):
        yield key, str(spans), "within_percent in all but the last, rising"
    if not computed and known:
        yield key, str(spans), "within_percent only in an item with `compared`"
