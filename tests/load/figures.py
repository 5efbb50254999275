"""What many simulated sessions come to: shares of sessions, beside those worked out elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devices.simulator.scenario import Route
from kapmonitor.session.vocabulary import Priority
from tests.load.one_session import Plan, Played, minutes, played

PLANS = {
    "SL": Plan("kap-sublingual-office", Route.SUBLINGUAL),
    "IN": Plan("spravato-rems", Route.INTRANASAL),
    "IM": Plan("kap-im-office", Route.INTRAMUSCULAR),
    "IV": Plan("iv-infusion-clinic", Route.INTRAVENOUS),
    "SL far": Plan("kap-sublingual-telehealth", Route.SUBLINGUAL),
}
EXPECTED = {
    "≥ 140 or ≥ 90": (37.0, 41.0, 56.0, 57.0),
    "≥ 150 or ≥ 95": (16.0, 20.0, 32.0, 34.0),
    "≥ 160 or ≥ 100": (5.0, 8.0, 15.0, 16.0),
    "≥ 180 or ≥ 110": (0.8, 1.1, 2.2, 2.7),
    "≥ 200 or ≥ 120": (0.2, 0.2, 0.3, 0.4),
    "rise ≥ 40/25": (1.4, 2.7, 6.6, 7.8),
}
"""Percent of sessions, SL, IN, IM, IV: the clinical ground truth's own Monte Carlo (b), 400,000
virtual sessions a route, a baseline of 120/77 ± 12/8 already gated."""

Test = Callable[[Played], bool]


@dataclass(frozen=True, slots=True)
class Tally:
    """The sessions of one plan."""

    plan: Plan
    sessions: tuple[Played, ...]
    held: int
    """How many more were drawn and held at the gate."""

    def share(self, holds: Test) -> float:
        """Return in what percentage of the sessions something holds."""
        return 100 * sum(map(holds, self.sessions)) / len(self.sessions)

    @property
    def repeats(self) -> float:
        """Return how many repeats a session asked for on average."""
        return sum(each.repeats for each in self.sessions) / len(self.sessions)


def tally(name: str, plan: Plan, count: int) -> Tally:
    """Play sessions of a plan until so many were dosed."""
    kept: list[Played] = []
    held = number = 0
    while len(kept) < count:
        one = played(plan, f"load {name} {number}")
        number += 1
        if one is None:
            held += 1
        else:
            kept.append(one)
    return Tally(plan, tuple(kept), held)


def any_reading(systolic: float, diastolic: float) -> Test:
    """Return whether any planned reading reached one of these."""
    return lambda one: any(high >= systolic or low >= diastolic for high, low in one.planned)


def any_rise(systolic: float, diastolic: float) -> Test:
    """Return whether any planned reading rose so far above the session's baseline."""
    return lambda one: any(
        high - one.base[0] >= systolic or low - one.base[1] >= diastolic
        for high, low in one.planned
    )


READINGS: dict[str, Test] = {
    "≥ 140 or ≥ 90": any_reading(140, 90),
    "≥ 150 or ≥ 95": any_reading(150, 95),
    "≥ 160 or ≥ 100": any_reading(160, 100),
    "≥ 180 or ≥ 110": any_reading(180, 110),
    "≥ 200 or ≥ 120": any_reading(200, 120),
    "rise ≥ 40/25": any_rise(40, 25),
}
ALARMS: dict[str, Test] = {
    "no alarm about the patient": lambda one: not one.raised,
    "low, by light only": lambda one: Priority.LOW in one.raised,
    "medium, one soft tone until answered": lambda one: Priority.MEDIUM in one.raised,
    "medium, confirmed by its repeat": lambda one: Priority.MEDIUM in one.confirmed,
    "high at once": lambda one: Priority.HIGH in one.raised,
    "high because a medium one lasted": lambda one: one.escalated,
}


def page(tallies: dict[str, Tally], count: int) -> str:
    """Return the page that tells the figures, in Markdown."""
    names = [*tallies]
    parts = [
        INTRODUCTION.format(count=count),
        _table(_heads(tallies, names[:4]), _compared(tallies, names[:4])),
        COMPARED,
        _table(_heads(tallies, names), _alarmed(tallies, names)),
        MADE,
    ]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _heads(tallies: dict[str, Tally], names: Iterable[str]) -> list[str]:
    return [f"{name}, {len(minutes(tallies[name].plan.preset))} readings" for name in names]


def _compared(tallies: dict[str, Tally], names: list[str]) -> dict[str, list[str]]:
    rows = {}
    for words, holds in READINGS.items():
        found = (tallies[name].share(holds) for name in names)
        pairs = zip(found, EXPECTED[words], strict=True)
        rows[words] = [f"{_percent(here)} ({_percent(there)})" for here, there in pairs]
    return rows


def _alarmed(tallies: dict[str, Tally], names: list[str]) -> dict[str, list[str]]:
    rows = {
        words: [_percent(tallies[name].share(holds)) for name in names]
        for words, holds in ALARMS.items()
    }
    rows["repeats a session"] = [f"{tallies[name].repeats:.2f}" for name in names]
    rows["held at the gate, of all drawn"] = [
        _percent(100 * tallies[name].held / (tallies[name].held + len(tallies[name].sessions)))
        for name in names
    ]
    return rows


def _percent(share: float) -> str:
    return f"{share:.1f} %" if share < 10 else f"{share:.0f} %"


def _table(heads: list[str], rows: dict[str, list[str]]) -> str:
    lines = [f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    lines += [f"| {words} | {' | '.join(cells)} |" for words, cells in rows.items()]
    return "\n".join([*lines, ""])


INTRODUCTION = """# How often the presets alarm

{count:,} simulated sessions a preset, through the program's own rules. Made by `./dev load`, which
writes this page: the figures are not edited by hand. The patients are simulated and the limits are
design values a clinician must review and sign. Nothing here says how real patients fare.

## Readings beyond a threshold

Share of sessions in which any planned reading reaches the threshold. In brackets the figures of the
Monte Carlo behind the limits (400,000 virtual sessions a route, worked out apart from this
program).
"""
COMPARED = """
Nearly every row is higher here, by a fifth to a third. What was tried, on 2,500 sessions of SL and
IM each:

- Without the cuff's own error and without the slow wander of the pressure the rows stay as they
  are: whoever a cuff reads too high is held at the gate as often as alarmed later.
- Without the noise of single readings (standard deviation 4.5/3.5 mmHg) they fall to the figures in
  brackets or below: SL 38, 15, 4.4, 0.8, 0.1 and 1.0 %, IM 57, 31, 13, 1.8, 0.3 and 4.7 %.

So most of the difference is noise, and where it enters. Here the baseline is measured as well: the
gate judges the average of two or three noisy readings, lets some through whose true pressure lies
above its limit, and a rise is reckoned from an average that is itself a little off. The other
computation says no more than that its baseline was "already gated", 120/77 with a spread of 12/8;
how it drew noise there is not known, and the rest of the difference is not explained. With 10,000
sessions a row of 1 % is uncertain by about 0.2, a row of 40 % by about 1.

The gate and the alarm are different numbers because of the first row: an alarm at 140/90 would
sound in about half of all ordinary sessions.

## Alarms of the program

Share of sessions with at least one alarm about the patient. The repeat that an unconfirmed value
asks for is taken two minutes later, and whatever is raised is acknowledged one minute after that.
"""
MADE = """
"Low" shows without a sound. Fewer medium alarms are confirmed than raised: a single reading beyond
a limit is often noise, which is why one is never taken as proven. "High because a medium one
lasted" counts those that stood for the preset's time because nothing but the plan's next reading
could end them; a repeat that a person takes of their own accord would end some.

Not simulated: movement and failed attempts, oximetry, heart-rate straps, symptoms and red flags,
technical alarms, boosters, and people who do not answer.

To make this page anew: `./dev load` (a few minutes on one core). `./dev load --sessions 500` prints
a rough one without writing it. The same seed gives the same figures on every machine.
"""
