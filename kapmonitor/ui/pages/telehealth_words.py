"""The patient's side in words: the cuff there, the test reading, what is known of the link.

Pure; no Qt.
"""

from __future__ import annotations

from kapmonitor.language import figure, mark, say
from kapmonitor.session.state import Session
from kapmonitor.telehealth.view import Badge, LinkView
from kapmonitor.ui.link_words import HIDDEN, WHY_DOWN, on_the_way
from kapmonitor.ui.wording import NONE, countdown, number

CUFFS = {
    "ready": mark("ready"),
    "busy": mark("measuring"),
    "gone": mark("not found. The patient presses its button."),
    "lowbat": mark("battery low"),
}
POWER = {"ac": mark("on the charger"), "bat": mark("on battery")}
PUT_AWAY = mark("put away: what you ask is not seen there. The patient opens it again.")
LAST_HEARD = mark("when last heard")
RIGHT_S = 1.0
"""A clock that is off by less is told as right."""
LEAST_S = 0.01
"""A bound is never told as nothing."""
HOUR_S = 3600


def cuff_words(link: LinkView) -> str:
    """Return model, memory slot, battery and state of the cuff at the patient's."""
    cuff = link.cuff
    if cuff is None:
        return say("○ No cuff paired at the patient's yet.")
    parts = [cuff.model]
    if cuff.slot is not None:
        parts.append(say("memory for user {slot}").format(slot=cuff.slot))
    if cuff.battery_percent is not None:
        parts.append(
            say("battery {battery_percent:.0f} %").format(battery_percent=cuff.battery_percent)
        )
    if cuff.state in CUFFS:
        parts.append(say(CUFFS[cuff.state]))
    if link.badge is Badge.DOWN:
        parts.append(say(LAST_HEARD))
    there = link.badge is not Badge.DOWN and cuff.state != "gone" and cuff.gone_s is None
    sign = "●" if there else "○"
    return f"{sign} {' · '.join(parts)}"


def start_words(link: LinkView) -> str:
    """Return whether the cuff may be started from here: the patient's own answer."""
    if not link.can_start:
        return say("The patient presses START for each reading.")
    if link.may_start:
        return say("The patient allowed you to start the cuff from here.")
    return say("Starting from here: not allowed, or not answered on the patient's screen.")


def test_words(link: LinkView) -> str:
    """Return the test reading; under it how long it took to arrive and how their clock goes."""
    came = link.test
    if came is None:
        return ""
    pair = f"{number(came.systolic)}/{number(came.diastolic)}"
    parts = [say("Test reading {pair}").format(pair=pair)]
    if came.pulse_rate is not None:
        parts.append(say("pulse {rate}").format(rate=number(came.pulse_rate)))
    if came.verified is False:
        parts.append(say("not verified here"))
    if came.asks:
        parts.append(say("not proven to be of now: answer below"))
    elif not came.live:
        parts.append(say("remembered by the cuff, not of now"))
    if came.accepted:
        parts.append(say("✓ accepted"))
    how = [clock_words(link)]
    if came.delay_s is not None:
        delay = figure(max(0.0, came.delay_s), ".1f")
        how.insert(0, say("arrived after {delay} s").format(delay=delay))
    return f"{' · '.join(parts)}\n{' · '.join(how)}"


def clock_words(link: LinkView) -> str:
    """Return how far the patient's clock is off, and how well that is known."""
    if link.bound_s is None or link.ahead_s is None:
        return say("their clock not known yet")
    bound = figure(max(LEAST_S, link.bound_s), ".2f")
    if abs(link.ahead_s) < RIGHT_S:
        return say("their clock is right (±{bound} s)").format(bound=bound)
    off = _span(abs(link.ahead_s))
    if link.ahead_s > 0:
        return say("their clock {off} ahead (±{bound} s)").format(off=off, bound=bound)
    return say("their clock {off} behind (±{bound} s)").format(off=off, bound=bound)


def details(session: Session, link: LinkView) -> list[tuple[str, str]]:
    """Return what is known of the link, as lines of a name and a value."""
    lines = [(say("Trouble"), link.why)] if link.why else []
    lines += stays(session)
    lines += [(say("Cuff"), cuff_words(link)), (say("Clock"), clock_words(link))]
    side = link.patient
    charge = f"{side.battery_percent} %" if side.battery_percent is not None else ""
    power = say(POWER[side.power]) if side.power is not None and side.power in POWER else ""
    then = say(LAST_HEARD) if link.badge is Badge.DOWN and (charge or power) else ""
    lines.append((say("Patient's computer"), " · ".join(filter(None, (charge, power, then)))))
    lines.append((say("Program"), " · ".join(filter(None, (side.app, side.system)))))
    if side.sight == HIDDEN:
        lines.append((say("Patient's window"), say(PUT_AWAY)))
    if link.on_the_way:
        lines.append((say("On the way"), on_the_way(link.on_the_way)))
    if side.slept_s is not None:
        slept = say("the patient's computer slept {span}").format(span=_span(side.slept_s))
        lines.append((say("Slept"), slept))
    lines += [(say("Note"), each) for each in link.notes]
    return [(name, value or NONE) for name, value in lines]


def what_to_do(session: Session, link: LinkView) -> str:
    """Return what a link that is down means, and what to do; empty while it is not."""
    if link.badge is not Badge.DOWN:
        return ""
    why = say(WHY_DOWN[link.side])
    phone = session.place.callback_phone.text if session.place else None
    if not phone:
        return say("{why} Reach the patient by voice.").format(why=why)
    return say("{why} Call the patient: {phone}.").format(why=why, phone=phone)


def stays(session: Session) -> list[tuple[str, str]]:
    """Return who is with the patient, and how both of them and help are reached."""
    person = session.escort
    told = None if person is None else (person.name.text, person.relationship, person.phone.text)
    chaperone = NONE if told is None else ", ".join(filter(None, told)) or say("erased")
    return [(say("Chaperone"), chaperone), *reached(session)]


def reached(session: Session) -> list[tuple[str, str]]:
    """Return how the patient is reached, and help where they are."""
    place = session.place
    if place is None:
        return [(say("Phone"), NONE)]
    lines = [(say("Phone"), place.callback_phone.text or NONE)]
    if place.backup_channel is not None:
        lines.append((say("If the call breaks off"), place.backup_channel.text or NONE))
    lines.append((say("Emergency number there"), place.emergency_number))
    lines.append((say("Address"), place.address.text or NONE))
    return lines


def _span(seconds: float) -> str:
    """Return a span of hours, minutes and seconds: 1:02:13, 4:05."""
    whole = round(seconds)
    if whole < HOUR_S:
        return countdown(whole)
    return f"{whole // HOUR_S}:{whole // 60 % 60:02d}:{whole % 60:02d}"
