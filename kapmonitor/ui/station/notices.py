"""What a supervising screen says about itself: why it hears nothing, and what to do."""

from __future__ import annotations

from kapmonitor.central.view import BoardView
from kapmonitor.language import mark, say
from kapmonitor.link.cable import Trouble

CONNECTING = mark("The broker is not connected. Nothing here is current.")
OK = mark("Broker ok")
_TROUBLES = {
    Trouble.NOT_ALLOWED: mark(
        "The broker lets this screen hear no room. Its name must stand among the boards in the "
        "broker's access rules: tell whoever looks after the broker."
    ),
    Trouble.CERTIFICATE: mark(
        "The broker's identity, or this screen's certificate, was not accepted. Tell whoever "
        "looks after the broker; there is no way around it."
    ),
    Trouble.DATES: mark(
        "The broker's certificate is not good on this computer's date. Look whether the date is "
        "right; if it is, tell whoever looks after the broker."
    ),
    Trouble.FILES: mark(
        "A certificate's file that this screen needs is missing or damaged on this computer. Put "
        "it back; it is tried again by itself."
    ),
    Trouble.NO_SUCH_HOST: mark("The broker's address is not known. Check it and the network."),
    Trouble.PORTAL: mark("A page answers in the broker's place. Open a web page and sign in."),
    Trouble.REFUSED: mark("The broker does not answer. It is tried again all the time."),
    Trouble.UNREACHABLE: mark("The broker cannot be reached. Check this computer's network."),
    Trouble.TAKEN_OVER: mark(
        "Another screen has connected under the name of this one. End one of the two; then start "
        "this one again."
    ),
}
NO_ROOM = mark("No room is on this screen's roster. Take the clinic's newest roster here.")
STRANGERS = mark(
    "On no roster known here, and not shown: {rooms}. Take the clinic's newest roster here."
)
SKEW = mark(
    "This computer's clock differs from the rooms' by {seconds} s. Set it: rooms may be shown as "
    "silent, and may refuse what is sent from here."
)


def broker_words(view: BoardView) -> str:
    """Return how the broker stands, in two words."""
    return say(OK) if view.broker.up else say("Not connected")


def notices(view: BoardView) -> str:
    """Return what keeps this screen from showing the rooms as they are; empty: nothing."""
    broker = view.broker
    told = []
    if broker.barred:
        told.append(broker.barred)
    elif not broker.up:
        about = _TROUBLES.get(Trouble(broker.trouble), "") if broker.trouble else ""
        told += [say(CONNECTING), say(about) if about else ""]
    elif not view.tiles:
        told.append(say(NO_ROOM))
    if view.strangers:
        told.append(say(STRANGERS).format(rooms=", ".join(view.strangers)))
    if view.skew_s is not None:
        told.append(say(SKEW).format(seconds=round(abs(view.skew_s))))
    return "\n".join(each for each in told if each)
