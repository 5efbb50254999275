"""What the pages before and after the journey say: pure words from facts. No Qt.

Times are those of the session's own wall clock; people are "you" or a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kapmonitor.session.baseline import Baseline, Progress
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.gate import GateState, GateStatus
from kapmonitor.session.instant import Instant
from kapmonitor.session.lozenge import LozengeState, LozengeStatus
from kapmonitor.session.protocol import BaselineRule, ProtocolPreset
from kapmonitor.session.state import Dose, Reading, Session
from kapmonitor.session.vocabulary import LozengeEnd, Operator, Origin, ReadingSource, Setting
from kapmonitor.session.wall import local, utc_of
from kapmonitor.session.words import SIGNAL_WORDS
from kapmonitor.ui.wording import clock, countdown, number, upcoming

NO_TIME = 'Type the time as hours and minutes, for example "14:05".'
HALF_A_DAY = timedelta(hours=12)
LONGEST_LIFE_YEARS = 120

SETTINGS = {Setting.OFFICE: "Office", Setting.TELEHEALTH: "Telehealth"}
SOURCES = {
    ReadingSource.DISPLAY: "typed, read from the display",
    ReadingSource.READ_ALOUD: "typed, read aloud",
    ReadingSource.TEXTED: "typed, texted",
}
ENDS = {LozengeEnd.SPIT: "spit out", LozengeEnd.SWALLOWED: "swallowed"}
SIGNS = {Result.MET: "✓ met", Result.NOT_MET: "▲ not met", Result.UNKNOWN: "○ to ask"}
POSTURE = (
    "Back supported, feet flat, legs uncrossed",
    "Arm bare, resting at heart height",
    "Cuff two fingers above the elbow",
    "No talking, during the rest and the reading",
)
_MEANS = {
    "driven_by_escort": "Escort's car",
    "taxi_or_rideshare_with_escort": "Taxi or rideshare, with the escort",
    "taxi_or_rideshare_alone": "Taxi or rideshare, alone",
    "public_transport_with_escort": "Public transport, with the escort",
    "walking_with_escort": "On foot, with the escort",
    "stays_at_home_with_chaperone": "Stays at home, with the chaperone",
    "other": "Another way",
}
_TIME = re.compile(r"\s*([01]?\d|2[0-3])[:.h ]?([0-5]\d)\s*")
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


def who(origin: Origin | None, operator: Operator) -> str:
    """Return who did something: you, a name, or nobody where the program did."""
    if origin is None:
        return ""
    return "you" if origin.operator.id == operator.id else origin.operator.name


def when_who(session: Session, at: Instant, origin: Origin | None, operator: Operator) -> str:
    """Return time and person: "15:38, you"."""
    person = who(origin, operator)
    return f"{clock(session, at.utc)}, {person}" if person else clock(session, at.utc)


def parse_time(text: str, session: Session, now: datetime) -> datetime | None:
    """Return the UTC moment of a time of day near now; None when it is no time of day.

    A time shortly ahead stays ahead, so that the core refuses it; one far ahead was yesterday.
    """
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = map(int, found.groups())
    wall = local(session, now)
    meant = wall.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if (hour, minute) == (wall.hour, wall.minute):
        meant = wall
    if meant - wall > HALF_A_DAY:
        meant -= timedelta(days=1)
    return utc_of(session, meant, now)


def parse_born(text: str, today: date) -> date | None:
    """Return a date of birth as typed, year first; None when it is none."""
    try:
        born = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return born if 0 <= age(born, today) <= LONGEST_LIFE_YEARS and born <= today else None


def parse_amount(text: str) -> float | None:
    """Return a positive number as typed, with a point or a comma; None when it is none."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None


def age(born: date, today: date) -> int:
    """Return the age in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def named_day(session: Session, moment: datetime) -> str:
    """Return a moment as people say it: "Tuesday 24 November, 14:00"."""
    wall = local(session, moment)
    return f"{wall:%A} {wall.day} {wall:%B}, {wall:%H:%M}"


def signed_on(moment: datetime, offset_min: int) -> str:
    """Return the day of a signature."""
    wall = moment + timedelta(minutes=offset_min)
    return f"{wall.day} {wall:%b %Y}"


def means(value: str) -> str:
    """Return a way home in plain words."""
    return _MEANS.get(value, value.replace("_", " ").capitalize())


def pressures(systolic: float | None, diastolic: float | None) -> str:
    """Return a pair of pressures; a dash for what is missing."""
    return f"{number(systolic)}/{number(diastolic)}"


def pair(reading: Reading) -> str:
    """Return a reading's pressures."""
    return pressures(reading.measurement.systolic, reading.measurement.diastolic)


def source(reading: Reading) -> str:
    """Return where a reading came from."""
    if reading.source is not None:
        return SOURCES[reading.source]
    return "cuff" if reading.counts else "cuff, not counted"


def count_word(index: int, rule: BaselineRule) -> str:
    """Return which reading of the baseline this is."""
    word = _ORDINALS[index] if index < len(_ORDINALS) else f"{index + 1}."
    return f"{word}, one more" if index >= rule.readings else word


def average(done: Progress, found: Baseline, rule: BaselineRule) -> str:
    """Return how the average was made."""
    used = [each for each in done.readings if each.seq in found.evidence]
    if not used:
        return "as judged before"
    if len(used) == 1:
        return "one reading"
    apart = used[-1].when.minutes_since(used[0].when)
    last = "the last " if len(done.readings) > rule.readings else ""
    return f"{last}{len(used)} readings, {apart:.0f} min apart"


def next_reading(session: Session, at: Instant, done: Progress) -> str:
    """Return what the baseline waits for, with the time left."""
    rule = session.preset.baseline
    if done.rest_until is None:
        return f"Start the rest of {rule.rest_min:g} min first."
    left = done.rest_until.elapsed_s - at.elapsed_s
    if left > 0:
        return f"Rest: {countdown(left)} left."
    if done.next_from is None:
        return ""
    wait = done.next_from.elapsed_s - at.elapsed_s
    following = f"reading {len(done.readings) + 1} of {done.needed}"
    if wait > 0:
        return f"Then {following}, in {countdown(wait)}."
    return f"Take {following} now."


def gate_title(session: Session, status: GateStatus) -> str:
    """Return the gate's answer in one line."""
    found = status.baseline
    values = pressures(round(found.systolic), round(found.diastolic)) if found else ""
    match status.state:
        case GateState.CLEAR:
            until = f" until {upcoming(session, status.expires)}" if status.expires else ""
            return f"Clear{until}: {values} is within the limits"
        case GateState.HOLD:
            return f"▲ Hold: {values} is outside the limits" if values else "▲ Hold"
        case GateState.LAPSED:
            return "▲ Lapsed: take the baseline again"
        case GateState.OVERRIDDEN:
            until = f" until {upcoming(session, status.expires)}" if status.expires else ""
            return f"▲ Overridden{until}"
        case GateState.MEASURE:
            return "Dose is locked until the baseline is complete"


def order(fact: OrderRecorded | None) -> str:
    """Return the prescriber's order in one line."""
    if fact is None:
        return "No order is recorded."
    return f"{fact.drug} {number(fact.amount)} {fact.unit}, {fact.route.replace('_', ' ')}"


def order_details(fact: OrderRecorded | None) -> str:
    """Return what the order says beside drug and amount."""
    if fact is None:
        return ""
    parts = []
    if fact.hold_min is not None:
        parts.append(f"hold {fact.hold_min:g} min")
    if fact.swish_interval_min:
        parts.append(f"swish every {fact.swish_interval_min:g} min")
    if fact.lozenge_end is not None:
        parts.append(f"then {ENDS[fact.lozenge_end]}")
    further = "" if fact.booster_amount is None else f", {number(fact.booster_amount)} {fact.unit}"
    parts.append(f"booster allowed{further}" if fact.booster_allowed else "no booster")
    said = ", ".join(parts)
    called = " ".join(filter(None, (fact.prescriber, fact.prescriber_phone)))
    return ". ".join(filter(None, (said[0].upper() + said[1:], called)))


def dose(session: Session, taken: Dose) -> str:
    """Return a dose as recorded."""
    what = "Booster" if taken.booster else "Dose"
    return (
        f"{what}: {taken.drug} {number(taken.amount)} {taken.unit}, "
        f"{taken.route.replace('_', ' ')}, taken {clock(session, taken.taken.utc)}"
    )


def still_open(session: Session) -> tuple[str, ...]:
    """Return what preparation has not recorded yet, shortest words first come first."""
    missing = []
    if session.order is None:
        missing.append("order")
    missing += [
        item.text[0].lower() + item.text[1:]
        for item in session.preset.checklist
        if item.id not in session.checklist and not item.at_baseline
    ]
    if session.escort is None:
        missing.append(taker(session).lower())
    if session.setting is Setting.TELEHEALTH and session.place is None:
        missing.append("place")
    if session.agreement is None:
        missing.append("agreement")
    return tuple(missing)


def open_line(missing: Sequence[str], shown: int = 3) -> str:
    """Return "n open: …" with the first few."""
    if not missing:
        return "Nothing open."
    more = f" and {len(missing) - shown} more" if len(missing) > shown else ""
    return f"{len(missing)} open: {', '.join(missing[:shown])}{more}"


def taker(session: Session) -> str:
    """Return what the person is called who stays with the patient."""
    return "Chaperone" if session.setting is Setting.TELEHEALTH else "Escort"


def blocking(results: Sequence[CriterionResult]) -> str:
    """Return the words on the discharge button."""
    count = sum(each.blocks for each in results)
    if not count:
        return "Discharge"
    return f"Discharge: {count} item{'' if count == 1 else 's'} open"


def criterion_sign(result: CriterionResult) -> str:
    """Return sign and word; what only a reading can tell is not asked of a person."""
    if result.result is Result.UNKNOWN and result.from_readings:
        return "○ no value"
    return SIGNS[result.result]


def clock_words(ahead_s: float) -> str:
    """Return how far a device's clock is off; empty within two minutes, which is drift."""
    minutes = round(abs(ahead_s) / 60)
    if minutes <= 2:
        return ""
    if minutes > 366 * 24 * 60:
        return "clock not set"
    hours, rest = divmod(minutes, 60)
    far = f"{hours} h {rest} min" if hours else f"{rest} min"
    return f"clock {far} {'ahead' if ahead_s > 0 else 'behind'}"


def preset_lines(preset: ProtocolPreset) -> tuple[str, ...]:
    """Return what a clinician signs for, in short; the whole text is in the preset's file."""
    limits = ", ".join(
        f"{SIGNAL_WORDS[each.signal]} {each.bound.comparison.value} {each.bound.value:g}"
        + (f" over age {each.over_age_years}" if each.over_age_years is not None else "")
        for each in preset.gate.limits
    )
    rule = preset.discharge
    return (
        f"Holds the dose: {limits}.",
        f"Discharge at the earliest {rule.minimum_observation_min:g} min after the last dose.",
        f"{len(preset.schedule)} planned readings, {len(preset.alarms)} alarms, "
        f"{len(rule.human)} discharge questions.",
        rule.no_driving.text,
    )


def why_not(reading: Reading, done: Progress) -> str:
    """Return why a reading does not count towards the baseline."""
    if reading.error_reason is not None:
        return "excluded"
    if not reading.complete:
        return "incomplete"
    if not reading.counts:
        return "not confirmed as taken now"
    if done.rest_until is None or reading.when.elapsed_s < done.rest_until.elapsed_s:
        return "before the rest was over"
    return "not needed, or too soon after the one before"


def lozenge(session: Session, status: LozengeStatus) -> tuple[str, str]:
    """Return where the lozenge is, and what comes next."""
    mouth = f"{countdown(status.in_mouth_s)} in the mouth"
    due = "" if status.out_due is None else f"Out at {upcoming(session, status.out_due)}."
    match status.state:
        case LozengeState.OUT:
            ending = session.lozenge.end if session.lozenge else None
            return f"Out, {ENDS[ending]}" if ending else "Out", f"{mouth}."
        case LozengeState.IN_MOUTH:
            cue = "Swish now. " if status.swish_now else ""
            return f"{mouth[0].upper()}{mouth[1:]}", f"{cue}{due}"
        case LozengeState.TIME_IS_UP:
            return "Time is up", f"{mouth}. {due}"
        case LozengeState.NOT_RECORDED_OUT:
            return "▲ Not recorded as out", f"{mouth}. {due}"


def scored_before(session: Session, scale: str) -> bool:
    """Return whether a scale was scored before the first dose, to be compared with."""
    first = min((each.taken.elapsed_s for each in session.doses), default=None)
    return any(
        each.scale == scale and (first is None or each.at.elapsed_s <= first)
        for each in session.scores
    )


def ended(session: Session) -> str:
    """Return how and when the session ended; nothing while it goes on."""
    if session.ended is None or session.ended_at is None:
        return ""
    outcome = session.ended.outcome.value.replace("_", " ")
    return f"Ended {clock(session, session.ended_at.utc)}: {outcome}."
