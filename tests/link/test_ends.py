"""Two ends over a bad network: nothing is lost, doubled, late or taken for life that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapmonitor.link.envelope import Kind
from kapmonitor.link.message import End, Help, Reply, body_of
from kapmonitor.link.outbox import OutboxFault, Row
from kapmonitor.link.peer import (
    DOWN_MS,
    LATE_MS,
    Asked,
    Conflict,
    Delivered,
    LinkState,
    Reconnect,
    Suspicious,
    UpdateNeeded,
)
from tests.support.link_ends import Ends, command, exchange, hello_of, swift_folder

MOVES = (
    "say", "tick", "up", "down", "lose_up", "lose_down", "double_up", "double_down", "commit",
    "crash_patient", "crash_station", "cut_patient", "cut_station", "connect",
)  # fmt: skip


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    both = Ends(tmp_path)
    yield both
    both.stop_patient()


def _move(ends: Ends, move: str, place: int) -> None:
    if move in ("say", "commit", "connect"):
        getattr(ends, move)()
    elif move == "tick":
        ends.tick(100 + place * 500)
    elif move in ("crash_patient", "crash_station", "cut_patient", "cut_station"):
        _break(ends, move)
    else:
        _carry(ends, move, place)


def _break(ends: Ends, move: str) -> None:
    match move:
        case "crash_patient":
            ends.stop_patient()
            ends.start_patient()
        case "crash_station":
            ends.start_station()
        case "cut_patient":
            ends.patient.disconnected()
        case _:
            ends.station.disconnected()


def _carry(ends: Ends, move: str, place: int) -> None:
    what, _, way = move.rpartition("_")
    octets = ends.up if way == "up" else ends.down
    if not octets:
        return
    match what:
        case "lose":
            octets.pop(place % len(octets))
        case "double":
            octets.append(octets[place % len(octets)])
        case _:
            (ends.arrive_up if way == "up" else ends.arrive_down)(place)


def carried_through(folder: Path, moves: list[tuple[str, int]]) -> None:
    """Let all this happen, heal everything, and look whether each message is there once."""
    ends = Ends(folder)
    ends.connect()
    highest = 0
    for move, place in moves:
        _move(ends, move, place)
        if move != "crash_station":
            assert ends.station.inbox.cumulative >= highest
        highest = ends.station.inbox.cumulative
    ends.settle()
    assert [body["text"] for body in ends.bodies()] == [
        str(number) for number in range(1, ends.said + 1)
    ]
    assert [each.number for each in ends.committed].count(0) == 0
    assert len({each.number for each in ends.committed}) == len(ends.committed)
    assert ends.patient.store.count_waiting() == 0
    assert not any(isinstance(each, Conflict | Suspicious) for each in ends.shown)
    ends.stop_patient()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 20)), max_size=60))
def test_whatever_happens_the_record_holds_each_message_once(moves: list[tuple[str, int]]) -> None:
    with swift_folder() as folder:
        carried_through(folder, moves)


def test_a_row_leaves_the_patient_only_when_the_record_has_it(ends: Ends) -> None:
    ends.connect()
    ends.say()
    ends.arrive_up()
    ends.tick(2_000)
    while ends.down:
        ends.arrive_down()
    assert ends.patient.store.count_waiting() == 1  # it arrived, and is not committed
    ends.commit()
    ends.tick(2_000)
    while ends.down:
        ends.arrive_down()
    assert ends.patient.store.count_waiting() == 0


def test_what_is_stored_is_not_unsaid_because_its_sending_failed(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes a row and does not give it back: who is told "not stored" says it twice."""

    def gives_nothing(_at_most: int) -> list[Row]:
        raise OutboxFault("OperationalError")

    ends.connect()
    with monkeypatch.context() as ill:
        ill.setattr(ends.patient.store, "waiting", gives_nothing)
        ends.say()
        assert ends.patient.keep(Help(text="two"), ends.theirs()) == 2
        assert ends.patient.due(ends.theirs()) == []
    ends.settle()
    assert [each.number for each in ends.committed] == [2, 1]  # help is sent first


def test_nothing_is_stored_half(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_size: int) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as ill:
        ill.setattr(ends.patient, "entropy", full)
        with pytest.raises(OutboxFault):
            ends.patient.keep(Help(text="lost"), ends.theirs())
    assert ends.patient.keep(Help(text="kept"), ends.theirs()) == 1


def test_silence_is_late_then_down_then_over_at_the_first_sign(ends: Ends) -> None:
    ends.connect()
    assert ends.station.state(ends.now_ms) is LinkState.WAITING
    exchange(ends)
    assert ends.station.state(ends.now_ms) is LinkState.OK
    heard_ms = ends.now_ms
    for _ in range(30):
        ends.tick(400)
        ends.up.clear()
        ends.down.clear()
        silent = ends.now_ms - heard_ms
        expected = (
            LinkState.DOWN if silent >= DOWN_MS
            else LinkState.LATE if silent >= LATE_MS
            else LinkState.OK
        )  # fmt: skip
        assert ends.station.state(ends.now_ms) is expected
    forced = [each for each in ends.shown if isinstance(each, Reconnect)]
    assert len(forced) == 2  # each side once
    ends.tick(2_000)
    exchange(ends)
    assert ends.station.state(ends.now_ms) is LinkState.OK


def test_a_flushed_backlog_is_no_sign_of_life() -> None:
    """A thousand messages come through and are acknowledged; the answers to our pings do not."""
    with swift_folder() as folder:
        ends = Ends(folder)
        ends.connect()
        exchange(ends)
        for _ in range(1_000):
            ends.say()
        ends.tick(DOWN_MS)
        pongs: list[bytes] = []
        while ends.patient.store.count_waiting():
            pongs += [each for each in ends.up if _kind(each) is Kind.EPHEMERAL]
            ends.up = [each for each in ends.up if _kind(each) is Kind.RELIABLE]
            while ends.up:
                ends.arrive_up()
            ends.commit()
            assert ends.station.state(ends.now_ms) is LinkState.DOWN
            ends.tick(500)
            while ends.down:
                ends.arrive_down()
        assert len(ends.committed) == 1_000
        assert pongs
        ends.tick(DOWN_MS)  # they come when they prove nothing any more
        ends.up = pongs
        while ends.up:
            ends.arrive_up()
        assert ends.station.state(ends.now_ms) is LinkState.DOWN
        ends.stop_patient()


def _kind(octets: bytes) -> Kind:
    return Kind(octets[3])


def test_a_pong_that_comes_twice_or_too_late_is_no_sign_of_life(ends: Ends) -> None:
    ends.connect()
    ends.arrive_down()
    pong = ends.up[-1]
    exchange(ends)
    for _ in range(6):  # six pings later the question is forgotten
        ends.tick(2_000)
        ends.up.clear()
        ends.down.clear()
    ends.up = [pong]
    ends.arrive_up()
    assert ends.station.state(ends.now_ms) is LinkState.DOWN


@pytest.mark.parametrize("ahead_ms", [0, 3_600_000, -3_600_000])
def test_a_request_is_asked_once_and_in_time(ends: Ends, ahead_ms: int) -> None:
    ends.ahead_ms = ahead_ms
    ends.connect()
    ends.greet()
    asked = command(ends)
    ends.ask(asked)
    ends.down += ends.down
    exchange(ends)
    ends.tick(3_500)  # repeated, because nothing was answered
    exchange(ends)
    assert [each for each in ends.shown if isinstance(each, Asked)] == [Asked(asked)]


def test_a_request_that_comes_late_is_void(ends: Ends) -> None:
    ends.ahead_ms = 3_600_000
    ends.connect()
    ends.greet()
    ends.ask(command(ends))
    held = list(ends.down)
    ends.down.clear()
    ends.tick(31_000)
    ends.down = held
    exchange(ends)
    assert not any(isinstance(each, Asked) for each in ends.shown)
    assert ends.bodies()[-1] == body_of(Reply(request="ab" * 8, stage="expired"))


def test_a_taking_back_that_comes_late_still_takes_back(ends: Ends) -> None:
    ends.connect()
    ends.greet()
    taken_back = replace(command(ends), do="cancel")
    ends.ask(taken_back)
    held = list(ends.down)
    ends.down.clear()
    ends.tick(31_000)
    ends.down = held
    exchange(ends)
    assert [each for each in ends.shown if isinstance(each, Asked)] == [Asked(taken_back)]


def test_a_request_waits_until_its_age_can_be_told(ends: Ends) -> None:
    ends.connect()
    ends.down.clear()
    ends.ask(command(ends))
    ends.arrive_down()
    assert not any(isinstance(each, Asked) for each in ends.shown)
    ends.greet()
    assert any(isinstance(each, Asked) for each in ends.shown)


def test_an_answered_request_is_not_repeated(ends: Ends) -> None:
    ends.connect()
    ends.ask(command(ends))
    exchange(ends)
    ends.say(Reply(request="ab" * 8, stage="declined"))
    exchange(ends)
    ends.tick(2_000)
    on_the_way = len(ends.down)
    ends.station.tick(ends.now_ms + 3_500)
    assert on_the_way == 1  # a ping, and nothing else


def test_a_request_is_not_asked_again_after_a_crash(ends: Ends) -> None:
    ends.connect()
    ends.greet()
    ends.ask(command(ends))
    again = list(ends.down)
    exchange(ends)
    ends.stop_patient()
    ends.start_patient()
    ends.down = again
    ends.settle()
    assert len([each for each in ends.shown if isinstance(each, Asked)]) == 1


def test_the_session_ends_when_all_is_delivered(ends: Ends) -> None:
    ends.connect()
    for _ in range(3):
        ends.say()
    ends.up.clear()
    ends.ask(End())
    while ends.down:
        ends.arrive_down()
    assert not any(isinstance(each, Delivered) for each in ends.shown)
    ends.settle()
    ends.tick(2_000)
    exchange(ends)
    assert any(isinstance(each, Delivered) for each in ends.shown)


def test_another_message_under_a_known_number_is_an_alarm_and_is_kept(ends: Ends) -> None:
    ends.connect()
    ends.say(Help(text="one"))
    exchange(ends)
    forged = Ends(ends.folder / "restored-disk")
    forged.connect()
    forged.say(Help(text="two"))
    ends.up = list(forged.up)
    while ends.up:
        ends.arrive_up()
    forged.stop_patient()
    assert [each for each in ends.shown if isinstance(each, Conflict)] == [
        Conflict(1, Help(text="two"))
    ]


def test_forgeries_are_told_and_a_flood_of_them_seldom(ends: Ends) -> None:
    ends.connect()
    ends.say()
    genuine = ends.up[-1]
    for _ in range(1_000):
        ends.of_station(ends.station.receive(genuine[:-1] + b"\x00\x00", ends.now_ms))
    told = [each.refusals for each in ends.shown if isinstance(each, Suspicious)]
    assert told == [3, 6, 12, 24, 48, 96, 192, 384, 768]


def _newer(octets: bytes) -> bytes:
    return octets[:2] + b"\x02" + octets[3:]


def test_a_newer_version_is_told_once_on_both_sides_and_nothing_is_lost(ends: Ends) -> None:
    """The other side is updated meanwhile: what waited arrives, and a newer one is told again."""
    ends.connect()
    ends.say()
    ends.up, ends.down = ([_newer(each) for each in way] for way in (3 * ends.up, 3 * ends.down))
    exchange(ends)
    assert ends.shown == [UpdateNeeded(2), UpdateNeeded(2)]
    assert ends.patient.store.count_waiting() == 1
    ends.settle()
    assert len(ends.committed) == 1
    ends.tick(2_000)
    ends.down = [_newer(each) for each in ends.down]
    exchange(ends)
    assert ends.shown[2:] == [UpdateNeeded(2)]


def test_a_will_counts_for_the_process_that_left_it(ends: Ends) -> None:
    ends.connect()
    ends.say(hello_of(ends))
    exchange(ends)
    will = ends.patient.will()
    ends.of_station(ends.station.receive(will, ends.now_ms))
    assert ends.station.state(ends.now_ms) is LinkState.DOWN
    ends.stop_patient()
    ends.start_patient()
    ends.connect()
    ends.say(hello_of(ends))
    exchange(ends)
    ends.of_station(ends.station.receive(will, ends.now_ms))
    assert ends.station.state(ends.now_ms) is LinkState.OK


def test_nothing_of_a_session_stays_on_the_patients_disk(tmp_path: Path) -> None:
    ends = Ends(tmp_path)
    ends.say()
    ends.patient.store.erase()
    assert list(tmp_path.iterdir()) == []
