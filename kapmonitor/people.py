"""The people of a practice: who there is, who took the screen, and how that was proven.

Every step is a fact in the practice's stream. Requests are kept to roles by the table in
`session/roles.py`; getting to a running session never is.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress

from kapmonitor.clock import Clock
from kapmonitor.doorkeeper import KEPT_COUNTS, Doorkeeper, NotProven, against_secret
from kapmonitor.language import say
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.people_facts import (
    EmergencyAccess,
    EmergencySeen,
    LockedBy,
    OperatorAdded,
    OperatorRetired,
    PeopleFact,
    ScreenLocked,
    ScreenUnlocked,
    SecretSet,
    SignedIn,
    SignedOut,
    SignInFailed,
)
from kapmonitor.record.practice import PracticeEntry, PracticeLog
from kapmonitor.session.fact import replace
from kapmonitor.session.refusal import Refused
from kapmonitor.session.roles import Act, Duty, Person, against, against_losing, role_of
from kapmonitor.session.vocabulary import Operator, Origin, ProvenBy, Signing

EMERGENCY_ROLE = "emergency access"
EMERGENCY_ID = "emergency"


class People:
    """Who uses the program, over the practice's stream."""

    def __init__(self, log: PracticeLog, door: Doorkeeper, clock: Clock) -> None:
        self._log = log
        self._door = door
        self._clock = clock

    def known(self) -> tuple[Person, ...]:
        """Return who may use the program. Raises RecordFault."""
        holders = self._door.holders()
        return tuple(
            Person(operator=each, has_secret=each.id in holders) for each in self._log.operators()
        )

    def check(self, act: Act, asker: Operator) -> None:
        """Go on if a person may ask for something. Raises Refused, RecordFault."""
        proven = self._door.proven == asker.id
        reasons = against(act, asker, self.known(), proven=proven)
        if reasons:
            raise Refused(reasons)

    # --- who there is -----------------------------------------------------------------------

    def add(self, name: str, duties: frozenset[Duty], origin: Origin) -> Operator:
        """Add a person. Raises Refused, RecordFault."""
        self.check(Act.MANAGE_PEOPLE, origin.operator)
        self._refuse(_unnamed(name), self._same_name(name, ""))
        operator = Operator(
            id=f"op-{secrets.token_hex(3)}", name=name.strip(), role=role_of(duties)
        )
        by = origin if origin.operator.name else replace(origin, operator=operator)
        self._note(OperatorAdded(id=operator.id, name=operator.name, role=operator.role), by)
        return operator

    def change(self, person: str, name: str, duties: frozenset[Duty], origin: Origin) -> None:
        """Give a person another name or other duties. Raises Refused, RecordFault."""
        self.check(Act.MANAGE_PEOPLE, origin.operator)
        losing = against_losing(person, duties, self.known())
        self._refuse(_unnamed(name), self._same_name(name, person), *losing)
        self._note(OperatorAdded(id=person, name=name.strip(), role=role_of(duties)), origin)

    def retire(self, person: str, origin: Origin) -> None:
        """Let a person go: their entries stay, their secret does not. Raises Refused."""
        self.check(Act.MANAGE_PEOPLE, origin.operator)
        self._refuse(*against_losing(person, (), self.known()))
        self._door.forget(person)
        self._note(OperatorRetired(id=person), origin)

    # --- secrets ----------------------------------------------------------------------------

    def set_secret(self, person: str, old: str, new: str, origin: Origin) -> None:
        """Give oneself a secret, or another one. Raises NotProven, Refused, RecordFault.

        `old`: the one there is, or the record's recovery key. The first one is anybody's to set
        until an administrator has one: then it is theirs.
        """
        known = self._person(person)
        recovered = known.has_secret and self._door.recovers(old)
        if known.has_secret and not recovered:
            self.prove(person, old, origin)
        elif not known.has_secret:
            self.check(Act.MANAGE_PEOPLE, origin.operator)
        self._refuse(*against_secret(new, known.operator.name))
        self._door.keep(person, new)
        self._note(SecretSet(person=person, reset=recovered), origin)
        self._door.proven = person if origin.operator.id == person else self._door.proven

    def reset_secret(self, person: str, new: str, origin: Origin) -> None:
        """Give a person who is at hand another secret. Raises Refused, RecordFault."""
        self.check(Act.MANAGE_PEOPLE, origin.operator)
        self._refuse(*against_secret(new, self._person(person).operator.name))
        self._door.keep(person, new)
        self._note(SecretSet(person=person, reset=True), origin)

    def prove(self, person: str, secret: str, origin: Origin) -> tuple[ProvenBy, int]:
        """Return how a person is proven, and how many wrong secrets came before.

        Raises NotProven, RecordFault.
        """
        if person not in self._door.holders():
            return ProvenBy.NAME, 0
        self._recall(person)
        try:
            return ProvenBy.SECRET, self._door.prove(person, secret)
        except NotProven as wrong:
            if wrong.count in KEPT_COUNTS:
                self._note(SignInFailed(person=person, count=wrong.count), origin)
            raise

    def sign(
        self, signer: Operator, secret: str, origin: Origin, act: Act | None = None
    ) -> Signing:
        """Return how a signature is given: by whom, in what role, and how they were proven.

        `act`: what is signed, where it is kept to a role. Raises NotProven, Refused, RecordFault.
        """
        people = self.known()
        if act is not None:
            self._refuse(*against(act, signer, people, proven=True))
        known = next((each for each in people if each.operator.id == signer.id), None)
        if known is None:
            self._refuse(_taken(signer.name, people))
            return Signing(role=signer.role)
        how, _failed = self.prove(signer.id, secret, origin)
        return Signing(person=signer.id, role=known.operator.role, how=how)

    # --- the screen -------------------------------------------------------------------------

    def sign_in(self, person: str, secret: str, origin: Origin) -> Operator:
        """Let a person take the screen. Raises NotProven, Refused, RecordFault where it cannot be
        read."""
        operator = self._person(person).operator
        how, failed = self.prove(person, secret, origin)
        self._door.proven = person if how is ProvenBy.SECRET else ""
        fact = SignedIn(person=person, how=how, failed_before=failed)
        self._note_if_it_can(fact, replace(origin, operator=operator))
        return operator

    def sign_out(self, origin: Origin) -> None:
        """Leave the screen to whoever comes next."""
        self._door.proven = ""
        self._note_if_it_can(SignedOut(person=origin.operator.id), origin)

    def lock(self, why: LockedBy, origin: Origin) -> None:
        """Note that the screen went without identity."""
        self._door.proven = ""
        self._note_if_it_can(ScreenLocked(why=why), origin)

    def unlock(self, person: str, secret: str, origin: Origin) -> Operator:
        """Let a person take the locked screen. Raises NotProven, Refused, RecordFault."""
        operator = self._person(person).operator
        how, _failed = self.prove(person, secret, origin)
        self._door.proven = person if how is ProvenBy.SECRET else ""
        fact = ScreenUnlocked(person=person, how=how)
        self._note_if_it_can(fact, replace(origin, operator=operator))
        return operator

    def emergency(self, name: str, reason: str, session: str | None, origin: Origin) -> Operator:
        """Let somebody to the running session without a secret. Raises Refused."""
        self._refuse(_unnamed(name), None if reason.strip() else say("Say why: one line will do."))
        self._door.proven = ""
        operator = Operator(id=EMERGENCY_ID, name=name.strip(), role=EMERGENCY_ROLE)
        fact = EmergencyAccess(name=name.strip(), reason=reason.strip(), session=session)
        self._note_if_it_can(fact, replace(origin, operator=operator))
        return operator

    def unseen(self) -> tuple[PracticeEntry, ...]:
        """Return the emergency accesses that no administrator has seen. Raises RecordFault."""
        seen = {each.seq for each in self._log.read_only(EmergencySeen)}
        return tuple(each for each in self._log.entries_of(EmergencyAccess) if each.seq not in seen)

    def see(self, seq: int, origin: Origin) -> None:
        """Note that an administrator has seen an emergency access. Raises Refused."""
        self.check(Act.SEE_EMERGENCIES, origin.operator)
        self._note(EmergencySeen(seq=seq), origin)

    def _person(self, person: str) -> Person:
        for each in self.known():
            if each.operator.id == person:
                return each
        raise Refused((say("There is nobody of this name any more."),))

    def _same_name(self, name: str, person: str) -> str | None:
        """Return why a name cannot be told from another's."""
        wanted = name.strip().casefold()
        taken = any(
            each.name.strip().casefold() == wanted and each.id != person
            for each in self._log.operators()
        )
        return say("There is somebody of this name already.") if taken else None

    def _recall(self, person: str) -> None:
        """Let the waits of before a restart go on."""
        if self._door.knows(person):
            return
        count = 0
        for each in self._log.entries_of(SignInFailed, SignedIn, ScreenUnlocked, SecretSet):
            event = each.event
            match event:
                case SignInFailed(person=own, count=wrong) if own == person:
                    count = wrong
                case SignedIn() | ScreenUnlocked() | SecretSet() if event.person == person:
                    count = 0
                case _:
                    pass
        self._door.remember(person, count)

    def _refuse(self, *reasons: str | None) -> None:
        told = tuple(each for each in reasons if each)
        if told:
            raise Refused(told)

    def _note_if_it_can(self, fact: PeopleFact, origin: Origin) -> None:
        """Note who has the screen; a record that cannot be written now shuts nobody out."""
        with suppress(RecordFault):
            self._note(fact, origin)

    def _note(self, fact: PeopleFact, origin: Origin) -> None:
        self._log.append(fact, self._clock.read().utc, origin)


def _taken(name: str, people: Sequence[Person]) -> str | None:
    """Return why a typed name is no signature: it is the name of somebody who has a secret."""
    wanted = name.strip().casefold()
    for each in people:
        if each.has_secret and each.operator.name.strip().casefold() == wanted:
            return say("{name} has a secret: choose the name, and enter it.").format(
                name=each.operator.name
            )
    return None


def _unnamed(name: str) -> str | None:
    return None if name.strip() else say("A person needs a name.")
