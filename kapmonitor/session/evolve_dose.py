"""How a dose changes a session: taken, corrected, or found never given.

The plan, the baseline, the earliest discharge and the time of no driving are read off the doses
as they stand; only what had been kept under the old time is laid out anew (`replan`).
"""

from __future__ import annotations

from kapmonitor.session.event import DoseAdministered, DoseCorrected, DoseWithdrawn, Entry
from kapmonitor.session.fact import replace
from kapmonitor.session.gate import booster_status
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept import DoseChange
from kapmonitor.session.replan import replanned
from kapmonitor.session.state import Deviation, Dose, Lozenge, NeverGiven, Session


def dosed(entry: Entry, event: DoseAdministered, session: Session) -> Session:
    """Return the session after a dose: the clocks of what counts from the last one start anew."""
    dose = Dose(
        seq=entry.seq,
        at=entry.at,
        drug=event.drug,
        amount=event.amount,
        unit=event.unit,
        route=event.route,
        taken=event.taken,
        booster=event.booster,
        deviations=event.deviations,
        gate=_gate_at(entry.at, event, session),
        timed=entry.at,
    )
    return replace(
        session,
        doses=(*session.doses, dose),
        deviations=(*session.deviations, *_said(entry, dose)),
        lozenge=_in_mouth(session, entry.seq),
        returned=None,
        returned_seq=None,
        check_opened=None,
        booster_override=None,
        booster_override_at=None,
    )


def corrected(entry: Entry, event: DoseCorrected, session: Session) -> Session:
    """Return the session with a dose as it truly was; what had stood is kept with it."""
    old = next((dose for dose in session.doses if dose.seq == event.seq), None)
    if old is None:
        return session
    change = DoseChange(
        seq=entry.seq,
        at=entry.at,
        by=entry.origin,
        reason=event.reason,
        amount=old.amount,
        route=old.route,
        taken=old.taken,
        deviations=old.deviations,
    )
    new = replace(
        old,
        amount=old.amount if event.amount is None else event.amount,
        route=old.route if event.route is None else event.route,
        taken=old.taken if event.taken is None else event.taken,
        timed=old.timed if event.taken is None else entry.at,
        gate=event.gate,
        deviations=event.deviations,
        changes=(*old.changes, change),
    )
    after = replace(
        session,
        doses=tuple(new if dose is old else dose for dose in session.doses),
        deviations=(*_without(session, old), *_said(entry, new)),
    )
    return replanned(after, session, entry.at) if event.taken is not None else after


def never_given(entry: Entry, event: DoseWithdrawn, session: Session) -> Session:
    """Return the session without a dose; without its only one it is back before the gate."""
    gone = next((dose for dose in session.doses if dose.seq == event.seq), None)
    if gone is None:
        return session
    kept = NeverGiven(dose=gone, seq=entry.seq, at=entry.at, by=entry.origin, reason=event.reason)
    left = tuple(dose for dose in session.doses if dose is not gone)
    if left:
        left = (replace(left[0], booster=False), *left[1:])
    after = replace(
        session,
        doses=left,
        never_given=(*session.never_given, kept),
        deviations=_without(session, gone),
        lozenge=_lozenge_without(session.lozenge, gone.seq),
        check_opened=session.check_opened if left else None,
        returned=session.returned if left else None,
        returned_seq=session.returned_seq if left else None,
    )
    return replanned(after, session, entry.at)


def _said(entry: Entry, dose: Dose) -> tuple[Deviation, ...]:
    return tuple(Deviation(seq=dose.seq, at=entry.at, text=text) for text in dose.deviations)


def _without(session: Session, dose: Dose) -> tuple[Deviation, ...]:
    """Return the deviations but those of a dose: what was said of it stays with its change."""
    return tuple(each for each in session.deviations if each.seq != dose.seq)


def _in_mouth(session: Session, seq: int) -> Lozenge | None:
    if session.preset.lozenge is None:
        return session.lozenge
    return Lozenge(dose_seq=seq, before=session.lozenge)


def _lozenge_without(lozenge: Lozenge | None, seq: int) -> Lozenge | None:
    if lozenge is None:
        return None
    before = _lozenge_without(lozenge.before, seq)
    return before if lozenge.dose_seq == seq else replace(lozenge, before=before)


def _gate_at(at: Instant, event: DoseAdministered, session: Session) -> str:
    """Return how the gate stood; an override is worth as long as a baseline is."""
    given = session.booster_override_at if event.booster else session.gate_override_at
    if not event.booster and session.gate is not None and session.gate.state == "clear":
        return "clear"
    if given is not None and at.minutes_since(given) <= session.preset.baseline.expires_min:
        return "overridden"
    open_ = event.booster and booster_status(session, at).open
    return "clear" if open_ else "held"
