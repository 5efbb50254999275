"""Another client with our name, at a broker that pushes one of the two out without a word."""

from __future__ import annotations

from kapmonitor.link.rival import IN_A_ROW, SOON_S, Rival


def _pushed_out(rival: Rival, times: int, after_s: float = 1.0) -> list[bool]:
    found = []
    for each in range(times):
        rival.up(each * 10.0)
        found.append(rival.ended(each * 10.0 + after_s))
    return found


def test_who_is_pushed_out_again_and_again_stands_back() -> None:
    assert _pushed_out(Rival(), IN_A_ROW) == [False] * (IN_A_ROW - 1) + [True]


def test_after_standing_back_one_more_push_is_enough() -> None:
    rival = Rival()
    _pushed_out(rival, IN_A_ROW)
    assert _pushed_out(rival, 1) == [True]


def test_connections_that_lived_are_no_rivalry() -> None:
    assert not any(_pushed_out(Rival(), 50, after_s=SOON_S))


def test_a_broker_that_was_away_is_no_rival() -> None:
    rival = Rival()
    for _ in range(20):
        assert not any(_pushed_out(rival, IN_A_ROW - 1))
        rival.away()


def test_an_attempt_that_never_stood_counts_for_nothing() -> None:
    rival = Rival()
    assert not any(rival.ended(each) for each in range(10))
