"""Pairing: the agreed octets; and a slip, a guess, a replay or a mirror brings no key."""

from __future__ import annotations

import hashlib
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kapmonitor.link.code import (
    CODE_LIVES_S,
    Code,
    check_digit,
    heard,
    in_link,
    link_code,
    link_of,
    said_code,
    spoken,
)
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.pairing import (
    Agreed,
    Failed,
    Failure,
    PatientHandshake,
    StationHandshake,
)

CODE = Code("4123", "675689", 3)
M1 = "419ee13d9b5f3c5428f2e8eca040eb623329f8655e1f455229cf3b747cad0ff426"
M2 = (
    "42a6206a248d1d9cdfca7ff911bc0f8882f32e1a89e24a9fbeef36ab6e1cf1dffd"
    "142be7a6c4f311deb6953389d69630fa59a11299231bd344a07f41a3a366ff7b"
)
M3 = "438aa731eb69562250818d9dacf399983ab8b7d3fa57b17c9564e0a480a53aa2f1"
ROOT = "4caf5a404e6aa8c7b5529542e4accfd83173631ce83d591c8089dcb4db555e60"


def _of(octet: int) -> Entropy:
    return lambda size: bytes([octet]) * size


def _random(seed: int) -> Entropy:
    counter = iter(range(10**9))
    return lambda size: hashlib.shake_128(f"{seed} {next(counter)}".encode()).digest(size)


def _both(patient: Code = CODE) -> tuple[PatientHandshake, StationHandshake]:
    return PatientHandshake(patient, _of(1)), StationHandshake(CODE, 0.0, _of(2))


def test_the_octets_are_those_agreed_on() -> None:
    patient, station = _both()
    m1 = patient.first()
    assert m1.hex() == M1
    m2 = station.take(m1, 1.0)
    assert isinstance(m2, bytes)
    assert m2.hex() == M2
    at_patient = patient.answer(m2)
    assert isinstance(at_patient, Agreed)
    assert at_patient.send.hex() == M3
    at_station = station.take(at_patient.send, 2.0)
    assert isinstance(at_station, Agreed)
    assert at_station.root == at_patient.root == bytes.fromhex(ROOT)
    assert at_station.words == at_patient.words == ("bridge", "harbor")


def test_a_code_is_shown_as_it_is_said() -> None:
    assert check_digit("4123675689") == 0
    assert spoken(CODE) == "4123 6756 890"
    assert heard(" 4123-6756 890 ") == CODE
    assert heard("4123 6756 89") is None
    assert heard("4123 6756 89０") is None  # another script
    assert heard("") is None


@given(st.integers(0, 10**9))
def test_every_slip_of_one_digit_or_two_neighbours_is_caught(seed: int) -> None:
    said = spoken(said_code(_random(seed))).replace(" ", "")
    slips = {
        said[:place] + digit + said[place + 1 :]
        for place in range(len(said))
        for digit in "0123456789"
    }
    slips |= {
        said[:place] + second + first + said[place + 2 :]
        for place, (first, second) in enumerate(pairwise(said))
    }
    assert all(heard(each) is None for each in slips - {said})
    assert heard(said) is not None


def test_a_link_carries_its_code_behind_the_hash() -> None:
    code = link_code(_random(1))
    link = link_of(code, "https://clinic.example/p")
    assert link.startswith("https://clinic.example/p#1.")
    assert in_link(link) == code
    assert len(code.nameplate) == 13
    assert len(code.secret) == 26
    assert in_link(link[:-1]) is None


def test_three_wrong_secrets_burn_the_code() -> None:
    station = StationHandshake(CODE, 0.0, _random(5))
    for left in (2, 1, 0):
        guess = PatientHandshake(Code("4123", "000000", 3), _random(left))
        m2 = station.take(guess.first(), 1.0)
        assert isinstance(m2, bytes)
        assert guess.answer(m2) == Failed(Failure.WRONG_SECRET)
        assert station.tries_left == left
    right = PatientHandshake(CODE, _random(9))
    assert station.take(right.first(), 1.0) == Failed(Failure.BURNT, 0)


def test_the_right_secret_still_pairs_at_the_third_try() -> None:
    station = StationHandshake(CODE, 0.0, _random(5))
    for seed in (1, 2):
        station.take(PatientHandshake(Code("4123", "000000", 3), _random(seed)).first(), 1.0)
    patient = PatientHandshake(CODE, _random(3))
    m2 = station.take(patient.first(), 1.0)
    assert isinstance(m2, bytes)
    agreed = patient.answer(m2)
    assert isinstance(agreed, Agreed)
    assert isinstance(station.take(agreed.send, 1.0), Agreed)


def test_a_code_lapses() -> None:
    patient, station = _both()
    assert station.take(patient.first(), CODE_LIVES_S) == Failed(Failure.EXPIRED, 3)


def test_a_code_pairs_once() -> None:
    patient, station = _both()
    m2 = station.take(patient.first(), 1.0)
    assert isinstance(m2, bytes)
    agreed = patient.answer(m2)
    assert isinstance(agreed, Agreed)
    assert isinstance(station.take(agreed.send, 1.0), Agreed)
    for replayed in (patient.first(), agreed.send):
        assert station.take(replayed, 2.0) == Failed(Failure.USED, 2)


def test_replayed_messages_bring_no_key() -> None:
    patient, station = _both()
    m1 = patient.first()
    station.take(m1, 1.0)
    assert station.take(bytes.fromhex(M3)[:1] + bytes(32), 1.0) == Failed(Failure.WRONG_SECRET, 2)
    # The right confirmation, but its exchange is over.
    assert station.take(bytes.fromhex(M3), 1.0) == Failed(Failure.OUT_OF_TURN, 2)
    assert isinstance(patient.answer(bytes.fromhex(M2)), Agreed)
    assert patient.answer(bytes.fromhex(M2)) == Failed(Failure.OUT_OF_TURN)


def test_an_m3_of_another_exchange_brings_no_key() -> None:
    station = StationHandshake(CODE, 0.0, _random(5))
    first = PatientHandshake(CODE, _random(1))
    m2 = station.take(first.first(), 1.0)
    assert isinstance(m2, bytes)
    agreed = first.answer(m2)
    assert isinstance(agreed, Agreed)
    station.take(PatientHandshake(CODE, _random(2)).first(), 1.0)
    assert station.take(agreed.send, 1.0) == Failed(Failure.WRONG_SECRET, 1)


def test_a_mirror_brings_no_key() -> None:
    patient, station = _both()
    m1 = patient.first()
    mirrored = b"B" + m1[1:] + bytes(32)
    assert patient.answer(mirrored) == Failed(Failure.NOT_A_HANDSHAKE)
    m2 = station.take(m1, 1.0)
    assert isinstance(m2, bytes)
    assert station.take(b"A" + m2[1:33], 1.0) != m2  # its own point is answered as a wrong guess
    assert station.tries_left == 1


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=80) | st.binary(min_size=32, max_size=32).map(lambda x: b"A" + x))
def test_no_octets_raise_or_pair(octets: bytes) -> None:
    patient, station = _both()
    assert not isinstance(station.take(octets, 1.0), Agreed)
    assert isinstance(patient.answer(octets), Failed)
