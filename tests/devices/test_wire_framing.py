"""Frames found in streams that are chopped, damaged, or full of garbage."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged, LengthFramer, LineFramer
from devices.wire.viatom_packet import CUFF

START = 0x3E


def framer() -> LengthFramer:
    return LengthFramer(START, frozenset((4, 5, 24)), lambda frame: sum(frame) & 0xFF == 0)


def frame(*data: int) -> bytes:
    body = bytes((START, len(data) + 3, *data))
    return body + bytes((-sum(body) & 0xFF,))


def whole(found: Iterable[bytes | Damaged]) -> list[bytes]:
    return [item for item in found if isinstance(item, bytes)]


def test_a_good_frame_inside_a_damaged_one_is_found() -> None:
    torn = frame(*range(21))[:20]  # four octets lost on the way
    found = list(framer().feed(torn + frame(0x4B)))
    assert whole(found) == [frame(0x4B)]
    assert Damaged("the checksum is wrong", torn + frame(0x4B)) in found


def test_every_good_frame_inside_a_damaged_one_is_found_and_none_longer_than_itself() -> None:
    torn = frame(*range(21))[:16]  # eight octets lost, and two frames in their place
    assert whole(framer().feed(torn + frame(0x4B) + frame(0x4F))) == [frame(0x4B), frame(0x4F)]
    small = CUFF.ask(8)
    large = CUFF.ask(8, bytes(2 * len(small)))
    found = CUFF.framer().feed(large[: -2 * len(small)] + small + small, 0.0)
    assert whole(found) == [small, small]


def test_garbage_is_told_once() -> None:
    found = list(framer().feed(b"noise, noise and noise" + frame(0x4B)))
    assert found == [Damaged("octets outside a frame", b"n"), frame(0x4B)]


def test_a_length_that_no_frame_has() -> None:
    found = list(framer().feed(bytes.fromhex("3e000201ba") + frame(0x4B)))
    assert found == [Damaged("no frame has this length", b"\x3e\x00"), frame(0x4B)]


def test_giving_up_a_frame_finds_one_that_began_inside() -> None:
    frames = framer()
    assert list(frames.feed(frame(*range(21))[:10] + frame(0x4B))) == []
    assert whole(frames.give_up()) == [frame(0x4B)]
    assert list(frames.give_up()) == []


@given(st.binary(max_size=120), st.lists(st.integers(0, 120), max_size=6))
def test_chunks_do_not_matter_to_length_framers(octets: bytes, cuts: list[int]) -> None:
    expected = list(framer().feed(octets))
    frames = framer()
    assert [item for part in _cut(octets, cuts) for item in frames.feed(part)] == expected


@given(
    st.binary(max_size=120).map(lambda octets: octets.replace(b"N", b"\r")),
    st.lists(st.integers(0, 120), max_size=6),
)
def test_chunks_do_not_matter_to_line_framers(octets: bytes, cuts: list[int]) -> None:
    expected = list(LineFramer(16).feed(octets))
    lines = LineFramer(16)
    assert [item for part in _cut(octets, cuts) for item in lines.feed(part)] == expected


def test_a_line_without_an_end_is_told_once_and_passed_over() -> None:
    found = list(LineFramer(4).feed(b"abcdefghij\rgood\n\r\r\n"))
    assert found == [Damaged("the line does not end", b"abcde"), b"good"]


def test_giving_up_a_line() -> None:
    lines = LineFramer(16)
    assert list(lines.feed(b"half")) == []
    assert list(lines.give_up()) == [Damaged("the line stops in the middle", b"half")]
    assert list(lines.give_up()) == []


def test_one_question_at_a_time() -> None:
    exchange = Exchange(spacing_s=0.1)
    exchange.ask(b"one", 10.0, patience_s=1.0)
    assert exchange.deadline == 10.0
    assert exchange.due(9.9) is None
    assert exchange.due(10.0) == b"one"
    assert exchange.outstanding
    assert exchange.deadline == 11.0
    assert [exchange.overdue(at) for at in (10.9, 11.0, 11.0)] == [False, True, False]
    assert exchange.deadline is None


def test_questions_leave_room_between_them() -> None:
    exchange = Exchange(spacing_s=0.1)
    exchange.ask(b"one", 10.0, patience_s=1.0)
    exchange.due(10.0)
    exchange.answered()
    exchange.ask(b"two", 10.0, patience_s=1.0)
    assert exchange.deadline == 10.1
    exchange.clear(10.05)
    assert not exchange.outstanding


def _cut(octets: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(octets), *(cut for cut in cuts if cut < len(octets))})
    return [octets[a:b] for a, b in zip(edges, edges[1:], strict=False)]
