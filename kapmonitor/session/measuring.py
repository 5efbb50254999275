"""How readings were taken: posture, arm and cuff, as a person said it.

Same arm, cuff and posture throughout is the rule of a session; a change that was said is shown,
and readings on either side of it are not compared.
"""

from __future__ import annotations

from kapmonitor.session.event import MeasuringStated
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session, Stated
from kapmonitor.session.vocabulary import Role


def stated(session: Session, at: Instant, role: Role = Role.CUFF) -> MeasuringStated | None:
    """Return what had been said of a cuff at a moment; None: nothing yet. The last word counts."""
    said = [
        each.fact
        for each in session.stated
        if each.fact.role is role and each.at.elapsed_s <= at.elapsed_s
    ]
    return _merged(said) if said else None


def changes(session: Session) -> tuple[Stated, ...]:
    """Return the statements that changed what had been said before, oldest first."""
    found, before = [], dict[Role, MeasuringStated]()
    for each in session.stated:
        role = each.fact.role
        known = before.get(role)
        after = _merged([known, each.fact]) if known is not None else each.fact
        if known is not None and differ(known, after):
            found.append(each)
        before[role] = after
    return tuple(found)


def differ(one: MeasuringStated | None, other: MeasuringStated | None) -> bool:
    """Return whether two statements contradict each other: what one leaves unsaid does not."""
    if one is None or other is None:
        return False
    pairs = (
        (one.posture, other.posture),
        (one.site, other.site),
        (one.cuff_size, other.cuff_size),
    )
    return any(a is not None and b is not None and a is not b for a, b in pairs)


def _merged(said: list[MeasuringStated]) -> MeasuringStated:
    """Return what stands after statements of one cuff: what a later one leaves unsaid stays."""
    merged = said[0]
    for each in said[1:]:
        merged = MeasuringStated(
            role=each.role,
            posture=each.posture or merged.posture,
            site=each.site or merged.site,
            cuff_size=each.cuff_size or merged.cuff_size,
        )
    return merged
