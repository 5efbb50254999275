"""Asks for a session to be sent, makes what is sent, and keeps what came of it.

Used on the thread that owns the record; only `Parcel.hand_over` waits for the net, and touches
nothing of the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kapmonitor.exports import fhir_text
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.push.post import Failed, Limits, Taken, deliver
from kapmonitor.push.server import Server, ServerFault, server_of, token_of
from kapmonitor.push.standing import Standing, standings, wait_after
from kapmonitor.push.transaction import pseudonym, transaction
from kapmonitor.push.whom import Known, find, mark_of
from kapmonitor.record.fhir.parts import Json
from kapmonitor.record.patient import Patient
from kapmonitor.record.push_facts import (
    NotSent,
    PushDelivered,
    PushFact,
    PushFailed,
    PushQueued,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin

NOT_SIGNED = mark("Sign and lock the record first: what is sent stands in the chart.")
SIMULATED = mark("A simulated session goes to no chart, only to a server that is marked as a test.")
FOR_TESTS = mark("This server is marked as a test: no patient's session goes there.")
NO_NUMBER = mark("This patient has no number of their own here, by which the chart knows them.")
IS_SENT = mark("This state of the record has arrived there already.")


class NotAsked(Exception):
    """A session may not be sent; each line is a reason."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What would be sent: where, about whom, what is against it, and how it stands."""

    server: Server | None
    patient: Patient | None
    against: tuple[str, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Everything one attempt needs, apart from the record."""

    session: str
    head: str
    server: Server
    token: str
    bundle: Json
    known: Known | None
    """Whom the chart must know before anything is sent; None: the patient is made there."""
    before: PushDelivered | None
    """What arrived there of an earlier state."""
    changed: bool = False
    """Entries came after the signature: an earlier state may be there whose answer was lost."""

    def __repr__(self) -> str:
        return f"Parcel({self.session})"

    def hand_over(self, limits: Limits | None = None) -> Taken | Failed:
        """Try once; blocks."""
        try:
            patient = self._patient(limits)
            replaces = self.before is not None or self.changed
            body = transaction(self.bundle, patient=patient, replaces=replaces)
            taken = deliver(self.server, self.token, body, limits)
        except Failed as failed:
            return failed
        return replace(taken, patient=patient) if patient else taken

    def _patient(self, limits: Limits | None) -> str:
        """Return the id of the chart's Patient; empty: it is made there. Raises Failed."""
        if self.known is None:
            return ""
        found = find(self.server, self.token, self.known, limits)
        if self.before and self.before.patient != mark_of(self.session, self.server, found):
            raise Failed(NotSent.OTHER_PATIENT, final=True)
        return found


def look(practice: Practice, session_id: str) -> Prospect:
    """Return how sending a session stands. Raises RecordFault, SettingsFault."""
    past = practice.open_past(session_id)
    patient = None if past.session.simulated else past.patient
    standing = sending(practice).get(session_id)
    try:
        server = server_of(practice.settings())
    except ServerFault as fault:
        return Prospect(server=None, patient=patient, against=(str(fault),), standing=standing)
    against = [*_against(past.session, patient, server)]
    if practice.only_read:
        against.append(practice.only_read)
    if standing is not None and _arrived(standing, server, past.head):
        against.append(say(IS_SENT))
    return Prospect(server=server, patient=patient, against=tuple(against), standing=standing)


def ask(practice: Practice, session_id: str, origin: Origin | None) -> None:
    """Ask for a session to be sent. Raises NotAsked, RecordFault, SettingsFault."""
    found = look(practice, session_id)
    if found.against or found.server is None:
        raise NotAsked(found.against)
    practice.note(PushQueued(session=session_id, server=found.server.base), origin)


def sending(practice: Practice) -> dict[str, Standing]:
    """Return how each session stands that was ever asked for. Raises RecordFault."""
    return standings(practice.facts_of(PushQueued, PushDelivered, PushFailed))


def next_due(practice: Practice, now: datetime) -> Standing | None:
    """Return the session that has waited longest for its turn. Raises RecordFault."""
    due = [each for each in sending(practice).values() if each.due is not None and each.due <= now]
    return min(due, key=lambda each: each.due or now, default=None)


def pack(practice: Practice, folder: Path, standing: Standing) -> Parcel | PushFailed:
    """Make what is sent, from the record as it is now. Raises RecordFault."""
    past = practice.open_past(standing.session)
    patient = None if past.session.simulated else past.patient
    try:
        server = server_of(practice.settings())
        token = token_of(folder, server.base)
    except (ServerFault, OSError):
        return _misfit(standing)
    if server.base != standing.server or any(_against(past.session, patient, server)):
        return _misfit(standing)  # asked for under other settings: nobody agreed to these
    delivered = standing.delivered
    before = delivered if delivered is not None and delivered.server == server.base else None
    bundle = json.loads(fhir_text(practice.record, standing.session))
    return Parcel(
        session=standing.session,
        head=past.head,
        server=server,
        token=token,
        bundle=bundle,
        known=_known(server, patient, bundle, before),
        before=before,
        changed=past.session.next_seq > (past.session.signed_seq or 0) + 1,
    )


def came_of(parcel: Parcel, result: Taken | Failed, standing: Standing, now: datetime) -> PushFact:
    """Return the fact of an attempt; a server's own words are in none."""
    if isinstance(result, Taken):
        return PushDelivered(
            session=parcel.session,
            server=parcel.server.base,
            head=parcel.head,
            digest=result.digest,
            status=result.status,
            location=result.location,
            etag=result.etag,
            patient=mark_of(parcel.session, parcel.server, result.patient),
        )
    wait = wait_after(standing.attempts)
    if result.after_s is not None:
        wait = max(wait, timedelta(seconds=result.after_s))
    return PushFailed(
        session=parcel.session,
        server=parcel.server.base,
        reason=result.reason,
        status=result.status,
        again_at=None if result.final else now + wait,
    )


def _known(
    server: Server, patient: Patient | None, bundle: Json, before: PushDelivered | None
) -> Known | None:
    """Return whom the chart must know: by its own number, or again by the pseudonym."""
    if server.patients and patient is not None and patient.local_id:
        return Known(system=server.patients, value=patient.local_id)
    if before is None or before.patient is None:
        return None
    system, value = pseudonym(bundle)
    return Known(system=system, value=value)


def _against(session: Session, patient: Patient | None, server: Server) -> Iterator[str]:
    """Yield why a session may not go to a server."""
    if session.signed_by is None:
        yield say(NOT_SIGNED)
    if session.simulated and not server.is_test:
        yield say(SIMULATED)
    if not session.simulated and server.is_test:
        yield say(FOR_TESTS)
    numbered = patient is not None and patient.local_id
    if server.patients and not session.simulated and not numbered:
        yield say(NO_NUMBER)


def _arrived(standing: Standing, server: Server, head: str) -> bool:
    """Return whether exactly this state is there."""
    last = standing.delivered
    return last is not None and last.server == server.base and last.head == head


def _misfit(standing: Standing) -> PushFailed:
    return PushFailed(session=standing.session, server=standing.server, reason=NotSent.SETTINGS)
