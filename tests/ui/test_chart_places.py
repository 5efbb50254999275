"""Words on the chart: no two on one another, nothing dropped without a sign of it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.chart_flags import Flag
from kapmonitor.ui.widgets.chart_places import DOT, Placed, place_flags, side_of

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
        max_size=25,
    )
)
def test_no_words_lie_on_others_and_every_flag_has_its_dot(flags: list[Flag]) -> None:
    placed = place_flags(flags, lambda x: x, wide, 3, RIGHT)
    assert sorted(each.flag.x for each in placed) == sorted(flag.x for flag in flags)
    worded = [each for each in placed if each.words]
    for one, other in combinations(worded, 2):
        if one.row == other.row:
            assert span(one)[1] <= span(other)[0] or span(other)[1] <= span(one)[0]
    more = [int(each.words.rpartition("+")[2]) for each in worded if "+" in each.words]
    assert sum(more) == len(placed) - len(worded)


def test_what_is_grave_has_its_words_first() -> None:
    notes = [Flag(x=100.0, words=f"Note {n}") for n in range(9)]
    alarm = Flag(x=101.0, words="high alarm", alarm=Priority.HIGH)
    placed = place_flags([*notes, alarm], lambda x: x, wide, 3, RIGHT)
    assert next(each for each in placed if each.flag is alarm).words.startswith("high alarm")


def test_the_mark_of_a_bar_covers_no_other_bar() -> None:
    assert side_of(100, 50, [], RIGHT) == 1
    assert side_of(100, 50, [120], RIGHT) == -1
    assert side_of(100, 50, [120, 80], RIGHT) == 0
    assert side_of(690, 50, [], RIGHT) == -1
