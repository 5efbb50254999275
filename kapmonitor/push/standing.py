"""How each session stands that was asked to be sent: folded from the practice's facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kapmonitor.record.practice import PracticeEntry
from kapmonitor.record.push_facts import NotSent, PushDelivered, PushFailed, PushQueued

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)


class State(StrEnum):
    """Where a session is on its way."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one session stands."""

    session: str
    server: str
    state: State
    since: datetime
    attempts: int = 0
    """Since it was last asked for."""
    due: datetime | None = None
    """When it is tried next; None: not by itself."""
    reason: NotSent | None = None
    status: int | None = None
    delivered: PushDelivered | None = None
    """The last delivery, also while a later state waits."""


def standings(entries: Iterable[PracticeEntry]) -> dict[str, Standing]:
    """Return how sessions stand, by session, in the order in which they were asked for."""
    found: dict[str, Standing] = {}
    for each in entries:
        event = each.event
        match event:
            case PushQueued():
                before = found.pop(event.session, None)
                found[event.session] = Standing(
                    session=event.session,
                    server=event.server,
                    state=State.WAITING,
                    since=each.utc,
                    due=each.utc,
                    delivered=before.delivered if before else None,
                )
            case PushDelivered() if event.session in found:
                found[event.session] = replace(
                    found[event.session],
                    state=State.SENT,
                    since=each.utc,
                    due=None,
                    reason=None,
                    status=event.status,
                    delivered=event,
                )
            case PushFailed() if event.session in found:
                found[event.session] = _failed(found[event.session], event, each.utc)
            case _:
                pass
    return found


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: doubled each time, to four hours."""
    return min(FIRST_WAIT * (1 << min(attempts, 20)), LONGEST_WAIT)


def _failed(before: Standing, event: PushFailed, utc: datetime) -> Standing:
    return replace(
        before,
        state=State.WAITING if event.again_at is not None else State.REFUSED,
        since=utc,
        attempts=before.attempts + 1,
        due=event.again_at,
        reason=event.reason,
        status=event.status,
    )
