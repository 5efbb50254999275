"""The simulated SunTech module and DINAMAP monitor: published octets, and the ordinary drivers."""

import asyncio
import os
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.conversation import CannotStart
from devices.decoder import SERIAL, Received, Write
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    LinkChanged,
    LinkState,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import Provenance
from devices.simulator import parse, simulated_devices
from devices.simulator.dinamap_monitor import checksum, line
from devices.simulator.faults import FailureKind
from devices.simulator.pty_bridge import serve_pty
from devices.simulator.suntech_module import module_frame
from tests.devices.paced import play
from tests.devices.simulated_session import Act, Room, Told, of_kind, pressures, told

CALM = {"failure_share": 0.0, "offset": {}}
SERIAL_CUFFS = ("suntech_oem", "ge_dinamap")
START_SUNTECH, ABORT_SUNTECH = bytes.fromhex("3A20A6"), bytes.fromhex("3A7901004C")
PRESSURE_SUNTECH, DATA_SUNTECH = bytes.fromhex("3A79050048"), bytes.fromhex("3A7903004A")


def session(
    kind: str,
    cuff: dict[str, Any] | None = None,
    *,
    starts: tuple[float, ...] = (12,),
    lasts_s: float = 120,
    acts: tuple[Act, ...] = (),
) -> list[Told]:
    started: list[Act] = [(at, Room.start) for at in starts]
    document = {"cuff": {"kind": kind, **CALM, **(cuff or {})}}
    return told(document, lasts_s=lasts_s, acts=[*started, *acts])


@pytest.mark.parametrize(
    ("letter", "octets"),
    [("O", "3E044F6F"), ("K", "3E044B73"), ("A", "3E04417D"), ("B", "3E04427C")],
)
def test_status_letters_are_the_published_frames(letter: str, octets: str) -> None:
    assert module_frame(letter.encode()) == bytes.fromhex(octets)


def test_a_cuff_pressure_is_the_vendors_example() -> None:
    assert module_frame((258).to_bytes(2, "little")) == bytes.fromhex("3E050201BA")


@pytest.mark.parametrize(
    ("body", "check"),
    [(" NA", "!2"), (" ND", "!5"), (" NC0", "!E"), (" OA", "!3"), (" RA", "!6"), (" TC", "!:")],
)
def test_dinamap_checksums_are_those_of_the_published_commands(body: str, check: str) -> None:
    assert checksum(body) == check


def test_a_dinamap_result_is_the_line_of_the_layout() -> None:
    assert line(" NA1100012128079095") == b" NA1100012128079095&0\r"


def exchange(kind: str, *commands: bytes, wait_s: float = 1.0) -> bytes:
    """Return all that a device sends when a host types commands, whole or in single octets."""

    async def talk() -> bytes:
        scenario = parse({"title": "A test", "cuff": {"kind": kind, **CALM}}, name="t", file="t")
        got = bytearray()

        async def hear(source: Any) -> None:
            async for item in source:
                assert isinstance(item, Received)
                got.extend(item.octets)

        async with (
            simulated_devices(scenario, seed=1) as simulation,
            simulation.devices[0].connect() as link,
        ):
            hearing = asyncio.create_task(hear(link.received()))
            for command in commands:
                for octet in command:
                    await link.send(Write(SERIAL, bytes((octet,))))
                await asyncio.sleep(wait_s)
            hearing.cancel()
        return bytes(got)

    return play(talk())


def test_the_module_answers_busy_while_it_measures_and_aborts_when_told() -> None:
    answers = exchange("suntech_oem", START_SUNTECH, START_SUNTECH, DATA_SUNTECH, ABORT_SUNTECH)
    letters = [answers[at + 2 : at + 3] for at in range(0, len(answers), 4)]
    assert letters == [b"O", b"B", b"B", b"A", b"K"]


def test_the_module_reports_an_abort_as_error_86() -> None:
    answers = exchange("suntech_oem", START_SUNTECH, ABORT_SUNTECH, DATA_SUNTECH)
    data = answers[-24:]
    assert data[:2] == b"\x3e\x18"
    assert sum(data) & 0xFF == 0
    assert data[20] == 86


def test_the_module_skips_noise_and_damaged_commands() -> None:
    damaged = START_SUNTECH[:-1] + b"\x00"
    answers = exchange("suntech_oem", b"\x00\xff:" + damaged + PRESSURE_SUNTECH)
    assert answers == module_frame(b"\x02\x00")


def test_the_monitor_refuses_a_line_with_a_wrong_checksum() -> None:
    assert exchange("ge_dinamap", b" NC0!F\r")[:3] != b" NC"
    assert exchange("ge_dinamap", b" NC0!E\r") == line(" NC")


def test_the_monitor_gives_the_saturation() -> None:
    assert exchange("ge_dinamap", b" OA!3\r") == line(" OA1098832")


def test_the_monitor_has_nothing_recent_before_the_first_determination() -> None:
    assert exchange("ge_dinamap", b"\r NA!2\r\n") == line(" NA1109999000000000")


def test_the_monitor_is_busy_after_a_start_and_failed_after_a_cancel() -> None:
    answers = exchange("ge_dinamap", b" NC0!E\r", b" NA!2\r", b" ND!5\r", b" NA!2\r")
    lines = answers.split(b"\r")
    assert lines[1][3:4] == b"0"
    assert lines[3][3:4] == b"3"


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_a_started_cuff_brings_one_live_reading(kind: str) -> None:
    found = session(kind)
    ((measured, reading),) = pressures(found)
    assert measured.provenance is Provenance.LIVE
    assert measured.verified
    assert reading.systolic == pytest.approx(118, abs=15)
    assert reading.diastolic == pytest.approx(75, abs=12)
    assert reading.mean is not None
    assert reading.pulse_rate == pytest.approx(68, abs=10)
    at = next(item.at for item in found if item.event is measured)
    assert 25 <= at - 12 <= 50
    assert not of_kind(found, ProtocolViolated)


def test_a_start_that_meets_an_idle_poll_is_one_start() -> None:
    found = session("ge_dinamap", starts=(10,))
    assert len(pressures(found)) == 1
    assert not of_kind(found, MeasurementFailed)


def test_the_module_shows_its_pressure_while_it_measures() -> None:
    found = session("suntech_oem")
    curve = [event.pressure or 0.0 for event in of_kind(found, CuffPressureChanged)]
    assert max(curve) > 130
    assert curve[-1] < 80


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_the_same_in_small_pieces(kind: str) -> None:
    whole, pieces = session(kind), session(kind, {"chunked": True})
    assert [reading for _, reading in pressures(pieces)] == [
        reading for _, reading in pressures(whole)
    ]
    assert not of_kind(pieces, ProtocolViolated)


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
@pytest.mark.parametrize("reason", list(FailureKind))
def test_a_failed_attempt_is_told_with_its_reason(kind: str, reason: FailureKind) -> None:
    found = session(kind, {"faults": [{"kind": "fails", "reason": reason.value}]})
    (failed,) = of_kind(found, MeasurementFailed)
    assert not pressures(found)
    if kind == "suntech_oem":
        assert failed.reason.value == reason.value


def test_a_damaged_checksum_is_no_reading_from_the_module() -> None:
    found = session("suntech_oem", {"faults": [{"kind": "bad_checksum"}]})
    assert not pressures(found)
    assert of_kind(found, ProtocolViolated)
    assert of_kind(found, MeasurementFailed)


def test_a_damaged_checksum_leaves_a_reading_of_the_monitor_unconfirmed() -> None:
    found = session("ge_dinamap", {"faults": [{"kind": "bad_checksum"}]})
    ((measured, _),) = pressures(found)
    assert not measured.verified
    assert measured.provenance is Provenance.UNCONFIRMED


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_noise_on_the_line_never_makes_a_wrong_reading(kind: str) -> None:
    ((_, clean),) = pressures(session(kind))
    noisy = session(kind, {"faults": [{"kind": "line_noise"}]})
    assert bool(of_kind(noisy, ProtocolViolated)) or bool(pressures(noisy))
    for _, reading in pressures(noisy):
        assert (reading.systolic, reading.diastolic) == (clean.systolic, clean.diastolic)


def test_a_busy_module_is_started_by_the_second_try() -> None:
    found = session("suntech_oem", {"faults": [{"kind": "busy"}]})
    assert len(pressures(found)) == 1


def test_a_monitor_that_refuses_a_start_is_told_as_a_failure() -> None:
    found = session("ge_dinamap", {"faults": [{"kind": "busy", "attempts": [1]}]})
    assert bool(pressures(found)) or bool(of_kind(found, MeasurementFailed))


def test_a_stale_result_of_the_monitor_is_not_taken_for_the_new_one() -> None:
    cuff = {"faults": [{"kind": "stale_result", "attempts": [2]}]}
    found = session("ge_dinamap", cuff, starts=(12, 132), lasts_s=260)
    (_, first), (measured, second) = pressures(found)
    assert first.frame != second.frame
    assert next(item.at for item in found if item.event is measured) > 155


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_an_abort_is_told_and_brings_no_reading(kind: str) -> None:
    found = session(kind, acts=((20, Room.stop),))
    assert [event.reason for event in of_kind(found, MeasurementFailed)] == [FailureReason.ABORTED]
    assert not pressures(found)


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_a_cuff_that_misses_a_start_is_told_as_not_answering(kind: str) -> None:
    found = session(kind, {"faults": [{"kind": "silent", "attempts": [1]}]}, lasts_s=60)
    failures = [event.reason for event in of_kind(found, MeasurementFailed)]
    assert failures == [FailureReason.NO_ANSWER]


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_a_cuff_that_is_off_is_never_ready(kind: str) -> None:
    async def try_to_start(room: Room) -> None:
        with pytest.raises(CannotStart):
            await room.start()

    found = session(
        kind, {"faults": [{"kind": "silent"}]}, starts=(), acts=((15, try_to_start),), lasts_s=60
    )
    assert LinkState.READY not in {event.state for event in of_kind(found, LinkChanged)}


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
def test_a_cable_pulled_in_mid_measurement_is_told_and_comes_back(kind: str) -> None:
    fault = {"kind": "drops", "attempts": [1], "away_s": 30}
    found = session(kind, {"faults": [fault]}, starts=(12, 122), lasts_s=200)
    assert of_kind(found, MeasurementFailed)[0].reason is FailureReason.LINK_LOST
    live = [item for item in pressures(found) if item[0].provenance is Provenance.LIVE]
    assert len(live) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_device_on_a_pseudo_terminal_answers_through_the_file_until_the_plug_is_pulled() -> None:
    outage = {"during": {"minutes": 0.005}}  # a third of a second in real time

    async def talk() -> tuple[bytes, bytes]:
        document = {"title": "A test", "cuff": {"kind": "suntech_oem", "outages": [outage]}}
        scenario = parse(document, name="t", file="t")
        async with (
            simulated_devices(scenario, seed=1) as simulation,
            serve_pty(simulation.devices[0]) as path,
        ):
            terminal = os.open(path, os.O_RDWR | os.O_NOCTTY)
            try:
                os.write(terminal, PRESSURE_SUNTECH)
                answer = await asyncio.to_thread(os.read, terminal, 64)
                return answer, await asyncio.to_thread(read_to_the_end, terminal)
            finally:
                os.close(terminal)

    assert asyncio.run(talk()) == (module_frame(b"\x02\x00"), b"")


def read_to_the_end(terminal: int) -> bytes:
    """Return what a read finds when the far end has gone: nothing, or the error that says so."""
    try:
        return os.read(terminal, 64)
    except OSError:
        return b""


@pytest.mark.parametrize("kind", SERIAL_CUFFS)
@given(octets=st.binary(max_size=80))
def test_whatever_a_host_sends_the_device_still_answers(kind: str, octets: bytes) -> None:
    question = {"suntech_oem": PRESSURE_SUNTECH, "ge_dinamap": b"\r NA!2\r"}[kind]
    answers = exchange(kind, octets + bytes(8), question, wait_s=60.0)
    assert answers


def test_the_module_answers_what_hosts_ask_beside_measuring() -> None:
    version = exchange("suntech_oem", bytes.fromhex("3A7902400B"))
    assert version[:4] == b"\x3e\x43LX"
    assert len(version) == 0x43
    assert exchange("suntech_oem", bytes.fromhex("3A7910033A")) == module_frame(b"\x00\x00")
    assert exchange("suntech_oem", bytes.fromhex("3A17A0000F")) == module_frame(b"O")
    assert exchange("suntech_oem", bytes.fromhex("3A8A3C")) == module_frame(b"O")
    assert exchange("suntech_oem", bytes.fromhex("3A289E")) == module_frame(b"N")


def test_an_abort_while_idle_is_answered_like_one_that_ends_a_measurement() -> None:
    assert exchange("suntech_oem", ABORT_SUNTECH) == module_frame(b"A") + module_frame(b"K")
