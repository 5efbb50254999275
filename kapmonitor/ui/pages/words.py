"""What the pages before and after the journey say: pure words from facts. No Qt.

Times are those of the session's own wall clock; people are "you" or a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kapmonitor.language import figure, mark, say
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.lozenge import LozengeState, LozengeStatus
from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.session.state import Dose, Reading, Session
from kapmonitor.session.vocabulary import (
    LozengeEnd,
    Operator,
    OrderSource,
    Origin,
    ReadingSource,
    Setting,
)
from kapmonitor.session.wall import local, utc_of
from kapmonitor.session.words import SIGNAL_WORDS
from kapmonitor.ui.dates import named_moment, short_day
from kapmonitor.ui.wording import clock, countdown, number, upcoming

NO_TIME = mark('Type the time as hours and minutes, for example "14:05".')
HALF_A_DAY = timedelta(hours=12)
LONGEST_LIFE_YEARS = 120

SETTINGS = {Setting.OFFICE: mark("Office"), Setting.TELEHEALTH: mark("Telehealth")}
SOURCES = {
    ReadingSource.DISPLAY: mark("typed, read from the display"),
    ReadingSource.READ_ALOUD: mark("typed, read aloud"),
    ReadingSource.TEXTED: mark("typed, texted"),
}
READ_FROM = {
    OrderSource.LAST_TIME: mark("Read from last time, each line confirmed"),
    OrderSource.FILE: mark("Read from the prescriber's file, each line confirmed"),
}
ENDS = {LozengeEnd.SPIT: mark("spit out"), LozengeEnd.SWALLOWED: mark("swallowed")}
SIGNS = {
    Result.MET: mark("✓ met"),
    Result.NOT_MET: mark("▲ not met"),
    Result.UNKNOWN: mark("○ to ask"),
}
_MEANS = {
    "driven_by_escort": mark("Escort's car"),
    "taxi_or_rideshare_with_escort": mark("Taxi or rideshare, with the escort"),
    "taxi_or_rideshare_alone": mark("Taxi or rideshare, alone"),
    "public_transport_with_escort": mark("Public transport, with the escort"),
    "walking_with_escort": mark("On foot, with the escort"),
    "stays_at_home_with_chaperone": mark("Stays at home, with the chaperone"),
    "other": mark("Another way"),
}
_TIME = re.compile(r"\s*([01]?\d|2[0-3])[:.h ]?([0-5]\d)\s*")


def who(origin: Origin | None, operator: Operator) -> str:
    """Return who did something: you, a name, or nobody where the program did."""
    if origin is None:
        return ""
    return say("you") if origin.operator.id == operator.id else origin.operator.name


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
    return named_moment(local(session, moment))


def signed_on(moment: datetime, offset_min: int) -> str:
    """Return the day of a signature."""
    return short_day(moment + timedelta(minutes=offset_min))


def means(value: str) -> str:
    """Return a way home in plain words."""
    return say(_MEANS[value]) if value in _MEANS else sentence(coded(value))


def pressures(systolic: float | None, diastolic: float | None) -> str:
    """Return a pair of pressures; a dash for what is missing."""
    return f"{number(systolic)}/{number(diastolic)}"


def pair(reading: Reading) -> str:
    """Return a reading's pressures."""
    return pressures(reading.measurement.systolic, reading.measurement.diastolic)


def source(reading: Reading) -> str:
    """Return where a reading came from."""
    if reading.source is not None:
        return say(SOURCES[reading.source])
    if reading.relayed is not None:
        if not reading.counts:
            return say("cuff at home, not counted")
        unproven = reading.verified is False
        return say("cuff at home, not verified") if unproven else say("cuff at home")
    return say("cuff") if reading.counts else say("cuff, not counted")


def order(fact: OrderRecorded | None) -> str:
    """Return the prescriber's order in one line."""
    if fact is None:
        return say("No order is recorded.")
    return f"{fact.drug} {number(fact.amount)} {fact.unit}, {coded(fact.route)}"


def order_details(fact: OrderRecorded | None) -> str:
    """Return what the order says beside drug and amount."""
    if fact is None:
        return ""
    parts = []
    if fact.hold_min is not None:
        parts.append(say("hold {hold_min:g} min").format(hold_min=fact.hold_min))
    if fact.swish_interval_min:
        parts.append(
            say("swish every {swish_interval_min:g} min").format(
                swish_interval_min=fact.swish_interval_min
            )
        )
    if fact.lozenge_end is not None:
        parts.append(say("then {ends}").format(ends=say(ENDS[fact.lozenge_end])))
    further = "" if fact.booster_amount is None else f", {number(fact.booster_amount)} {fact.unit}"
    parts.append(
        say("booster allowed{further}").format(further=further)
        if fact.booster_allowed
        else say("no booster")
    )
    said = ", ".join(parts)
    called = " ".join(filter(None, (fact.prescriber, fact.prescriber_phone)))
    read = say(READ_FROM[fact.source]) if fact.source in READ_FROM else ""
    return ". ".join(filter(None, (said[0].upper() + said[1:], called, read)))


def dose(session: Session, taken: Dose) -> str:
    """Return a dose as recorded."""
    what = say("Booster") if taken.booster else say("Dose")
    return say("{what}: {drug} {amount} {unit}, {route}, taken {time}").format(
        what=what,
        drug=taken.drug,
        amount=number(taken.amount),
        unit=taken.unit,
        route=coded(taken.route),
        time=clock(session, taken.taken.utc),
    )


def taker(session: Session) -> str:
    """Return what the person is called who stays with the patient."""
    return say("Chaperone") if session.setting is Setting.TELEHEALTH else say("Escort")


def blocking(results: Sequence[CriterionResult]) -> str:
    """Return the words on the discharge button."""
    count = sum(each.blocks for each in results)
    if not count:
        return say("Discharge")
    if count == 1:
        return say("Discharge: 1 item open")
    return say("Discharge: {count} items open").format(count=count)


def criterion_sign(result: CriterionResult) -> str:
    """Return sign and word; what only a reading can tell is not asked of a person."""
    if result.result is Result.UNKNOWN and result.from_readings:
        return say("○ no value")
    return say(SIGNS[result.result])


def clock_words(ahead_s: float) -> str:
    """Return how far a device's clock is off; empty within two minutes, which is drift."""
    minutes = round(abs(ahead_s) / 60)
    if minutes <= 2:
        return ""
    if minutes > 366 * 24 * 60:
        return say("clock not set")
    hours, rest = divmod(minutes, 60)
    far = (
        say("{hours} h {rest} min").format(hours=hours, rest=rest)
        if hours
        else say("{rest} min").format(rest=rest)
    )
    return say("clock {far} {part}").format(
        far=far, part=say("ahead") if ahead_s > 0 else say("behind")
    )


def preset_lines(preset: ProtocolPreset) -> tuple[str, ...]:
    """Return what a clinician signs for, in short; the whole text is in the preset's file."""
    limits = ", ".join(
        f"{say(SIGNAL_WORDS[each.signal])} {each.bound.comparison.value} {figure(each.bound.value)}"
        + (
            say(" over age {over_age_years}").format(over_age_years=each.over_age_years)
            if each.over_age_years is not None
            else ""
        )
        for each in preset.gate.limits
    )
    rule = preset.discharge
    return (
        say("Holds the dose: {limits}.").format(limits=limits),
        say(
            "Discharge at the earliest {minimum_observation_min:g} min after the last dose."
        ).format(minimum_observation_min=rule.minimum_observation_min),
        say("{count} planned readings, {count2} alarms, {count3} discharge questions.").format(
            count=len(preset.schedule), count2=len(preset.alarms), count3=len(rule.human)
        ),
        say(rule.no_driving.text),
    )


def lozenge(session: Session, status: LozengeStatus) -> tuple[str, str]:
    """Return where the lozenge is, and what comes next."""
    mouth = say("{left} in the mouth").format(left=countdown(status.in_mouth_s))
    due = (
        ""
        if status.out_due is None
        else say("Out at {time}.").format(time=upcoming(session, status.out_due))
    )
    match status.state:
        case LozengeState.OUT:
            ending = session.lozenge.end if session.lozenge else None
            return say("Out, {ends}").format(ends=say(ENDS[ending])) if ending else say(
                "Out"
            ), f"{mouth}."
        case LozengeState.IN_MOUTH:
            cue = say("Swish now. ") if status.swish_now else ""
            return f"{mouth[0].upper()}{mouth[1:]}", f"{cue}{due}"
        case LozengeState.TIME_IS_UP:
            return say("Time is up"), f"{mouth}. {due}"
        case LozengeState.NOT_RECORDED_OUT:
            return say("▲ Not recorded as out"), f"{mouth}. {due}"


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
    outcome = coded(session.ended.outcome)
    return say("Ended {time}: {outcome}.").format(
        time=clock(session, session.ended_at.utc), outcome=outcome
    )
