"""The sentences of the therapist's side: what went wrong, what was kept, what to do."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.link.cable import Trouble
from kapmonitor.link.offset import Placed
from kapmonitor.link.pairing import Failure
from kapmonitor.session.remote_words import offset

DOWN = mark("The patient's side is not connected: nothing was asked. Call the patient.")
WORDS_FIRST = mark("Nothing was asked: compare the two words with the patient first.")
KEY_NOT_KEPT = mark(
    "The key of this link could not be written to this computer's disk. Readings are recorded; "
    "after a restart a new code is needed. Make room on the disk."
)
KEY_NOT_ERASED = mark(
    "The key of this link could not be erased from this computer's disk: the file telehealth.keys "
    "beside the record. It opens nothing but this session's messages."
)
NO_ANSWER = mark("The patient's side has not told what came of it. Ask by voice or phone.")
LINK_ENDED = mark("The link was ended before a reading came.")
NOT_VERIFIED = mark(
    "The octets of this cuff cannot be read again here: its readings are taken as the patient's "
    "program read them, not verified here."
)
PRESS_START = mark("Please put on the cuff and press its START button.")
NOT_RECORDED = mark("The record cannot be written, so the patient was not asked.")
NO_KEY = mark(
    "The key of this link is not on this computer. Make a new code: the patient's side keeps "
    "every reading until then."
)
NOT_SAVED = mark("The record cannot be written, so nothing was paired. Make a new code later.")
WORDS_DIFFER = mark("The words were not the same, so everything of it was erased. Call again.")
NOT_THEM = mark(
    "Whoever typed the code said that the names are not theirs, so everything of it was erased. "
    "Call the patient, and make a new code."
)
UPDATE = mark(
    "This program and the patient's do not fit: install the newer version on both sides. Until "
    "then the patient reads each value aloud, and you type it."
)
CLOCKS = mark(
    "The patient's clock and this computer's differ: {offset}. Readings are placed by this one: "
    "look whether it is right."
)
APART_S = 60.0
"""Two clocks that are set by the network are not so far apart: one of them is wrong."""
_FAILURES = {
    Failure.BURNT: mark("The code is used up after wrong tries. Make a new one."),
    Failure.EXPIRED: mark("The code is older than ten minutes. Make a new one."),
}
_TROUBLES = {
    Trouble.CERTIFICATE: mark(
        "The server's identity was not accepted. Ask whoever looks after it; there is no way "
        "around it."
    ),
    Trouble.DATES: mark(
        "The server's certificate is not good on this computer's date. Look whether the date is "
        "right; if it is, ask whoever looks after the server to renew it."
    ),
    Trouble.PORTAL: mark(
        "This network asks for a sign-in page first. Open a web page and sign in; the link then "
        "connects by itself."
    ),
    Trouble.NO_SUCH_HOST: mark("The server's address is not known. Check it and the internet."),
    Trouble.REFUSED: mark("The server does not answer. It is tried again all the time."),
    Trouble.UNREACHABLE: mark("The server cannot be reached. Check this computer's internet."),
    Trouble.NOT_ALLOWED: mark("The server does not allow this. Ask whoever looks after it."),
    Trouble.TAKEN_OVER: mark("This session is open in another program. End one of the two."),
    Trouble.FILES: mark(
        "A certificate's file that the settings name is missing or damaged on this computer. The "
        "patient's side keeps every reading. Put the file back, or correct the settings and start "
        "the program again; it is tried again by itself."
    ),
    Trouble.STANDING_BACK: mark(
        "The connection was cut off again and again, and is tried again within a minute. If this "
        "session is open in another program, end one of the two."
    ),
}
_BROKEN = mark("The connection to the server broke off. It is made anew.")
_AGAIN = mark("The pairing came to nothing. Make a new code.")


def of_failure(why: Failure | Trouble) -> str:
    """Return what a therapist is told of a pairing that came to nothing."""
    if isinstance(why, Trouble):
        return of_trouble(why)
    return say(_FAILURES.get(why, _AGAIN))


def of_trouble(why: Trouble) -> str:
    """Return what a therapist is told of a missing connection."""
    return say(_TROUBLES.get(why, _BROKEN))


def of_clocks(placed: Placed | None) -> tuple[str, ...]:
    """Return what is told of two clocks that are far apart; nobody can say here which is wrong."""
    if placed is None or abs(placed.ahead_ms) < APART_S * 1000:
        return ()
    return (say(CLOCKS).format(offset=offset(placed.ahead_ms / 1000)),)
