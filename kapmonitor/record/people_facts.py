"""What the practice's stream keeps of people and how they were told apart.

Never a secret, nor anything derived from one, nor its length.
"""

from __future__ import annotations

from enum import StrEnum

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import FLAG, TEXT, WHOLE, choice, maybe
from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import ProvenBy


class LockedBy(StrEnum):
    """Why the screen was locked."""

    PERSON = "person"
    IDLE = "idle"


@fact
class OperatorAdded:
    """A person may use the program from now on; the same id again changes name or role."""

    id: str
    name: str
    role: str


@fact
class OperatorRetired:
    """A person no longer uses the program."""

    id: str


@fact
class SecretSet:
    """A person has a secret from now on, or another one; `reset`: without knowing the one before.

    The origin tells who did it: the person, or an administrator with the person at hand.
    """

    person: str
    reset: bool = False


@fact
class SignedIn:
    """A person took the screen; `failed_before`: wrong secrets since the last right one."""

    person: str
    how: ProvenBy
    failed_before: int = 0


@fact
class SignedOut:
    """A person left the screen to whoever comes next."""

    person: str


@fact
class SignInFailed:
    """Wrong secrets for a person, `count` of them since the last right one.

    A hundred tries do not make a hundred facts: they are kept at the first, the third, the tenth
    and so on; the right one says how many there were in all.
    """

    person: str
    count: int


@fact
class EmergencyAccess:
    """Somebody took the screen without a secret, with a name and a reason that they typed."""

    name: str
    reason: str
    session: str | None = None
    """The session that was open, if one was."""


@fact
class EmergencySeen:
    """An administrator has seen an emergency access, by its place in the practice's stream."""

    seq: int


@fact
class ScreenLocked:
    """The screen went without identity until somebody says again who they are."""

    why: LockedBy


@fact
class ScreenUnlocked:
    """A person took the locked screen."""

    person: str
    how: ProvenBy


PeopleFact = (
    OperatorAdded
    | OperatorRetired
    | SecretSet
    | SignedIn
    | SignedOut
    | SignInFailed
    | EmergencyAccess
    | EmergencySeen
    | ScreenLocked
    | ScreenUnlocked
)

PEOPLE_KINDS: tuple[Kind[PeopleFact], ...] = (
    kind(OperatorAdded, "operator_added", id=TEXT, name=TEXT, role=TEXT),
    kind(OperatorRetired, "operator_retired", id=TEXT),
    kind(SecretSet, "secret_set", person=TEXT, reset=FLAG),
    kind(SignedIn, "signed_in", person=TEXT, how=choice(ProvenBy), failed_before=WHOLE),
    kind(SignedOut, "signed_out", person=TEXT),
    kind(SignInFailed, "sign_in_failed", person=TEXT, count=WHOLE),
    kind(EmergencyAccess, "emergency_access", name=TEXT, reason=TEXT, session=maybe(TEXT)),
    kind(EmergencySeen, "emergency_seen", seq=WHOLE),
    kind(ScreenLocked, "screen_locked", why=choice(LockedBy)),
    kind(ScreenUnlocked, "screen_unlocked", person=TEXT, how=choice(ProvenBy)),
)
