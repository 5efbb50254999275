"""The chart for who cannot see it: the same picture in plain sentences. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kapmonitor.language import say
from kapmonitor.ui.chart_flags import Flag
from kapmonitor.ui.chart_view import ChartView, Gap, Standing
from kapmonitor.ui.wording import number

MOST_READINGS, MOST_FLAGS = 8, 6
"""So many of the newest are told one by one; the timeline tells all."""


def spoken(view: ChartView) -> str:
    """Return what the chart shows, the newest and the gravest first."""
    return " ".join(_sentences(view))


def _sentences(view: ChartView) -> Iterator[str]:
    if view.simulated:
        yield say("Simulated.")
    yield from _extremes(view)
    for level in view.levels:
        if level.words:
            yield f"{_capital(level.words)}."
    missed = sum(each.missed for each in view.coming)
    if missed:
        yield say("Scheduled readings missed: {missed}.").format(missed=missed)
    for gap in view.gaps:
        yield _silent(gap)
    if view.flags:
        told = "; ".join(_happened(each) for each in reversed(view.flags[-MOST_FLAGS:]))
        yield say("What happened, newest first: {told}.").format(told=told)
    if len(view.bars) > 1:
        told = "; ".join(each.words for each in reversed(view.bars[-MOST_READINGS:]))
        yield say("Readings, newest first: {told}.").format(told=told)


def _extremes(view: ChartView) -> Iterator[str]:
    bars = view.bars
    if not bars:
        yield say("Chart: no reading yet.")
        return
    yield say("Chart of {count} readings. Newest {words}.").format(
        count=len(bars), words=bars[-1].words
    )
    counted = [each for each in bars if each.standing is not Standing.HOLLOW]
    if counted:
        highest = max(counted, key=lambda bar: bar.high)
        yield say("Highest {words}.").format(words=highest.words)
    own = [each for each in bars if each.standing is Standing.COUNTS]
    steps = [after.high - before.high for before, after in pairwise(own)]
    if steps:
        yield say("Last change of systolic {steps}.").format(steps=number(steps[-1]))


def _silent(gap: Gap) -> str:
    return say("{words} from minute {start} to minute {end}.").format(
        words=gap.words, start=round(gap.start), end=round(gap.end)
    )


def _happened(flag: Flag) -> str:
    return say("{words} at minute {minute}").format(words=flag.words, minute=round(flag.x))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
