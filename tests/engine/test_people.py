"""People over a real record and a real key file: secrets, waits, roles, emergency access."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kapmonitor.doorkeeper import (
    FREE_TRIES,
    KEPT_COUNTS,
    LONGEST_WAIT_S,
    Doorkeeper,
    NotProven,
    against_secret,
    wait_after,
)
from kapmonitor.kept_secrets import KeptSecrets
from kapmonitor.people import People
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_history, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.people_facts import (
    EmergencyAccess,
    LockedBy,
    SecretSet,
    SignedIn,
    SignInFailed,
)
from kapmonitor.record.practice import PracticeFact, PracticeLog
from kapmonitor.record.slot import Cost
from kapmonitor.record.vault import Vault
from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.refusal import Refused
from kapmonitor.session.roles import Act, Duty
from kapmonitor.session.vocabulary import Operator, Origin, ProvenBy
from tests.support.clocks import HandClock

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)
GOOD, OTHER, WRONG = "a quiet room", "another quiet room", "not this one"
NOBODY = Origin(operator=Operator(id="nobody", name="", role=""), station="s")
ADMIN = frozenset({Duty.THERAPIST, Duty.ADMINISTRATOR})


class Place:
    """A practice on disk, its clock, and the program that runs on it."""

    def __init__(self, record: Record, folder: Path) -> None:
        self.record, self.folder, self.clock = record, folder, HandClock()
        self.start()

    def start(self) -> None:
        """Start the program anew: what was only in its memory is gone."""
        secrets = KeptSecrets(self.folder, cost=CHEAP)
        door = Doorkeeper(secrets, self.clock)
        self.practice = Practice(self.record, self.folder, self.clock, door)

    @property
    def people(self) -> People:
        return self.practice.people

    def facts(self, wanted: type[PracticeFact]) -> list[object]:
        return [each.event for each in PracticeLog(self.record).entries_of(wanted)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with open_record(tmp_path / FILE_NAME) as record:
        yield Place(record, tmp_path)


def by(person: Operator) -> Origin:
    return Origin(operator=person, station="s")


def told(ask: Callable[[], object]) -> str:
    """Return why something is refused."""
    with pytest.raises((Refused, NotProven)) as found:
        ask()
    return str(found.value)


def grace(place: Place) -> Operator:
    """Add an administrator who has a secret."""
    added = place.people.add("Grace", ADMIN, NOBODY)
    place.people.set_secret(added.id, "", GOOD, by(added))
    return added


def test_without_a_secret_a_name_is_enough_and_the_record_says_so(place: Place) -> None:
    ruth = place.people.add("Ruth", frozenset({Duty.THERAPIST}), NOBODY)
    assert place.people.sign_in(ruth.id, "", NOBODY) == ruth
    assert place.facts(SignedIn) == [SignedIn(person=ruth.id, how=ProvenBy.NAME)]
    assert not keys_beside(place.record.path).exists()


def test_a_secret_is_asked_for_once_it_is_set_and_never_stands_in_the_record(place: Place) -> None:
    one = grace(place)
    place.start()
    assert "not the secret" in told(lambda: place.people.sign_in(one.id, WRONG, NOBODY))
    assert place.people.sign_in(one.id, GOOD, NOBODY) == one
    assert place.facts(SignedIn) == [SignedIn(person=one.id, how=ProvenBy.SECRET, failed_before=1)]
    written = b"".join(each.read_bytes() for each in place.folder.iterdir())
    assert GOOD.encode() not in written
    assert WRONG.encode() not in written


def test_a_hundred_wrong_secrets_wait_ever_longer_and_shut_nobody_out(place: Place) -> None:
    one = grace(place)
    for count in range(1, 101):
        told(lambda: place.people.sign_in(one.id, WRONG, NOBODY))
        if count >= FREE_TRIES:
            assert "Wait" in told(lambda: place.people.sign_in(one.id, GOOD, NOBODY))
            assert "Wait" in told(lambda: place.people.sign_in(one.id, WRONG, NOBODY))
        place.clock.move(LONGEST_WAIT_S)
    counts = [each.count for each in place.facts(SignInFailed) if isinstance(each, SignInFailed)]
    assert counts == sorted(each for each in KEPT_COUNTS if each <= 100)
    assert place.people.sign_in(one.id, GOOD, NOBODY) == one


def test_no_wait_passes_two_minutes_and_slips_cost_nothing() -> None:
    waits = [wait_after(count) for count in range(1, 1001)]
    assert waits[:3] == [0.0, 0.0, 2.0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT_S == 120.0


def test_a_restart_ends_no_wait_and_an_early_try_is_not_counted(place: Place) -> None:
    one = grace(place)
    for _ in range(3):
        told(lambda: place.people.sign_in(one.id, WRONG, NOBODY))
    place.start()
    for _ in range(5):
        assert "Wait" in told(lambda: place.people.sign_in(one.id, GOOD, NOBODY))
    place.clock.move(wait_after(3))
    place.people.sign_in(one.id, GOOD, NOBODY)
    (signed,) = place.facts(SignedIn)
    assert signed == SignedIn(person=one.id, how=ProvenBy.SECRET, failed_before=3)


def test_emergency_access_is_open_in_every_case_and_stays_flagged_until_seen(place: Place) -> None:
    one = grace(place)
    for _ in range(FREE_TRIES):
        told(lambda: place.people.sign_in(one.id, WRONG, NOBODY))
    place.people.lock(LockedBy.IDLE, by(one))
    assert "name" in told(lambda: place.people.emergency(" ", "why", None, NOBODY))
    assert "why" in told(lambda: place.people.emergency("Jo", " ", None, NOBODY))
    jo = place.people.emergency("Jo Night", "alarm, nobody near", "s-1", NOBODY)
    assert jo.name == "Jo Night"
    assert place.facts(EmergencyAccess) == [
        EmergencyAccess(name="Jo Night", reason="alarm, nobody near", session="s-1")
    ]
    (entry,) = place.people.unseen()
    assert "Grace" in told(lambda: place.people.see(entry.seq, by(jo)))
    place.clock.move(LONGEST_WAIT_S)
    place.people.sign_in(one.id, GOOD, NOBODY)
    place.people.see(entry.seq, by(one))
    assert place.people.unseen() == ()


def test_a_record_that_cannot_be_written_keeps_nobody_out(place: Place) -> None:
    one = grace(place)
    with open_history(place.record.path) as unwritable:
        door = Doorkeeper(KeptSecrets(place.folder, cost=CHEAP), place.clock)
        people = Practice(unwritable, place.folder, place.clock, door).people
        door.proven = one.id
        with pytest.raises(RecordFault):
            people.add("Eve", frozenset({Duty.THERAPIST}), by(one))
        people.lock(LockedBy.IDLE, by(one))
        assert people.unlock(one.id, GOOD, NOBODY) == one
        assert people.emergency("Jo Night", "alarm", "s-1", NOBODY).name == "Jo Night"
    assert place.facts(EmergencyAccess) == []


def test_what_is_kept_to_a_role_is_refused_to_others_and_after_a_lock(place: Place) -> None:
    ruth = place.people.add("Ruth", frozenset({Duty.THERAPIST}), NOBODY)
    changed = ClinicRules(second_signature=True)
    place.practice.keep_rules(changed, "agreed", by(ruth))  # nobody is an administrator yet
    one = grace(place)
    assert "Grace" in told(lambda: place.practice.keep_rules(changed, "again", by(ruth)))
    assert "Grace" in told(lambda: place.people.add("Eve", ADMIN, by(ruth)))
    assert "Grace" in told(lambda: place.people.reset_secret(one.id, OTHER, by(ruth)))
    place.practice.keep_rules(ClinicRules(), "undone", by(one))
    place.people.lock(LockedBy.PERSON, by(one))
    assert "Sign in" in told(lambda: place.practice.keep_rules(changed, "again", by(one)))
    place.people.unlock(one.id, GOOD, NOBODY)
    place.practice.keep_rules(changed, "again", by(one))


def test_a_secret_is_changed_by_its_owner_and_reset_by_an_administrator(place: Place) -> None:
    one = grace(place)
    ruth = place.people.add("Ruth", frozenset({Duty.THERAPIST}), by(one))
    assert "Grace" in told(lambda: place.people.set_secret(ruth.id, "", OTHER, by(ruth)))
    place.people.reset_secret(ruth.id, OTHER, by(one))
    assert "not the secret" in told(lambda: place.people.set_secret(ruth.id, GOOD, GOOD, by(ruth)))
    place.people.set_secret(ruth.id, OTHER, "a third quiet room", by(ruth))
    told(lambda: place.people.sign_in(ruth.id, OTHER, NOBODY))
    place.people.sign_in(ruth.id, "a third quiet room", NOBODY)
    assert place.facts(SecretSet) == [
        SecretSet(person=one.id),
        SecretSet(person=ruth.id, reset=True),
        SecretSet(person=ruth.id),
    ]


def test_an_administrator_who_forgot_comes_back_by_the_recovery_key(place: Place) -> None:
    one = grace(place)
    vault = Vault(keys_beside(place.record.path), CHEAP)
    words = vault.set_recovery(vault.unlock_operator(one.id, GOOD))
    place.start()
    place.people.set_secret(one.id, words, OTHER, by(one))
    assert place.facts(SecretSet)[-1] == SecretSet(person=one.id, reset=True)
    told(lambda: place.people.sign_in(one.id, GOOD, NOBODY))
    place.people.sign_in(one.id, OTHER, NOBODY)


def test_who_is_gone_has_no_secret_left_and_the_last_administrator_stays(place: Place) -> None:
    one = grace(place)
    ruth = place.people.add("Ruth", frozenset({Duty.THERAPIST}), by(one))
    place.people.reset_secret(ruth.id, OTHER, by(one))
    assert "only administrator" in told(lambda: place.people.retire(one.id, by(one)))
    lesser = frozenset({Duty.THERAPIST})
    assert "only administrator" in told(
        lambda: place.people.change(one.id, "Grace", lesser, by(one))
    )
    place.people.retire(ruth.id, by(one))
    assert [each.operator.name for each in place.people.known()] == ["Grace"]
    assert KeptSecrets(place.folder, cost=CHEAP).holders() == {one.id}


def test_a_signature_is_proven_anew_and_a_name_with_a_secret_cannot_be_typed(place: Place) -> None:
    one = grace(place)
    place.people.change(one.id, "Grace", ADMIN | {Duty.PRESCRIBER}, by(one))
    (known,) = place.people.known()
    signed = place.people.sign(known.operator, GOOD, NOBODY, Act.COUNTERSIGN)
    assert (signed.person, signed.how) == (one.id, ProvenBy.SECRET)
    typed = Operator(id="", name="grace", role="MD")
    assert "has a secret" in told(lambda: place.people.sign(typed, "", NOBODY))
    assert "This is for prescriber" in told(
        lambda: place.people.sign(typed, "", NOBODY, Act.COUNTERSIGN)
    )
    told(lambda: place.people.sign(known.operator, WRONG, NOBODY))
    stranger = place.people.sign(Operator(id="", name="Dr. Far", role="MD"), "", NOBODY)
    assert (stranger.person, stranger.role, stranger.how) == ("", "MD", ProvenBy.NAME)


def test_a_secret_has_eight_characters_and_no_other_rule() -> None:
    assert against_secret("jjkk llm", "Ruth") == ()
    assert against_secret("short", "Ruth")
    assert against_secret("Ruth Sample", "ruth sample")
    assert against_secret("aaaaaaaaa", "Ruth")
