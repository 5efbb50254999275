"""What is said of a serial port: what may be on it, and why nobody should take that for granted."""

from __future__ import annotations

from devices.catalog import find
from kapmonitor.language import mark, say
from kapmonitor.pairing.cable import KnownCable, Sameness
from kapmonitor.pairing.probe import Probe
from kapmonitor.pairing.reach import Found

NEVER_INFLATES = mark(
    "Neither button inflates a cuff: both only ask the monitor who it is and how it stands."
)
NOTHING_ANSWERS = mark(
    "Nothing answered. Check that the monitor is switched on, that the cable is the one for it, "
    "and that its serial port is switched on in its own settings. A monitor that only prints its "
    "readings answers no question: choose it in the list."
)
GONE = mark("The cable was pulled out, and nothing is lost. Plug it in again, in any socket.")
CHOOSE = mark("Choose what is on it, or find out.")
GUESSED = mark("That is a guess by the cable, and no proof. Choose what is on it, or find out.")
KNOWN = mark("Connect to it, or find out whether something else is on this cable now.")
OWN_FILES = mark("A file of your own cannot be used")
MEND = mark("The other devices are in the list. Correct the file, then open this page again.")
NOT_ALLOWED_YET = mark("this account may not use it yet")

_KNOWN = {
    Sameness.SAME: mark("The cable of {called}, which you used before."),
    Sameness.MOVED: mark("The cable of {called}, which you used before, now in another socket."),
    Sameness.PERHAPS: (
        mark(
            "Perhaps the cable of {called} in another socket. It carries no number of its own, so "
            "compare the monitor with the one you mean."
        )
    ),
}
_KNOWN_IN_LIST = {
    Sameness.SAME: mark("the cable of {called}"),
    Sameness.MOVED: mark("the cable of {called}, now in another socket"),
    Sameness.PERHAPS: mark("perhaps the cable of {called}, in another socket"),
}


def cable_words(port: Found) -> str:
    """Return what sort of cable or port it is."""
    return f"{say(port.title)}. {say(port.hint)}".rstrip()


def guess_words(port: Found, known: KnownCable | None) -> str:
    """Return what is probably on it; empty where nothing is known."""
    if known is not None:
        return say(_KNOWN[known.sameness]).format(called=known.device.called)
    guess = _guess(port)
    return f"{guess[:1].upper()}{guess[1:]}." if guess else ""


def advice(port: Found, known: KnownCable | None) -> str:
    """Return what to do with that."""
    if known is not None:
        return say(KNOWN)
    return say(GUESSED) if _guess(port) else say(CHOOSE)


def in_list(port: Found, known: KnownCable | None) -> tuple[str, ...]:
    """Return what is said of a port in the list of all."""
    if known is not None:
        what = say(_KNOWN_IN_LIST[known.sameness]).format(called=known.device.called)
    else:
        what = _guess(port) or say("what is on it is not known")
    return (say(port.title), what, say(NOT_ALLOWED_YET) if port.denied else "")


def told(probe: Probe) -> str:
    """Return how far the question has come."""
    if probe.trouble:
        return say(probe.trouble)
    if probe.answered:
        return say("{title} answers.").format(title=say(find(probe.answered).title))
    if probe.over:
        return say(NOTHING_ANSWERS)
    return say("Asking whether it is a {title}…").format(title=say(find(probe.asking).title))


def _guess(port: Found) -> str:
    """Return the guesses in words; a cable that names its device is believed a little more."""
    titles = [say(find(slug).title) for slug in port.guesses]
    if port.driver is not None and port.driver not in port.guesses:
        titles.insert(0, say(find(port.driver).title))
    sure = say("probably") if port.driver is not None else say("perhaps")
    return f"{sure} {say(' or ').join(titles)}" if titles else ""
