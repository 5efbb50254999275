"""Lines of text: what a profile may say, and a conversation by it."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.capture import Recorder
from devices.decoder import Received
from devices.driver import Driver, SerialSettings
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.line_profiles import ProfileFault, in_folder, load, parse, shipped
from devices.measurement import BloodPressure, PressureUnit
from devices.redaction import redacted
from devices.wire.line_pattern import LinePattern, PatternFault
from tests.devices.talk import Talk

THREE = r"^(?P<sys>\d+) (?P<dia>\d+) (?P<pulse>\S+)$"
ONE_ACCUTORR = b"P:--,72,120, 93, 80,000,010,000,%2d\r\n"


def profile(**document: object) -> Driver:
    return parse({"title": "A cuff", "pattern": THREE, **document}, slug="own", file="own.toml")


def talk_with(driver: Driver) -> Talk:
    talk = Talk("csv3")
    talk.decoder = driver.decoder()
    talk.open()
    return talk


def refusal(**document: object) -> list[str]:
    with pytest.raises(ProfileFault) as caught:
        profile(**document)
    return list(caught.value.lines)


def reading(events: list[DeviceEvent]) -> BloodPressure:
    (event,) = events
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert not event.verified
    return event.measurement


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"colour": "red"}, "own.toml: colour: 'red' is not permitted; permitted: the keys abort,"),
        ({"title": ""}, "own.toml: title: '' is not permitted; permitted: a text of one line"),
        ({"baud_rate": 10}, "baud_rate: 10 is not permitted; permitted: 300 to 921600"),
        ({"baud_rate": True}, "baud_rate: True is not permitted; permitted: 300 to 921600"),
        ({"parity": "M"}, "parity: 'M' is not permitted; permitted: N or E or O"),
        ({"unit": "cmH2O"}, "unit: 'cmH2O' is not permitted; permitted: mmHg or kPa"),
        ({"missing": "--"}, "missing: '--' is not permitted; permitted: a list of texts"),
        ({"start": "G"}, "start: b'G' is not permitted; permitted: start and abort together"),
        ({"start": "G", "abort": "X", "poll": "P"}, "permitted: start or poll, not both"),
        ({"poll": "P"}, "permitted: with poll, a group age_min or all of year, month,"),
        ({"poll": "\u2713"}, "permitted: a text of up to 60 characters below U+0100"),
        ({"ok_when": "err = 0"}, 'permitted: "GROUP == TEXT" with one of sys, dia, pulse'),
        ({"ok_when": "err == 0"}, 'permitted: "GROUP == TEXT" with one of sys, dia, pulse'),
        (
            {"accept": {"sys": [10, 400]}},
            "accept.sys: [10, 400] is not permitted; permitted: [low,",
        ),
        ({"accept": {"height": [1, 2]}}, "permitted: a table with sys, dia, pulse, spo2"),
        ({"pattern": "(?P<sys>1)"}, "an expression with the groups sys and dia, or spo2"),
        ({"pattern": THREE + "(?P<name>x)"}, "pattern: 'name' is not permitted; permitted: groups"),
        ({"pattern": "(?P<sys>"}, "this one is no regular expression"),
        ({"pattern": "(?P<spo2>a)(?P=spo2)"}, "this one has a group that is not permitted"),
        ({"pattern": "(?P<spo2>a)(?=b)"}, "this one has a group that is not permitted"),
        ({"pattern": "(?P<spo2>a)\\b"}, "this one uses what is not permitted here"),
        ({"pattern": "(?P<spo2>(?:a{99}){99})"}, "this one has more than 300 steps"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_key_value_and_what_is_permitted(
    document: dict[str, Any], said: str
) -> None:
    assert any(said in line for line in refusal(**document)), refusal(**document)


def test_every_complaint_is_made_at_once() -> None:
    lines = refusal(baud_rate=1, parity="M", pattern="(")
    assert [line.split(": ")[1] for line in lines] == ["baud_rate", "parity", "pattern"]


def test_a_file_that_cannot_be_read_says_so_and_the_others_are_used(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(f"title = 'Good'\npattern = '{THREE}'\n")
    (tmp_path / "broken.toml").write_text("title = ")
    (tmp_path / "binary.toml").write_bytes(b"\xff")
    (tmp_path / "Bad name.toml").write_text(f"title = 'Bad'\npattern = '{THREE}'\n")
    drivers, complaints = in_folder(tmp_path)
    assert [driver.slug for driver in drivers] == ["good"]
    assert [line.split(": ")[1] for line in complaints] == [
        "the file's name",
        "not UTF-8 text",
        "not TOML",
    ]
    with pytest.raises(ProfileFault, match="cannot be read"):
        load(tmp_path / "none.toml")
    assert in_folder(tmp_path / "none") == ((), ())


def test_a_complaint_names_the_line_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("# ours\nbaud_rate = 10\npattern = '(a+)+$'\n\n[accept]\nsys = [10, 400]\n")
    with pytest.raises(ProfileFault) as caught:
        load(path)
    assert [line.removeprefix(f"{path}") for line in caught.value.lines] == [
        ": title: missing; needed: a text of one line",
        ":2: baud_rate: 10 is not permitted; permitted: 300 to 921600",
        ":3: pattern: '(a+)+$' is not permitted; permitted: an expression; this one has a group "
        "that is not permitted: (a+)+$ (permitted: (?P<name>…) and (?:…), 8 deep)",
        ":6: accept.sys: [10, 400] is not permitted; permitted: [low, high] within 40 to 300",
    ]


def test_a_line_is_as_the_file_says() -> None:
    driver = profile(baud_rate=4800, data_bits=7, parity="E", stop_bits=2)
    assert driver.serial == SerialSettings(baud_rate=4800, data_bits=7, parity="E", stop_bits=2)


def test_kilopascals_are_told_in_millimetres_of_mercury() -> None:
    pattern = r"^(?P<sys>[\d.]+) (?P<dia>[\d.]+)$"
    measured = reading(talk_with(profile(unit="kPa", pattern=pattern)).hear(b"16.0 10.5\n"))
    assert measured.systolic == pytest.approx(120.01, abs=0.01)
    assert measured.reported_unit is PressureUnit.KPA


def test_a_missing_value_is_none_and_never_nought() -> None:
    talk = talk_with(profile(missing=["n/a"]))
    assert reading(talk.hear(b"128 82 n/a\r")).pulse_rate is None
    (event,) = talk.hear(b"128 82 0\r")
    assert isinstance(event, ProtocolViolated)


def test_silence_ends_no_line() -> None:
    talk = talk_with(profile())
    assert talk.hear(b"128 82 6") == talk.wait(60) == []
    assert reading(talk.hear(b"6\n")).pulse_rate == 66


def test_an_endless_line_is_dropped_up_to_its_end() -> None:
    talk = talk_with(profile(max_line=16))
    (event,) = talk.hear(b"9" * 40 + b"128 82 66")
    assert isinstance(event, ProtocolViolated)
    assert talk.hear(b"\n") == []
    assert reading(talk.hear(b"128 82 66\n")).systolic == 128


def test_who_the_patient_is_is_not_kept() -> None:
    (kiosk,) = (driver for driver in shipped() if driver.slug == "omron-hbp9030-f5")
    line = b"2026,10,08,14,20,MARIA LOPEZ         ,0,182,108,101,1\r\n"
    frame = reading(talk_with(kiosk).hear(line)).frame
    assert b"MARIA" not in frame
    assert len(frame) == len(line) - 2


LOPEZ = b"2026,10,08,14,20,MARIA L\xd3PEZ 4471    ,0,182,108,101,1"
NOT_FITTING = {
    "format 1": LOPEZ.replace(b",0,182", b",182"),
    "another year": b"26" + LOPEZ[4:],
    "overlong": LOPEZ + b"," * 300,
    "joined in the middle": LOPEZ[20:],
}


@pytest.mark.parametrize("line", NOT_FITTING.values(), ids=NOT_FITTING)
def test_nor_is_it_told_of_a_line_that_does_not_fit(line: bytes) -> None:
    (kiosk,) = (driver for driver in shipped() if driver.slug == "omron-hbp9030-f5")
    (violated,) = talk_with(kiosk).hear(line + b"\r\n")
    assert isinstance(violated, ProtocolViolated)
    assert violated.frame.startswith((b"??", b"xx"))
    assert not re.search(rb"[A-Za-wy-z0-9\x80-\xff]", violated.frame)
    own = profile()
    (violated,) = talk_with(own).hear(b"Maria 128\r\n")
    assert isinstance(violated, ProtocolViolated)
    assert violated.frame == b"Maria 128", "whoever writes a profile sees the lines as they come"


@settings(max_examples=30)
@given(
    lines=st.lists(st.sampled_from([LOPEZ, *NOT_FITTING.values()]), max_size=4),
    rest=st.sampled_from([b"", LOPEZ[:30]]),
    cuts=st.lists(st.integers(0, 1200), max_size=8),
)
def test_a_capture_is_of_no_patient_wherever_lines_were_cut(
    lines: list[bytes], rest: bytes, cuts: list[int]
) -> None:
    (kiosk,) = (driver for driver in shipped() if driver.slug == "omron-hbp9030-f5")
    stream = b"".join(line + b"\r\n" for line in lines) + rest
    recorder = Recorder(kiosk, "a kiosk", "a test")
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    for at, (start, end) in enumerate(pairwise(edges)):
        recorder(at, Received("serial", stream[start:end]))
    seen = redacted(recorder.capture(), kiosk)
    octets = b"".join(frame.octets for frame in seen.frames)
    assert len(octets) == len(stream)
    assert not re.search(rb"[A-Za-wy-z\x80-\xff]|4471", octets)
    readings = [each for frame in seen.frames for each in frame.expect or () if "systolic" in each]
    assert len(readings) == lines.count(LOPEZ)


def test_a_capture_made_with_the_wrong_profile_is_of_no_patient_either() -> None:
    for slug in ("csv3", "labelled", "masimo-ascii", "nonin-ascii", "accutorr3"):
        (driver,) = (each for each in shipped() if each.slug == slug)
        recorder = Recorder(driver, "a kiosk", "a test")
        recorder(
            0,
            Received("serial", LOPEZ + b"\r\nMARIA SPO2=097% BPM=072 SYS:110,DIA:70,PUL:65 X\r\n"),
        )
        (frame,) = redacted(recorder.capture(), driver).frames
        assert b"MARIA" not in frame.octets
        assert b"4471" not in frame.octets


def test_rule_3_a_start_is_stopped_by_its_abort_and_only_then() -> None:
    driver = profile(start="G\r", abort="X\r")
    assert driver.capabilities.can_start
    assert driver.capabilities.can_stop
    assert driver.unasked == (b"X\r",)
    talk = talk_with(driver)
    assert talk.stop() == []
    talk.start()
    (busy,) = talk.start()
    assert isinstance(busy, MeasurementFailed)
    (stopped,) = talk.stop()
    assert isinstance(stopped, MeasurementFailed)
    assert stopped.reason is FailureReason.ABORTED
    assert talk.written() == [b"G\r", b"X\r"]
    talk.start()
    reading(talk.hear(b"128 82 66\n"))
    assert talk.stop() == []


def test_what_is_asked_for_again_and_again_is_told_once() -> None:
    talk = Talk("accutorr3")
    talk.open()
    assert talk.written() == [b"P"]
    assert reading(talk.hear(ONE_ACCUTORR % 4)).age_s == 240
    assert talk.wait(5) == []
    assert talk.written() == [b"P"]
    assert talk.hear(ONE_ACCUTORR % 5) == []
    assert reading(talk.hear(ONE_ACCUTORR % 0)).age_s == 0


def test_rule_5_no_question_of_a_profile_is_asked_where_another_device_may_be() -> None:
    assert not any(driver.confirms_ready for driver in (*shipped(), profile()))


def test_a_device_that_never_answers_its_question_is_lost() -> None:
    talk = Talk("accutorr3")
    talk.open()
    (lost,) = talk.wait(60)
    assert isinstance(lost, LinkChanged)
    assert lost.state is LinkState.LOST
    assert talk.written() == [b"P"] * 3


ATOMS = st.sampled_from(["a", "b", ".", r"\d", r"\S", "[ab]", "[^a1]", "1", "(?P<sys>a)", "^", "$"])


def repeated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(
        st.lists(inner, min_size=1, max_size=3), st.sampled_from(["", "|"]), st.booleans()
    ).map(lambda parts: f"(?:{parts[1].join(parts[0])})" + ("{0,2}" if parts[2] else ""))


def single(pattern: str) -> bool:
    return pattern.count("?P<sys>") <= 1


@settings(max_examples=50)
@given(
    pattern=st.recursive(ATOMS, repeated, max_leaves=6).filter(single),
    line=st.text("ab1 ", max_size=6),
)
def test_an_expression_finds_the_lines_that_python_finds(pattern: str, line: str) -> None:
    found, expected = LinePattern(pattern).search(line), re.search(pattern, line)
    assert (found is None) == (expected is None)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a*)*(?P<sys>b)",
        r"(?:a|a)*(?P<sys>b)",
        r"(?:a?){60}a{60}(?P<sys>b)",
        r"a*a*a*a*a*a*a*(?P<sys>b)",
    ],
)
def test_an_expression_that_would_take_for_ever_takes_a_moment(pattern: str) -> None:
    assert LinePattern(pattern).search("a" * 200) is None
    found = LinePattern(pattern).search("a" * 80 + "b")
    assert found == {"sys": (80, 81)}


def test_the_first_way_wins_as_in_python() -> None:
    for pattern in (r"(?P<sys>\d+?)(?P<dia>\d*)", r"(?P<sys>\d+)(?P<dia>\d*)", r"(?P<sys>1|12)"):
        expected = re.search(pattern, "x123")
        assert expected is not None
        spans = {name: expected.span(name) for name in expected.groupdict()}
        assert LinePattern(pattern).search("x123") == spans


@pytest.mark.parametrize("pattern", ["a" * 501, "a**", "a++", "(a)", "\\1", "[", "(?i)a", "[[a]"])
def test_what_is_no_such_expression_is_refused(pattern: str) -> None:
    with pytest.raises(PatternFault):
        LinePattern(pattern)
