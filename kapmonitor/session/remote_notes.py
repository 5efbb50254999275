"""What people may say and ask about the patient's side, and what speaks against it."""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.session.event import (
    CheckWordsCompared,
    CompanionStated,
    DeviceAssigned,
    HelpAnswered,
    RemoteStartAllowed,
    TrialReadingAccepted,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkStanding, Role

SCHEME = "link://"

Stated = (
    CheckWordsCompared | CompanionStated | HelpAnswered | RemoteStartAllowed | TrialReadingAccepted
)


def is_remote(device: DeviceAssigned) -> bool:
    """Return whether a device is at the patient's side of a link."""
    return device.address.startswith(SCHEME)


def may_start(session: Session) -> bool:
    """Return whether the cuff may be started from afar: allowed by the patient, and heard."""
    remote = session.remote
    return remote.start_allowed is True and remote.standing is LinkStanding.OK


def against_asking(session: Session, role: Role) -> str | None:
    """Return why a request would not reach the patient."""
    device = session.devices.get(role)
    if device is None or not is_remote(device) or session.remote.standing is LinkStanding.OK:
        return None
    return say("The patient's side is not connected: ask by voice or phone.")


def against(session: Session, fact: Stated) -> str | None:
    """Return why a statement about the patient's side makes no sense."""
    match fact:
        case CheckWordsCompared(link=link):
            return None if link == session.remote.link else say("That link is not in force.")
        case HelpAnswered(call=call):
            known = any(each.seq == call for each in session.remote.calls)
            return None if known else say("There is no such call.")
        case TrialReadingAccepted(seq=seq):
            found = any(
                each.seq == seq and each.relayed is not None and each.counts
                for each in session.readings
            )
            return None if found else say("That is no live reading of the patient's cuff.")
        case RemoteStartAllowed(allowed=True) if session.doses:
            return say("This is asked before the dose only.")
        case _:
            return None
