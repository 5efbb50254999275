"""Words on the chart: no two on one another, nothing dropped without a sign of it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.chart_flags import Flag
from kapmonitor.ui.widgets.chart_marks import Box, Mark, place_marks
from kapmonitor.ui.widgets.chart_places import DOT, Placed, place_flags

RIGHT = 700.0


def wide(words: str) -> float:
    return 7.0 * len(words)


def span(placed: Placed) -> tuple[float, float]:
    room = wide(placed.words) + DOT
    if placed.left:
        return placed.x - room + DOT / 2, placed.x + DOT / 2
    return placed.x - DOT / 2, placed.x + room


@given(
    st.lists(
        st.builds(
            Flag,
            x=st.floats(0, RIGHT),
            words=st.sampled_from(["Nausea", "Dose 200 mg", "Note", "Walk: not steady"]),
            dose=st.booleans(),
            alarm=st.sampled_from([None, Priority.HIGH]),
        ),
        max_size=40,
    )
)
def test_no_words_lie_on_others_and_every_flag_has_its_mark(flags: list[Flag]) -> None:
    placed = place_flags(flags, lambda x: x, wide, 3, RIGHT)
    assert sorted(each.flag.x for each in placed) == sorted(flag.x for flag in flags)
    worded = [each for each in placed if each.words]
    for one, other in combinations(worded, 2):
        if one.row == other.row:
            assert span(one)[1] <= span(other)[0] or span(other)[1] <= span(one)[0]
    assert all((each.row is None) == (not each.words) for each in placed)  # no dot among the rows


def test_what_is_grave_has_its_words_first() -> None:
    notes = [Flag(x=100.0, words=f"Note {n}") for n in range(9)]
    alarm = Flag(x=101.0, words="high alarm", alarm=Priority.HIGH)
    placed = place_flags([*notes, alarm], lambda x: x, wide, 3, RIGHT)
    assert next(each for each in placed if each.flag is alarm).words.startswith("high alarm")


def bar_at(x: float) -> Box:
    return Box(x - 8, 100, x + 8, 160)


WITHIN = Box(0, 0, RIGHT, 300)


@given(
    st.lists(
        st.tuples(st.floats(8, RIGHT - 8), st.sampled_from(["typed", "stored", "excluded: moved"])),
        max_size=12,
    )
)
def test_the_marks_of_bars_lie_on_nothing_and_in_the_plot(found: list[tuple[float, str]]) -> None:
    bars = [bar_at(x) for x, _ in found]
    marks = [Mark(words, box) for (_, words), box in zip(found, bars, strict=True)]
    placed = place_marks(marks, bars, WITHIN, wide, 14)
    for _, box in placed:
        assert not any(box.meets(bar) for bar in bars)
        assert box.left >= WITHIN.left
        assert box.right <= WITHIN.right
    for (_, one), (_, other) in combinations(placed, 2):
        assert not one.meets(other)
    assert not found or placed


def test_marks_alike_and_close_share_one_and_an_edge_turns_them_inwards() -> None:
    near = [bar_at(x) for x in (12, 20, 28)]
    ((words, box),) = place_marks([Mark("typed", bar) for bar in near], near, WITHIN, wide, 14)
    assert words == "typed ×3"
    assert box.left >= WITHIN.left
    last = bar_at(RIGHT - 9)
    ((words, box),) = place_marks([Mark("typed", last)], [last], WITHIN, wide, 14)
    assert (words, box.right) == ("typed", last.left)
