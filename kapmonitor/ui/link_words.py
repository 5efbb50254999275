"""The link to the patient's side in words: the badge, and how far a request has come. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kapmonitor.language import mark, say
from kapmonitor.session.annunciation import Annunciation
from kapmonitor.session.fact import replace
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import Role, Setting
from kapmonitor.telehealth.view import Badge, LinkView, Pairing, RequestShown, Side, Stage
from kapmonitor.ui.wording import countdown

SIDES = {
    Side.PATIENT: mark("patient"),
    Side.OURS: mark("our side"),
    Side.SERVER: mark("server"),
}
WHY_DOWN = {
    Side.PATIENT: mark(
        "The patient's side is not heard. It goes on recording and sends what it kept later."
    ),
    Side.OURS: mark(
        "This computer does not reach the server. The patient's side goes on recording."
    ),
    Side.SERVER: mark("The server does not answer. The patient's side goes on recording."),
    Side.UNKNOWN: mark("Nothing is heard. The patient's side goes on recording."),
}
STAGES = {
    Stage.SENT: mark("Sent to the patient {lasts}, not shown yet."),
    Stage.SHOWN: mark("Shown {lasts}, no answer. Speak to the patient."),
    Stage.ACCEPTED: mark("The patient goes to press START, {lasts}."),
    Stage.STARTED: mark("The patient's cuff measures, {lasts}."),
    Stage.DECLINED: mark("The patient said: not now."),
    Stage.EXPIRED: mark("The request expired: nothing late will start. You may ask again."),
    Stage.FAILED: mark("The patient's cuff gave no reading."),
}
NOT_SEEN = mark("Sent to the patient {lasts}. Their window is put away: ask them to open it.")
HIDDEN = "hidden"
"""What the patient's program says of a window that is minimized, or a page behind another."""
CALLS_THE_PATIENT = frozenset(
    {
        "remote-help",
        "remote-link-lost",
        "remote-no-answer",
        "remote-wrong-person",
        "video-or-contact-lost",
    }
)
"""Alarms that are answered by reaching the patient by voice."""
TAKE_BACK = mark("Take it back")
TOLD_LATE_S = 30.0
"""A reading that arrived so long after it was taken is marked with when it arrived."""
TOLD_FOR_S = 180.0
"""How long after it was asked for a request that came to nothing is told; then it is over."""
AT_PATIENT = "link://"
"""How the address of a device at the patient's side begins."""


class Tone(StrEnum):
    """What the badge looks like; each has a shape of its own."""

    OK = "ok"
    LATE = "late"
    DOWN = "down"
    GONE = "gone"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeWords:
    """What the badge shows."""

    tone: Tone
    text: str
    more: str = ""
    """A second line; empty: none."""
    spoken: str = ""


def badge_words(session: Session, link: LinkView) -> BadgeWords | None:
    """Return what the badge shows; None where there is no link to speak of."""
    if session.setting is not Setting.TELEHEALTH or session.ended is not None:
        return None
    if session.remote.used is False and not link.is_linked:
        words = say("READINGS TYPED")
        return BadgeWords(tone=Tone.WAITING, text=words, spoken=words)
    if (meeting := _meeting(link)) is not None:
        return meeting
    if link.badge is Badge.NONE:
        more = say("it was not the patient") if session.remote.denied_seq is not None else ""
        spoken = ". ".join(filter(None, (say("No link"), more)))
        return BadgeWords(tone=Tone.WAITING, text=say("NO LINK"), more=more, spoken=spoken)
    tone, text = _state(link)
    more = _more(session, link)
    return BadgeWords(tone=tone, text=text, more=more, spoken=". ".join(filter(None, (text, more))))


def _meeting(link: LinkView) -> BadgeWords | None:
    """Return what the badge shows while two sides meet, and no link stands meanwhile; else None."""
    if link.badge not in {Badge.NONE, Badge.WAITING}:
        return None
    text, more = "", ""
    match link.pairing:
        case Pairing.CLAIMING | Pairing.WAITING:
            text = say("LINK WAITING")
            if link.code is not None:
                more = say("code, {left} left").format(left=countdown(link.code.seconds_left))
        case Pairing.SOMEONE:
            text, more = say("LINK WAITING"), say("someone is connecting")
        case Pairing.WORDS:
            text, more = say("LINK WAITING"), say("compare the two words")
        case _:
            return None
    return BadgeWords(
        tone=Tone.WAITING, text=text, more=more, spoken=". ".join(filter(None, (text, more)))
    )


def not_heard(session: Session, link: LinkView, role: Role, *, typed: bool) -> bool:
    """Return whether a value of a device comes from a side that is silent: it is not current.

    A side that was never heard since this program began, and one whose link is gone, are silent.
    """
    silent = link.badge not in {Badge.OK, Badge.LATE} and session.ended is None
    return silent and not typed and is_away(session, role)


def with_phone(session: Session, alarms: Annunciation) -> Annunciation:
    """Return the alarms, those that ask for a call with the patient's number.

    The number is the patient's, and stands in no alarm of the record.
    """
    phone = session.place.callback_phone.text if session.place is not None else None
    if not phone:
        return alarms
    said = say(" Patient: {phone}.").format(phone=phone)
    return replace(
        alarms,
        lines=tuple(
            replace(each, action=f"{each.action}{said}") if asks_to_call(each.code) else each
            for each in alarms.lines
        ),
    )


def asks_to_call(code: str) -> bool:
    """Return whether an alarm is answered by reaching the patient by voice."""
    return code.partition(":")[0] in CALLS_THE_PATIENT


def arrived_late(session: Session, reading: Reading) -> bool:
    """Return whether a reading came so late over the link that its arrival is worth telling."""
    late_s = reading.at.elapsed_s - reading.when.elapsed_s
    return late_s > TOLD_LATE_S and reading.source is None and is_away(session, reading.role)


def on_the_way(count: int) -> str:
    """Return how many entries of the patient's side are not in the record yet."""
    if count == 1:
        return say("1 reading still on the way")
    return say("{count} readings still on the way").format(count=count)


def request_words(session: Session, link: LinkView) -> str:
    """Return how far the request to the patient's side has come; empty where there is none."""
    asked = link.request
    if asked is None:
        return ""
    open_here = session.request is not None and session.request.request == asked.request
    if asked.is_open and not open_here:
        return ""
    if not asked.is_open and (session.request is not None or asked.age_s > TOLD_FOR_S):
        return ""
    return _stage(asked, away=link.patient.sight == HIDDEN)


def is_away(session: Session, role: Role) -> bool:
    """Return whether a device is at the patient's side."""
    device = session.devices.get(role)
    return device is not None and device.address.startswith(AT_PATIENT)


def _state(link: LinkView) -> tuple[Tone, str]:
    match link.badge:
        case Badge.LATE:
            return Tone.LATE, say("LINK LATE {seconds} s").format(seconds=int(link.silent_s))
        case Badge.DOWN:
            side = say(SIDES[link.side]) if link.side in SIDES else ""
            lasts = countdown(link.silent_s)
            return Tone.DOWN, say("LINK DOWN {lasts} {side}").format(lasts=lasts, side=side).strip()
        case Badge.OK if link.cuff is not None and link.cuff.gone_s is not None:
            return Tone.GONE, say("CUFF GONE {lasts}").format(lasts=countdown(link.cuff.gone_s))
        case Badge.OK:
            return Tone.OK, say("LINK OK {seconds} s").format(seconds=int(link.silent_s))
        case _:
            return Tone.WAITING, say("LINK WAITING")


def _more(session: Session, link: LinkView) -> str:
    if not link.patient.records:
        return say("Patient's side cannot record")
    if session.remote.versions:
        return say("Another version: update")
    if link.on_the_way:
        return on_the_way(link.on_the_way)
    if link.badge is Badge.DOWN and link.told_lost:
        return say("Their program stopped")
    return ""


def _stage(asked: RequestShown, *, away: bool) -> str:
    """`away`: the patient's window is put away, so that nothing is seen there."""
    words = NOT_SEEN if away and asked.stage is Stage.SENT else STAGES.get(asked.stage)
    said = say(words).format(lasts=countdown(asked.age_s)) if words is not None else ""
    return " ".join(filter(None, (said, asked.why)))
