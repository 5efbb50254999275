"""What a cuff at the patient's home must have shown before a dose: heard, proven, in time.

All of it holds only while the patient's side is in use; a session whose readings are typed asks
none of it. The numbers are the preset's.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import LinkStanding, Setting


def is_timed(session: Session, bound_s: float | None) -> bool:
    """Return whether a clock that is known so well is known well enough."""
    if bound_s is None:
        return False
    limit = session.preset.gate.clock_bound_s
    return limit is None or bound_s < limit


def trial_reading(session: Session) -> Reading | None:
    """Return the accepted test reading while it counts."""
    trial = session.remote.trial
    if trial is None:
        return None
    found = (each for each in session.readings if each.seq == trial.seq and each.counts)
    return next(found, None)


def of_the_link(session: Session, *, booster: bool = False) -> Iterator[str]:
    """Yield why the link holds a dose; nothing where readings do not come over one."""
    remote = session.remote
    if session.setting is not Setting.TELEHEALTH or not remote.in_use:
        return
    if remote.words_same is False:
        yield say("The check words were not the same on both sides: pair again.")
    if remote.denied_seq is not None:
        yield say("The patient's side said that the names are not theirs: pair again.")
    if remote.standing is not LinkStanding.OK:
        yield say("The patient's side is not connected.")
    if not booster and trial_reading(session) is None:
        yield say("No test reading from the patient's cuff was accepted.")
    if not is_timed(session, remote.bound_s):
        yield _clock(session)


def _clock(session: Session) -> str:
    limit = session.preset.gate.clock_bound_s
    if session.remote.bound_s is None or limit is None:
        return say("The patient's clock has not been compared with this one.")
    return say("The patient's clock is known to {bound:.1f} s only; {limit:g} s asked for.").format(
        bound=session.remote.bound_s, limit=limit
    )
