"""The "Next reading" panel in words: what is due, when, and what can be done. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from devices.event import LinkState
from kapmonitor.language import mark, say
from kapmonitor.session.decide_measuring import can_start, starts_by_itself
from kapmonitor.session.instant import Instant
from kapmonitor.session.lozenge import LozengeState, lozenge_status
from kapmonitor.session.schedule import Due, DueState, checks, next_reading
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import CUFFS, Role
from kapmonitor.telehealth.view import LinkView
from kapmonitor.ui.link_words import request_words
from kapmonitor.ui.wording import about, clock, countdown, upcoming

NOT_NOW = mark("Not now, patient is inward.")
PRESS_START = mark("Reading due: press START on the cuff.")
PRESS_NOW = mark("Press START on the cuff.")
PRESS_SECOND = mark("Press START on the second cuff.")
NOT_HERE = mark("No reading after {waited}. Type what the cuff's display shows: it counts as well.")
LATE_S = 45.0
"""How far beyond its usual time a reading is still awaited without a word."""
NO_CUFF = mark("No cuff is connected.")
TYPE_IT = mark("Reading due, and no cuff is connected: type what a display shows.")

NOWHERE = LinkView()
"""What is known of a link where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What the panel shows."""

    title: str
    detail: str
    prompt: str
    """What the person is asked to do now; empty: nothing."""
    measuring: bool
    """Whether a cuff measures or was asked to: Stop is offered instead of Measure."""
    cuff: bool
    """Whether there is a cuff that could be asked."""
    second_cuff: bool
    """Whether there is a second cuff that could be asked."""
    can_return: bool
    postponable: str | None
    """The due reading that "Not now" would move."""
    check: str
    """The silent check and its times; empty: the preset asks for none."""
    check_due: bool
    lozenge: str
    lozenge_in: bool
    swish: bool


def next_view(session: Session, at: Instant, link: LinkView = NOWHERE) -> NextView:
    """Return the panel for this moment; `link` where the cuff is at the patient's side."""
    due = next_reading(session, at)
    links = [session.links[role] for role in CUFFS if role in session.links]
    measuring = session.request is not None or any(
        link.state is LinkState.MEASURING for link in links
    )
    check, check_due = _check(session, at)
    lozenge, inside, swish = _lozenge(session, at)
    return NextView(
        title=_title(session, due, at),
        detail=_detail(session, due),
        prompt=request_words(session, link) or _prompt(session, due, at),
        measuring=measuring,
        cuff=Role.CUFF in session.devices,
        second_cuff=Role.SECOND_CUFF in session.devices and not measuring,
        can_return=bool(session.doses) and session.returned is None,
        postponable=_postponable(due),
        check=check,
        check_due=check_due,
        lozenge=lozenge,
        lozenge_in=inside,
        swish=swish,
    )


def _title(session: Session, due: Due | None, at: Instant) -> str:
    if due is None:
        return say("None due")
    left = due.target_s - at.elapsed_s
    match due.state:
        case DueState.DUE:
            return (
                say("Now") if left <= 0 else say("Now, or in {left}").format(left=countdown(left))
            )
        case DueState.OVERDUE:
            return say("Overdue {left} min").format(left=int(-left // 60))
        case DueState.OFFERED:
            return say("Optional now")
        case _ if due.reading.on_return and session.returned is None:
            return say("When back")
        case _:
            return say("in {left}").format(left=countdown(left))


def _detail(session: Session, due: Due | None) -> str:
    if due is None:
        return say("Every reading of the plan is done or was missed.")
    moment = session.opened.later(seconds=due.target_s - session.opened.elapsed_s)
    parts = [say("at {time}").format(time=upcoming(session, moment))]
    if due.latest_s is not None and due.reading.on_return:
        latest = session.opened.later(seconds=due.latest_s - session.opened.elapsed_s)
        parts = [say("latest {time}").format(time=upcoming(session, latest))]
    if due.needed > 1:
        parts.append(say("{done} of {needed} taken").format(done=due.done, needed=due.needed))
    if due.state is DueState.POSTPONED:
        parts.append(say("moved"))
    return ", ".join(parts)


def asked_of_person(session: Session, at: Instant) -> str:
    """Return what is said while a reading is awaited that a person takes; empty for none."""
    asked, since = session.request, session.requested_at
    if asked is None or since is None or asked.by_program:
        return ""
    cuff = session.devices.get(asked.role)
    wait_s = cuff.usual_wait_s if cuff is not None else None
    press = say(PRESS_SECOND) if asked.role is Role.SECOND_CUFF else say(PRESS_NOW)
    if wait_s is None:
        return press
    waited_s = at.elapsed_s - since.elapsed_s
    if waited_s > wait_s + LATE_S:
        minutes = say("{minutes} min").format(minutes=max(1, int(waited_s // 60)))
        return say(NOT_HERE).format(waited=minutes)
    return say("{press} Its reading takes {about}.").format(press=press, about=about(wait_s))


def _prompt(session: Session, due: Due | None, at: Instant) -> str:
    """Return what a person is asked to do: the program starts what it may by itself."""
    if session.request is not None:
        return asked_of_person(session, at)
    waits = due is not None and due.state in {DueState.DUE, DueState.OVERDUE}
    if Role.CUFF not in session.devices:
        return say(TYPE_IT) if waits else say(NO_CUFF)
    if not waits:
        return ""
    starts = can_start(session, Role.CUFF) and starts_by_itself(session)
    return "" if starts else say(PRESS_START)


def _postponable(due: Due | None) -> str | None:
    if due is None or due.state not in {DueState.DUE, DueState.OVERDUE, DueState.COMING}:
        return None
    return due.id if due.required else None


def _check(session: Session, at: Instant) -> tuple[str, bool]:
    statuses = checks(session)
    if not statuses or session.ended is not None:
        return "", False
    status = statuses[0]
    done = [each for each in session.checks if each.check == status.rule.id and each.seen]
    last = say("last {time}, ").format(time=clock(session, done[-1].at.utc)) if done else ""
    moment = session.opened.later(seconds=status.due_s - session.opened.elapsed_s)
    words = say("{rule}\n{last}next {time}").format(
        rule=say(status.rule.text), last=last, time=upcoming(session, moment)
    )
    return words, at.elapsed_s >= status.due_s


def _lozenge(session: Session, at: Instant) -> tuple[str, bool, bool]:
    status = lozenge_status(session, at)
    if status is None or status.state is LozengeState.OUT:
        return "", False, False
    words = say("Lozenge in the mouth {left}").format(left=countdown(status.in_mouth_s))
    if status.out_due is not None:
        left = status.out_due.elapsed_s - at.elapsed_s
        words += (
            say(", out in {left}").format(left=countdown(left))
            if left > 0
            else say(", time to take it out")
        )
    return (say("Swish now. ") if status.swish_now else "") + words, True, status.swish_now
