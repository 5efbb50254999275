"""The sentences of the patient's side: what went wrong, what was kept, what to do."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.link.cable import Trouble
from kapmonitor.link.pairing import Failure
from kapmonitor.link.peer import UpdateNeeded

WRONG_DIGIT = mark("One digit does not fit. Please listen again. Nothing was sent.")
CANNOT_SAVE = mark("Cannot save. Tell your therapist.")
ELSEWHERE = mark("Already open in another window. Use that one.")
NO_SERVER = mark("This is no address of a clinic. Ask your therapist for it.")
NOT_ME = mark("Nothing of this session was kept. Tell your therapist, and ask for new digits.")
UPDATE = mark(
    "Your program and your therapist's are of different versions, so nothing was sent. Tell your "
    "therapist: one of you needs the newer one."
)
LOCKED = mark(
    "The key of your session is locked in this computer's store of passwords. Unlock it; nothing "
    "is lost."
)
NO_EXTRA = mark("The part for telehealth is not installed: pip install 'kapmonitor[telehealth]'.")
_FAILURES = {
    Failure.WRONG_SECRET: mark("These digits are not the right ones. Please listen again."),
    Failure.BURNT: mark("This code is used up. Ask for a new one."),
    Failure.EXPIRED: mark("This code is too old. Ask for a new one."),
    Failure.USED: mark("This code was used already. Ask for a new one."),
    Failure.NO_ANSWER: mark("Nobody answers under these digits. Ask whether they are still shown."),
    Failure.UPDATE_NEEDED: UPDATE,
}
FILES = mark(
    "A file that the connection needs is missing or damaged on this computer, so nothing was sent. "
    "Tell your therapist."
)
_TROUBLES = {
    Trouble.CERTIFICATE: mark(
        "The server's identity was not accepted, so nothing was sent. Tell your therapist."
    ),
    Trouble.FILES: FILES,
    Trouble.PORTAL: mark(
        "This network asks for a sign-in page first. Open a web page and sign in, then try again."
    ),
    Trouble.NO_SUCH_HOST: mark("The clinic's address is not known. Check it and your internet."),
    Trouble.TAKEN_OVER: ELSEWHERE,
    Trouble.NOT_ALLOWED: mark("The clinic's server does not allow this. Tell your therapist."),
}
UPDATE_MEANWHILE = mark(
    "Your readings are kept, but your therapist's program is of another version and cannot read "
    "them. Tell your therapist."
)
CERTIFICATE_MEANWHILE = mark(
    "Your readings are kept, but the server's identity was not accepted. Tell your therapist."
)
NOT_ALLOWED_MEANWHILE = mark(
    "Your readings are kept, but the clinic's server turns this computer away. Tell your therapist."
)
PORTAL_MEANWHILE = mark(
    "Your readings are kept. This network asks for a sign-in page first: open a web page and sign "
    "in, or ask for help with it."
)
STANDING_BACK_MEANWHILE = mark(
    "Your readings are kept. The connection was cut off again and again, and is tried again within "
    "a minute. If this session is open in another window, close that one."
)
FILES_MEANWHILE = mark(
    "Your readings are kept, but a file that the connection needs is missing or damaged on this "
    "computer. Tell your therapist."
)
_MEANWHILE = {
    Trouble.FILES: FILES_MEANWHILE,
    Trouble.CERTIFICATE: CERTIFICATE_MEANWHILE,
    Trouble.PORTAL: PORTAL_MEANWHILE,
    Trouble.NOT_ALLOWED: NOT_ALLOWED_MEANWHILE,
    Trouble.STANDING_BACK: STANDING_BACK_MEANWHILE,
}
CANNOT_REACH = mark("Cannot reach the clinic. Check the internet, or open a web page first.")
SHAKEN = mark("The connection broke off on the way. Try again.")


def why_not_paired(why: Failure | Trouble) -> str:
    """Return what a patient is told of a pairing that came to nothing."""
    if isinstance(why, Failure):
        return say(_FAILURES.get(why, SHAKEN))
    return say(_TROUBLES.get(why, CANNOT_REACH))


def of_the_link(what: Trouble | UpdateNeeded) -> str:
    """Return what a patient is told while an open session is cut off; empty: the dot says it."""
    if isinstance(what, UpdateNeeded):
        return say(UPDATE_MEANWHILE)
    return say(_MEANWHILE[what]) if what in _MEANWHILE else ""
