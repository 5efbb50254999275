"""PAR boards: the published frames, and a start only from standby."""

import pytest

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import Provenance
from devices.wire.par_frame import ABORT, COMBI, PLAIN, START, STATUS, Dialect
from tests.devices.talk import Talk

DIALECTS = {"par_nibp": PLAIN, "par_nibp_combi": COMBI}
STANDBY = "S1;A0;C00;M00;P---------;R---;T    ;;"
DONE = "S1;A0;C00;M00;P101065076;R060;T    ;;"
BUSY, CYCLING = DONE.replace("S1", "S3"), DONE.replace("S1", "S6")


class Board:
    """A conversation with one kind of board."""

    def __init__(self, slug: str) -> None:
        self.dialect = DIALECTS[slug]
        self.talk = Talk(slug)
        self.talk.open()

    def status(self, body: str) -> list[DeviceEvent]:
        return self.hear(f"{body}{sum(body.encode()) & 0xFF:02X}")

    def hear(self, text: str) -> list[DeviceEvent]:
        """Return what a frame tells, and what follows within the spacing of two writes."""
        edges = bytes((self.dialect.opening,)), bytes((self.dialect.closing,))
        return self.talk.hear(edges[0] + text.encode() + edges[1] + b"\r") + self.talk.wait(0.2)

    def written(self) -> list[str]:
        """Return the codes written since the last call."""
        known = {self.dialect.command(code): code for code in (START, STATUS)} | {ABORT: "X"}
        return [known[octets] for octets in self.talk.written()]


@pytest.fixture(params=DIALECTS)
def board(request: pytest.FixtureRequest) -> Board:
    found = Board(request.param)
    assert found.written() == [STATUS]
    return found


@pytest.fixture
def ready(board: Board) -> Board:
    assert board.status(STANDBY) == [LinkChanged(state=LinkState.READY)]
    return board


@pytest.fixture
def measuring(ready: Board) -> Board:
    assert ready.talk.start() == []
    assert ready.written() == [STATUS]
    ready.status(STANDBY)
    assert ready.written() == [START]
    assert [type(event) for event in ready.hear("120C0S8")] == [CuffPressureChanged]
    ready.hear("160C0S3")
    return ready


def reason(events: list[DeviceEvent]) -> FailureReason:
    (failed,) = [event for event in events if isinstance(event, MeasurementFailed)]
    return failed.reason


@pytest.mark.parametrize(
    ("dialect", "code", "octets"),
    [
        (PLAIN, START, "0230313B3B443703"),
        (COMBI, START, "FD30313B3B4437FE0D"),
        (PLAIN, STATUS, "0231383B3B444603"),
        (PLAIN, "08", "0230383B3B444503"),
        (PLAIN, "22", "0232323B3B444103"),
    ],
)
def test_the_published_commands(dialect: Dialect, code: str, octets: str) -> None:
    assert dialect.command(code) == bytes.fromhex(octets)


def test_a_whole_measurement_asks_for_its_result_at_the_end(measuring: Board) -> None:
    assert measuring.hear("999") == []
    assert measuring.written() == [STATUS]
    assert measuring.status(BUSY) == []
    measuring.talk.wait(0.6)
    assert measuring.written() == [STATUS]
    (measured,) = measuring.status(DONE)
    assert isinstance(measured, Measured)
    assert measured.provenance is Provenance.UNCONFIRMED
    measuring.talk.start()
    assert measuring.written() == [STATUS]


def test_rule_6_the_result_that_stands_there_on_connection_is_an_old_one(board: Board) -> None:
    ready, old = board.status(DONE)
    assert ready == LinkChanged(state=LinkState.READY)
    assert isinstance(old, Measured)
    assert old.provenance is Provenance.STORED


def test_a_board_that_ends_without_inflating_brings_no_new_result(ready: Board) -> None:
    ready.talk.start()
    ready.status(STANDBY)
    ready.hear("999")
    old, failed = ready.status(DONE)
    assert isinstance(old, Measured)
    assert old.provenance is Provenance.STORED
    assert reason([failed]) is FailureReason.DEVICE_FAULT


def test_rule_4_an_adult_is_measured(ready: Board) -> None:
    ready.talk.start()
    ready.status(STANDBY)
    assert ready.written()[-1] == START == "01", "newborns have 25"


@pytest.mark.parametrize("state", [BUSY, CYCLING])
def test_rule_1_only_a_board_in_standby_is_started(ready: Board, state: str) -> None:
    ready.talk.start()
    assert reason(ready.status(state)) is FailureReason.REFUSED
    assert START not in ready.written()


def test_rule_1_a_board_found_measuring_is_not_started_and_its_result_is_told(board: Board) -> None:
    board.status(BUSY)
    assert reason(board.talk.start()) is FailureReason.REFUSED
    board.hear("140C0S3")
    board.hear("999")
    assert START not in board.written()
    assert isinstance(board.status(DONE)[0], Measured)


def test_rule_1_pressure_after_the_question_holds_the_start_back(ready: Board) -> None:
    ready.talk.start()
    ready.hear("090C0S8")
    ready.status(STANDBY)
    assert START not in ready.written()


def test_way_10_nothing_at_the_other_end_is_lost_and_never_started(board: Board) -> None:
    assert [event.state for event in board.talk.wait(30) if isinstance(event, LinkChanged)] == [
        LinkState.LOST
    ]
    assert reason(board.talk.start()) is FailureReason.REFUSED
    assert set(board.written()) == {STATUS}


def test_rule_3_a_start_without_pressure_is_told_to_stop(ready: Board) -> None:
    ready.talk.start()
    ready.status(STANDBY)
    assert reason(ready.talk.wait(5.1)) is FailureReason.NO_ANSWER
    assert ready.written()[-1] == "X"


def test_rule_3_no_end_within_three_minutes_is_told_to_stop(measuring: Board) -> None:
    assert reason(measuring.talk.wait(181)) is FailureReason.TIMED_OUT
    assert measuring.written() == ["X"]


def test_a_stop_lets_the_air_out_at_once(measuring: Board) -> None:
    assert reason(measuring.talk.stop()) is FailureReason.ABORTED
    assert measuring.written() == ["X"]
    assert measuring.hear("999") == []
    assert measuring.written() == []


def test_an_end_without_a_status_is_no_result(measuring: Board) -> None:
    measuring.hear("999")
    assert reason(measuring.talk.wait(10)) is FailureReason.NO_ANSWER
    assert measuring.written()[-1] == "X"


def test_numbers_in_another_order_end_it_without_a_reading(measuring: Board) -> None:
    measuring.hear("999")
    fault, failed = measuring.status(DONE.replace("101065076", "128098079"))
    assert isinstance(fault, ProtocolViolated)
    assert reason([failed]) is FailureReason.DEVICE_FAULT
