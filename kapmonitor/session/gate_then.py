"""The gate as it stood at an earlier moment: for a dose whose true time became known later."""

from __future__ import annotations

from kapmonitor.session.fact import replace
from kapmonitor.session.gate import GateStatus, booster_status, gate_status
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Dose, Session


def gate_then(session: Session, dose: Dose) -> GateStatus:
    """Return the gate at the moment when a dose was taken, with what was known by then."""
    then = dose.taken
    before = [each for each in session.doses if each.seq != dose.seq and _by(then, each.taken)]
    known = replace(_known_by(session, then), doses=tuple(before))
    judge = booster_status if dose.booster else gate_status
    return judge(known, then)


def _by(then: Instant, moment: Instant | None) -> bool:
    return moment is not None and moment.elapsed_s <= then.elapsed_s


def _known_by(session: Session, then: Instant) -> Session:
    samples = tuple(each for each in session.samples if _by(then, each.at))
    given = [each for each in session.gate_overrides if _by(then, each[1])]
    first = next((each for each in reversed(given) if not each[2].for_booster), None)
    further = next((each for each in reversed(given) if each[2].for_booster), None)
    return replace(
        session,
        readings=tuple(each for each in session.readings if _by(then, each.when)),
        samples=samples,
        sample_latest={each.role: each for each in samples if each.counts},
        scores=tuple(each for each in session.scores if _by(then, each.at)),
        baseline_from=session.baseline_from if _by(then, session.baseline_from) else None,
        gate_override=first[2] if first else None,
        gate_override_at=first[1] if first else None,
        booster_override=further[2] if further else None,
        booster_override_at=further[1] if further else None,
    )
