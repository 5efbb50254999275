"""Every driver there is, by `decode` and by `measure`: no command is for some of them only."""

import pytest

from devices.catalog import find
from devices.driver import TransportKind
from tests.devices.driver_kind import SLUGS, capture
from tests.support.command import say

TELL_WHAT_LASTS = ("berrymed_bm1000", "contec_cms50d")
"""Their frames mean something only in a row."""


@pytest.mark.parametrize("slug", SLUGS)
def test_decode_says_of_each_captured_frame_what_the_capture_states(
    capsys: pytest.CaptureFixture[str], slug: str
) -> None:
    driver = find(slug)
    for frame in capture(slug).frames:
        if frame.step is not None or not frame.expect:
            continue
        channel = [] if driver.transport is TransportKind.SERIAL else ["--channel", frame.channel]
        said = say(capsys, "decode", slug, *channel, frame.octets.hex())
        stated = [each["event"] for each in frame.expect]
        told = [each["event"] for each in said.facts]
        assert said.code == 0
        assert told == stated or slug in TELL_WHAT_LASTS


@pytest.mark.parametrize("slug", SLUGS)
def test_measure_brings_a_reading_of_the_simulated_device(
    capsys: pytest.CaptureFixture[str], slug: str
) -> None:
    start = ["--start"] if find(slug).capabilities.can_start else []
    device = "sim://strap_three_hours"
    said = say(capsys, "measure", "--driver", slug, "--device", device, *start, "--json")
    assert said.code == 0, said.err
    measured = [each for each in said.facts if each["event"] == "measured"]
    assert measured[-1]["provenance"] in {"live", "unconfirmed"}
