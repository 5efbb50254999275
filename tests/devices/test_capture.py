"""Captures: written, read, refused with the place of the fault, recorded and played."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.capture import (
    MOST_FRAMES,
    Capture,
    CaptureError,
    Frame,
    Recorder,
    Step,
    load,
    parse,
    statement,
    to_toml,
)
from devices.catalog import find
from devices.cuff import Cuff
from devices.decoder import Read, Received, Subscribe, Write
from devices.event import DeviceEvent, LinkState, Measured
from devices.measurement import BloodPressure
from devices.transport import EnvironmentFault
from devices.transport.replay import ReplayTransport
from tests.devices.paced import play, utc_now

BLP = find("bluetooth_blp")
READING = bytes.fromhex("167c0056006100e807060f11111b33000000")
HEAD = 'device = "d"\ndriver = "bluetooth_blp"\nsource = "s"\n'


def test_of_a_flood_what_came_first_is_kept_and_the_cut_is_told() -> None:
    recorder = Recorder(driver=BLP, device="cuff", source="Here.")
    for _ in range(MOST_FRAMES + 100):
        recorder(0.0, Subscribe("2a35"))
    capture = recorder.capture()
    assert len(capture.frames) == MOST_FRAMES
    assert capture.source == f"Here. Cut after {MOST_FRAMES} pieces."


def test_a_recording_is_a_capture_that_reads_back_the_same() -> None:
    recorder = Recorder(driver=BLP, device="cuff", source="here")
    recorder(100.0, Subscribe("2a35"))
    recorder(100.0, Read("2a2b"))
    recorder(100.25, Write("2a2b", b"\x01\x02"))
    recorder(101.5, Received("2a35", READING))
    capture = recorder.capture()
    assert [frame.at_ms for frame in capture.frames] == [0, 0, 250, 1500]
    assert [frame.step for frame in capture.frames] == [
        Step.SUBSCRIBE,
        Step.READ,
        Step.WRITE,
        None,
    ]
    (stated,) = capture.frames[-1].expect or ()
    assert stated["systolic"] == 124.0
    assert "raw" not in stated
    assert parse(to_toml(capture), "copy") == capture


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
VALUE = (
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.lists(st.integers(0, 9), max_size=3)
)
FRAMES = st.lists(
    st.builds(
        Frame,
        at_ms=st.just(5),
        channel=TEXT,
        octets=st.binary(max_size=30),
        step=st.none() | st.sampled_from(Step),
        note=TEXT,
        expect=st.none()
        | st.lists(st.dictionaries(st.sampled_from("abc"), VALUE), max_size=2).map(tuple),
    ),
    max_size=4,
).map(tuple)


@given(TEXT, TEXT, FRAMES)
def test_whatever_is_written_reads_back(
    device: str, source: str, frames: tuple[Frame, ...]
) -> None:
    capture = Capture(device=device, driver="x", source=source, frames=frames)
    assert parse(to_toml(capture), "copy") == capture


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("device = ", "here: Invalid value"),
        ('driver = "x"\nsource = "s"', "here: device: nothing stands"),
        (HEAD + "frame = 1", "here: frame: .* a list"),
        (HEAD + "frame = [1]", 'here: frame 1: "1" stands where a table'),
        (HEAD + "[[frame]]\nat_ms = 0", "frame 1: direction: nothing stands"),
        (HEAD + '[[frame]]\nat_ms = 0\ndirection = "up"', 'direction: "up" stands where one of'),
        (HEAD + '[[frame]]\nat_ms = -1\ndirection = "sent"', "at_ms: -1 is before the beginning"),
        (HEAD + '[[frame]]\nat_ms = 0.5\ndirection = "sent"', 'at_ms: "0.5" .* whole number'),
        (
            HEAD + '[[frame]]\nat_ms = 0\ndirection = "received"\nchannel = "2a35"\nhex = "0g"',
            'frame 1: hex: "0g" stands where hexadecimal digits',
        ),
        (
            HEAD + '[[frame]]\nat_ms = 0\ndirection = "received"\nchannel = "c"\nexpect = [1]',
            'frame 1: expect: "1" stands where a table',
        ),
        (
            HEAD
            + '[[frame]]\nat_ms = 9\ndirection = "received"\nchannel = "c"\n'
            + '[[frame]]\nat_ms = 8\ndirection = "received"\nchannel = "c"\n',
            "frame 2: at_ms: 8 stands after 9",
        ),
    ],
)
def test_a_capture_that_cannot_be_read_says_where(text: str, message: str) -> None:
    with pytest.raises(CaptureError, match=message):
        parse(text, "here")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="cannot be read"):
        load(tmp_path / "nothing.toml")
    (tmp_path / "octets.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaptureError, match="cannot be read"):
        load(tmp_path / "octets.toml")


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(HEAD, encoding="utf-8")
    assert load(tmp_path / "one.toml").frames == ()


def test_a_capture_plays_with_its_timing_and_ends_in_good_order() -> None:
    capture = Capture(
        device="d",
        driver=BLP.slug,
        source="s",
        frames=(
            Frame(at_ms=0, channel="2a35", octets=b"", step=Step.SUBSCRIBE),
            Frame(at_ms=1500, channel="2a36", octets=bytes.fromhex("008c00ff07ff07")),
            Frame(at_ms=21_500, channel="2a35", octets=READING),
        ),
    )
    recorder = Recorder(driver=BLP, device="d", source="s")

    async def main() -> list[DeviceEvent]:
        transport = ReplayTransport(capture)
        async with Cuff(BLP, transport, observer=recorder, host_now=utc_now) as cuff:
            return [event async for event in cuff.events()]

    events = play(main())
    (reading,) = [e for e in events if isinstance(e, Measured)]
    assert isinstance(reading.measurement, BloodPressure)
    assert reading.measurement.systolic == 124.0
    assert statement(events[-1])["state"] == LinkState.ABSENT.value
    assert [f.at_ms for f in recorder.capture().frames if f.step is None] == [1500, 21_500]


def test_a_replay_that_is_not_connected_says_so() -> None:
    async def main() -> None:
        transport = ReplayTransport(Capture(device="d", driver="x", source="s", frames=()))
        with pytest.raises(EnvironmentFault):
            await anext(transport.received())

    play(main())
