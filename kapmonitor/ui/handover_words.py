"""What is recorded of a handover beyond means and time, in words. Pure; no Qt."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Setting
from kapmonitor.ui.wording import clock

ANSWERS = {
    Answer.YES: mark("yes"),
    Answer.NO: mark("no"),
    Answer.NOT_ASSESSED: mark("not assessed"),
}


def handover_details(session: Session) -> tuple[str, ...]:
    """Return each detail in a few words; nothing where nothing was said."""
    more = session.handover_more
    if more is None:
        return ()
    tonight = None
    if more.tonight is not None:
        tonight = more.tonight.text if more.tonight.text is not None else say("erased")
    home = session.setting is Setting.TELEHEALTH
    arrived = say("chaperone came {it}") if home else say("escort arrived {it}")
    keys = say("keys with the chaperone: {it}") if home else say("keys with the escort: {it}")
    said = (
        (arrived, clock(session, more.arrived.utc) if more.arrived else None),
        (say("confirmed: {it}"), more.confirmed or None),
        (keys, say(ANSWERS[more.keys]) if more.keys else None),
        (say("tonight: {it}"), tonight),
        (say("follow-up: {it}"), more.follow_up or None),
        (
            say("still at the same place: {it}"),
            say(ANSWERS[more.same_place]) if more.same_place else None,
        ),
        (
            say("camera ended {it}"),
            clock(session, more.camera_ended.utc) if more.camera_ended else None,
        ),
    )
    return tuple(words.format(it=value) for words, value in said if value is not None)
