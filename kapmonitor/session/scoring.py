"""What a score comes to: item by item, and never a total while an item is missing.

An item that compares with the baseline is computed from the newest reading that counts for the
discharge; the others are what a person answered after the last dose. Where a score has traps
(points that everybody gets), its definition asks for more than a total.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.baseline import baseline
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import OptionalScore
from kapmonitor.session.readings import countable
from kapmonitor.session.scale import Compared, Scale, ScaleItem
from kapmonitor.session.state import Score, Session


@fact
class ItemScored:
    """One item as it stands: its points, or why it has none."""

    item: ScaleItem
    points: float | None
    told: str
    evidence: tuple[int, ...] = ()


@fact
class Scored:
    """A score as it stands."""

    items: tuple[ItemScored, ...]
    total: float | None
    """None while any item is missing."""
    begun: bool
    """Whether a person answered any item since the last dose."""
    before: float | None
    """What it was before the first dose, where that was scored."""

    @property
    def missing(self) -> tuple[ItemScored, ...]:
        """Return the items without points."""
        return tuple(each for each in self.items if each.points is None)

    @property
    def evidence(self) -> tuple[int, ...]:
        """Return the entries that it rests on."""
        return tuple(sorted({seq for each in self.items for seq in each.evidence}))


def scored(session: Session, scale: Scale, at: Instant) -> Scored:
    """Return a score as it stands at a moment."""
    items = tuple(_item(session, scale, item, at) for item in scale.items)
    points = [each.points for each in items if each.points is not None]
    answered = any(each.points is not None and not each.item.compared for each in items)
    return Scored(
        items=items,
        total=sum(points) if len(points) == len(items) else None,
        begun=answered,
        before=_before(session, scale),
    )


def shortfalls(rule: OptionalScore, scale: Scale, found: Scored) -> Iterator[str]:
    """Yield everything that keeps a whole score from passing; nothing: it passes."""
    total = found.total
    if total is None:
        return
    before = found.before if scale.as_before else None
    low = max((each for each in (scale.at_least, rule.at_least) if each is not None), default=None)
    if low is not None and total < low and (before is None or total < before):
        yield say("{total:g}, at least {low:g} asked for.").format(total=total, low=low)
    if scale.at_most is not None and total > scale.at_most and (before is None or total > before):
        yield say("{total:g}, at most {at_most} asked for.").format(
            total=total, at_most=scale.at_most
        )
    for each in found.items:
        points = each.points or 0
        needed = scale.requires.get(each.item.id)
        if needed is not None and points < needed:
            yield say("{item}: {points:g}, {needed} is needed whatever the total.").format(
                item=each.item.text, points=points, needed=needed
            )
        elif scale.no_zero and points == 0:
            yield say("{item}: 0, and no item may be 0.").format(item=each.item.text)


def _item(session: Session, scale: Scale, item: ScaleItem, at: Instant) -> ItemScored:
    if item.compared:
        return _computed(session, item, at)
    if scale.is_single:
        score = _after(session, scale.id)
        if score is None:
            return ItemScored(item=item, points=None, told=say("Not scored."))
        return ItemScored(item=item, points=score.value, told="", evidence=(score.seq,))
    given = session.score_items.get((scale.id, item.id))
    if given is None or given.points is None:
        return ItemScored(item=item, points=None, told=say("Not scored."))
    if session.doses and given.seq < session.doses[-1].seq:
        return ItemScored(item=item, points=None, told=say("Scored before the last dose."))
    return ItemScored(item=item, points=given.points, told="", evidence=(given.seq,))


def _computed(session: Session, item: ScaleItem, at: Instant) -> ItemScored:
    compared = baseline(session)
    if compared is None or not compared.complete or not session.doses:
        return ItemScored(item=item, points=None, told=say("No baseline to compare with."))
    dosed = max(dose.taken.elapsed_s for dose in session.doses)
    oldest = session.preset.discharge.vitals.max_age_min
    fresh = [
        each
        for each in countable(session)
        if each.complete and each.when.elapsed_s > dosed and at.minutes_since(each.when) <= oldest
    ]
    if not fresh:
        return ItemScored(
            item=item,
            points=None,
            told=say("No reading of the last {oldest:g} min.").format(oldest=oldest),
        )
    measured = fresh[-1].measurement
    pairs = {
        Compared.PRESSURE: (
            (measured.systolic, compared.systolic),
            (measured.diastolic, compared.diastolic),
        ),
        Compared.PULSE: ((measured.pulse_rate, compared.heart_rate),),
    }
    changes = [
        None if value is None or not base else abs(value - base) / base * 100
        for each in item.compared
        for value, base in pairs[each]
    ]
    known = [each for each in changes if each is not None]
    if len(known) < len(changes):
        return ItemScored(item=item, points=None, told=say("Not every value was measured."))
    return _level(item, max(known), fresh[-1].seq)


def _level(item: ScaleItem, percent: float, seq: int) -> ItemScored:
    level = next(
        each
        for each in item.levels
        if each.within_percent is None or percent <= each.within_percent
    )
    told = say("{percent:g} % from baseline.").format(percent=round(percent, 1))
    return ItemScored(item=item, points=level.points, told=told, evidence=(seq,))


def _before(session: Session, scale: Scale) -> float | None:
    """Return what a score of one answer was before the first dose."""
    first = session.doses[0] if session.doses else None
    if first is None or not scale.is_single:
        return None
    found = [
        score.value
        for score in session.scores
        if score.scale == scale.id
        and score.seq < first.seq
        and score.at.elapsed_s <= first.taken.elapsed_s
    ]
    return found[-1] if found else None


def _after(session: Session, scale: str) -> Score | None:
    """Return the last score of after the last dose was recorded."""
    if not session.doses:
        return None
    last = session.doses[-1].seq
    found = [each for each in session.scores if each.scale == scale and each.seq > last]
    return found[-1] if found else None
