"""What is told of a session on its way to a chart system."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.push.standing import Standing, State
from kapmonitor.record.push_facts import NotSent

WHY = {
    NotSent.OFFLINE: mark("The server cannot be reached."),
    NotSent.SLOW: mark("The server did not answer in time."),
    NotSent.CUT_OFF: mark("The connection broke off. Whether it arrived is not known."),
    NotSent.BUSY: mark("The server is busy."),
    NotSent.SERVER_FAILED: mark("The server failed."),
    NotSent.CERTIFICATE: mark(
        "The server's certificate is not the right one, so nothing was sent. Ask whoever runs it; "
        "a certificate of your own goes into Settings, Data."
    ),
    NotSent.TOKEN: mark("The server does not accept the token. Settings, Data: give another."),
    NotSent.NOT_FHIR: mark(
        "What answered is not a FHIR server: a web page, or something else. Check the address."
    ),
    NotSent.MOVED: mark("The server sent us to another place. Nothing was sent there."),
    NotSent.NO_SERVER: mark("There is no FHIR server at this address. Check it."),
    NotSent.NO_PATIENT: mark("The chart knows no patient by this number. Nothing was sent."),
    NotSent.SEVERAL_PATIENTS: mark(
        "The chart knows more than one patient by this number. Nothing was sent."
    ),
    NotSent.UNPROVEN_PATIENT: mark(
        "Asked for one number, the chart named a patient who does not carry it. Nothing was sent. "
        "Ask whoever runs it."
    ),
    NotSent.OTHER_PATIENT: mark(
        "This number does not lead to the patient to whom the session was sent before. "
        "Nothing was sent. Ask whoever runs the chart."
    ),
    NotSent.REFUSED: mark("The server refused the session. Nothing was kept there."),
    NotSent.TOO_LARGE: mark("The session is larger than the server takes."),
    NotSent.SETTINGS: mark("It was asked for under other settings. Look at them, then send again."),
}
WAITING = mark("Waiting to be sent.")
AGAIN = mark("It is tried again by itself.")
SENT = mark("Sent. The server took all of it.")
KEPT = mark("The record is not affected.")


def told(standing: Standing) -> str:
    """Return how a session stands, in sentences."""
    if standing.state is State.SENT:
        return say(SENT)
    if standing.reason is None:
        return say(WAITING)
    why = say(WHY[standing.reason])
    code = f" (HTTP {standing.status})" if standing.status is not None else ""
    if standing.state is State.WAITING:
        return f"{why}{code} {say(AGAIN)}"
    return f"{why}{code} {say(KEPT)}"
