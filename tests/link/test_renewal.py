"""Another key, another machine, another program: the session goes on and nothing counts twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.link.envelope import Keys
from kapmonitor.link.message import Help
from kapmonitor.link.outbox import Outbox, OutboxInUse
from kapmonitor.link.peer import Asked, Conflict, LinkState
from tests.support.link_ends import SESSION, Ends, command, exchange, hello_of


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    both = Ends(tmp_path)
    yield both
    both.stop_patient()


RENEWED = Keys.of(b"r" * 32, SESSION, 1)


def test_a_renewed_pairing_delivers_what_was_sealed_before(ends: Ends) -> None:
    ends.connect()
    exchange(ends)
    ends.say()
    ends.say()
    old = list(ends.up)
    ends.station.renew(RENEWED)
    ends.patient.renew(RENEWED)
    ends.settle()
    assert [body["text"] for body in ends.bodies()] == ["1", "2"]
    ends.tick(2_000)
    exchange(ends)
    assert set(ends.station.keys) == {1}  # and what was under the old one has ended
    ends.up = old * 3
    while ends.up:
        ends.arrive_up()
    assert ends.shown == []  # late, and no sign of an attack
    assert len(ends.committed) == 2


def test_a_renewal_whose_welcome_was_lost_leaves_the_link_alive(ends: Ends) -> None:
    ends.connect()
    ends.greet()
    ends.station.renew(RENEWED)
    for _ in range(10):
        ends.tick(2_000)
        exchange(ends)
    ends.say()
    ends.ask(command(ends))
    ends.settle()
    assert ends.station.state(ends.now_ms) is LinkState.OK
    assert [body["t"] for body in ends.bodies()] == ["hello", "sym"]
    assert [each for each in ends.shown if not isinstance(each, Asked)] == []
    assert len(ends.shown) == 1


def test_a_renewal_with_nothing_to_say_is_noticed_by_the_first_ping(ends: Ends) -> None:
    ends.connect()
    ends.greet()
    ends.station.renew(RENEWED)
    ends.patient.renew(RENEWED)
    ends.tick(2_000)
    exchange(ends)
    assert set(ends.station.keys) == {1}
    asked = command(ends)
    ends.ask(asked)
    exchange(ends)
    assert ends.shown == [Asked(asked)]


@pytest.mark.parametrize("is_renewed", [True, False])
def test_a_request_by_a_clock_that_is_slower_than_the_one_before_still_stands(
    ends: Ends, is_renewed: bool
) -> None:
    ends.connect()
    ends.greet()
    ends.ahead_ms += 60_000
    if is_renewed:  # at another machine
        ends.station.renew(RENEWED)
        ends.patient.renew(RENEWED)
    else:  # it was set back, and its program started again
        ends.now_ms -= 60_000
        ends.start_station()
        ends.connect()
    exchange(ends)
    ends.tick(2_000)
    exchange(ends)
    asked = command(ends)
    ends.ask(asked)
    exchange(ends)
    assert [each for each in ends.shown if isinstance(each, Asked)] == [Asked(asked)]


def test_a_side_that_lost_its_store_goes_on_behind_what_is_known(ends: Ends) -> None:
    ends.connect()
    for _ in range(3):
        ends.say()
    ends.up.pop(1)
    exchange(ends)
    lost = Ends(ends.folder / "another machine")
    lost.patient.store.begin_after(3)
    lost.patient.renew(RENEWED)
    ends.station.renew(RENEWED)
    lost.connect()
    lost.say()
    ends.up = list(lost.up)
    while ends.up:
        ends.arrive_up()
    ends.commit()
    lost.stop_patient()
    assert [each.number for each in ends.committed] == [1, 3, 4]
    assert ends.station.inbox.beyond() == ((3, 4),)
    assert not any(isinstance(each, Conflict) for each in ends.shown)


def test_another_station_gets_what_the_lost_one_had_not_acknowledged(tmp_path: Path) -> None:
    old, new = Ends(tmp_path / "old"), Ends(tmp_path / "new")
    for _ in range(3):
        old.say()
    old.say(Help())  # whether the other one is to be called too is its caller's to know
    hello = replace(hello_of(new), resume_of=SESSION.hex())
    for _ in range(2):  # the second as after a crash before the old store was erased
        new.patient.resume(old.patient.store, SESSION, old.patient.keys, hello)
    old.patient.store.erase()
    new.settle()
    assert not any(body["t"] == "help" for body in new.bodies())
    assert new.bodies()[0]["resume_of"] == SESSION.hex()
    assert [body.get("text") for body in new.bodies()[1:]] == ["1", "2", "3"]
    new.stop_patient()


def test_a_second_program_does_not_speak_for_the_same_patient(ends: Ends) -> None:
    opening = "import sys, pathlib; from kapmonitor.link.outbox import *\n"
    opening += "try: Outbox(pathlib.Path(sys.argv[1]))\nexcept OutboxInUse: sys.exit(7)"
    path = str(ends.folder / "outbox.db")
    assert subprocess.run([sys.executable, "-c", opening, path], check=False).returncode == 7
    with pytest.raises(OutboxInUse):
        Outbox(ends.folder / "outbox.db")
    ends.say()
    assert ends.patient.store.count_waiting() == 1
