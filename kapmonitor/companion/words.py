"""The sentences of the patient's side: what went wrong, what was kept, what to do."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.link.cable import Trouble
from kapmonitor.link.envelope import VERSION
from kapmonitor.link.pairing import Failure
from kapmonitor.link.peer import UpdateNeeded

WRONG_DIGIT = mark("One digit does not fit. Please listen again. Nothing was sent.")
CANNOT_SAVE = mark("Cannot save. Tell your therapist.")
ELSEWHERE = mark("Already open in another window. Use that one.")
NO_SERVER = mark("This is no address of a clinic. Ask your therapist for it.")
NOT_ME = mark("Nothing of this session was kept. Tell your therapist, and ask for new digits.")
UPDATE = mark(
    "Your program and your therapist's are of different versions, so nothing was sent. Tell your "
    "therapist, who knows where the newer one is. Until then, read each value of your cuff aloud, "
    "on the call or by phone."
)
LOCKED = mark(
    "The key of your session is locked in this computer's store of passwords. Unlock it; nothing "
    "is lost."
)
_FAILURES = {
    Failure.WRONG_SECRET: mark("These digits are not the right ones. Please listen again."),
    Failure.BURNT: mark("This code is used up. Ask for a new one."),
    Failure.EXPIRED: mark("This code is too old. Ask for a new one."),
    Failure.USED: mark("This code was used already. Ask for a new one."),
    Failure.NO_ANSWER: mark("Nobody answers under these digits. Ask whether they are still shown."),
}
FILES = mark(
    "A file that the connection needs is missing or damaged on this computer, so nothing was sent. "
    "Tell your therapist."
)
_TROUBLES = {
    Trouble.CERTIFICATE: mark(
        "The server's identity was not accepted, so nothing was sent. Tell your therapist."
    ),
    Trouble.DATES: mark(
        "The server's certificate is not good on this computer's date, so nothing was sent. Look "
        "whether the date is right; if it is, tell your therapist."
    ),
    Trouble.FILES: FILES,
    Trouble.PORTAL: mark(
        "This network asks for a sign-in page first. Open a web page and sign in, then try again."
    ),
    Trouble.NO_SUCH_HOST: mark("The clinic's address is not known. Check it and your internet."),
    Trouble.TAKEN_OVER: ELSEWHERE,
    Trouble.NOT_ALLOWED: mark("The clinic's server does not allow this. Tell your therapist."),
}
OLDER_HERE = mark(
    "Please read each value of your cuff aloud, on the call or by phone. Your readings are kept "
    "here: your therapist's program is newer than this one and cannot read them. Your therapist "
    "knows where the newer one is."
)
NEWER_HERE = mark(
    "Please read each value of your cuff aloud, on the call or by phone. Your readings are kept "
    "here: your therapist's program is older than this one and cannot read them. Tell your "
    "therapist."
)
CLINICS_PAGE = mark(
    "Or open the clinic's page, {page}, and type the digits that your therapist reads to you."
)
CERTIFICATE_MEANWHILE = mark(
    "Your readings are kept, but the server's identity was not accepted. Tell your therapist."
)
DATES_MEANWHILE = mark(
    "Your readings are kept, but the server's certificate is not good on this computer's date. "
    "Tell your therapist."
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
    Trouble.DATES: DATES_MEANWHILE,
    Trouble.PORTAL: PORTAL_MEANWHILE,
    Trouble.NOT_ALLOWED: NOT_ALLOWED_MEANWHILE,
    Trouble.STANDING_BACK: STANDING_BACK_MEANWHILE,
}
CANNOT_REACH = mark(
    "Cannot reach the clinic. Open any web page: if none comes, the internet is off here; if one "
    "comes, tell your therapist. Then connect again."
)
SHAKEN = mark("The connection broke off on the way. Try again.")


def why_not_paired(why: Failure | Trouble, page: str) -> str:
    """Return what a patient is told of a pairing that came to nothing. `page`: the clinic's."""
    if why is Failure.UPDATE_NEEDED:
        return _with_page(say(UPDATE), page)
    if isinstance(why, Failure):
        return say(_FAILURES.get(why, SHAKEN))
    return say(_TROUBLES.get(why, CANNOT_REACH))


def of_the_link(what: Trouble | UpdateNeeded, page: str) -> str:
    """Return what a patient is told while an open session is cut off; empty: the dot says it."""
    if isinstance(what, UpdateNeeded):
        older_here, newer_here = updates(page)
        return older_here if what.version > VERSION else newer_here
    return say(_MEANWHILE[what]) if what in _MEANWHILE else ""


def updates(page: str) -> tuple[str, str]:
    """Return what is told where this program is the older one, and where it is the newer."""
    return _with_page(say(OLDER_HERE), page), say(NEWER_HERE)


def _with_page(said: str, page: str) -> str:
    """Return the way on as well, where the clinic has set one up: its page fits its program."""
    return f"{said} {say(CLINICS_PAGE).format(page=page)}" if page else said
