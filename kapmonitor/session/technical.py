"""The technical conditions: what is missing, silent or failing, apart from the patient.

Silence is shown as clearly as a bad value, and never in the same colour. Minutes, counts and
charges are the preset's.
"""

from __future__ import annotations

from collections.abc import Iterator

from devices.event import LinkState
from kapmonitor.language import mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.condition import Found
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.instant import Instant
from kapmonitor.session.lozenge import LozengeState, lozenge_status
from kapmonitor.session.readings import countable
from kapmonitor.session.schedule import OVERDUE, Due, DueState, checks, due
from kapmonitor.session.state import Failure, Session
from kapmonitor.session.technical_remote import calls, of_the_link
from kapmonitor.session.technical_rules import found_by, rule_for, step_for
from kapmonitor.session.vocabulary import AlarmKind, HostCondition, Priority, Role

DEVICE_BATTERY_LOW_PERCENT = 20.0
VIOLATION_SHOWN_MIN = 10.0
CLOCK_STEP_SHOWN_MIN = 10.0

ROLE_WORDS = {
    Role.CUFF: mark("Cuff"),
    Role.SECOND_CUFF: mark("Second cuff"),
    Role.STRAP: mark("Heart-rate strap"),
    Role.OXIMETER: mark("Oximeter"),
}

_HOST_RULES = {
    HostCondition.RECORD_FAILING: "record-write-failed",
    HostCondition.COMPUTER_BATTERY: "computer-battery-low",
    HostCondition.DISK_SPACE: "disk-nearly-full",
    HostCondition.CLOCK_STEPPED: "clock-stepped",
    HostCondition.SOUND_LOST: "sound-output-lost",
    HostCondition.WINDOW_HIDDEN: "window-not-visible",
    HostCondition.WINDOW_STALLED: "window-stalled",
    HostCondition.INTERNAL_FAULT: "internal-fault",
    HostCondition.CONTACT_LOST: "video-or-contact-lost",
}
_AFTER_THE_END = (HostCondition.RECORD_FAILING, HostCondition.DISK_SPACE)
"""What still matters between the end of a session and its signature."""


def technical(session: Session, at: Instant) -> Iterator[Found]:
    """Yield what is wrong with the equipment, the plan's timing and the computer."""
    if session.ended is None:
        planned = due(session, at)
        yield from _overdue(session, planned, at)
        yield from _links(session, planned)
        yield from _failures(session)
        yield from _implausible(session)
        yield from _violations(session, at)
        yield from _batteries(session)
        yield from _checks(session, at)
        yield from _lozenge(session, at)
        yield from _clock(session, at)
        yield from of_the_link(session, at)
    yield from calls(session)
    yield from _host(session)


def _overdue(session: Session, planned: tuple[Due, ...], at: Instant) -> Iterator[Found]:
    rule = rule_for(session, OVERDUE)
    for each in planned:
        if rule is None or each.state is not DueState.OVERDUE:
            continue
        late = (at.elapsed_s - each.late_from_s) / 60
        reached = [step for step in rule.steps[1:] if late >= (step.after_min or 0.0)]
        reason = say("The {at_min:g}-minute reading is overdue.").format(at_min=each.reading.at_min)
        yield found_by(
            session, rule, (rule.steps[0], *reached)[-1], (f"{OVERDUE}:{each.id}", reason, None)
        )


def _links(session: Session, planned: tuple[Due, ...]) -> Iterator[Found]:
    rule = rule_for(session, "link-lost")
    wanted = any(each.state in {DueState.DUE, DueState.OVERDUE} for each in planned)
    for role, link in session.links.items():
        if rule is None or link.state not in {LinkState.LOST, LinkState.ABSENT}:
            continue
        step = rule.steps[-1] if wanted and role is Role.CUFF else rule.steps[0]
        text = say(link.text) or say("{role_words} not answering.").format(
            role_words=say(ROLE_WORDS[role])
        )
        yield found_by(session, rule, step, (f"link-lost:{role}", text, None))


def _failures(session: Session) -> Iterator[Found]:
    """Count the attempts in a row that brought no value; a reading, also typed, ends the row."""
    failed = failures_in_row(session)
    if not failed:
        return
    said = say(failed[-1].text) or coded(failed[-1].reason).capitalize()
    reason = say("No reading: {said}.").format(said=said.rstrip("."))
    rule = rule_for(session, "cuff-error-repeated")
    if rule is not None and len(failed) >= (rule.steps[0].after_count or 1):
        reason = say("{count} attempts in a row without a reading. Last: {said}.").format(
            count=len(failed), said=said.rstrip(".")
        )
    else:
        rule = rule_for(session, "cuff-error")
    if rule is not None:
        yield found_by(session, rule, rule.steps[0], (rule.id, reason, failed[-1].seq))


def failures_in_row(session: Session) -> tuple[Failure, ...]:
    """Return the cuff's failures since the last reading that counts."""
    if not session.failures:
        return ()
    last = max((reading.seq for reading in countable(session)), default=0)
    return tuple(each for each in session.failures if each.seq > last and each.role is Role.CUFF)


def _implausible(session: Session) -> Iterator[Found]:
    rule = rule_for(session, "implausible-reading")
    impossible = [each for each in session.quarantined if FROM_MEMORY not in each.reasons]
    if rule is None or not impossible:
        return
    kept = impossible[-1]
    readings = countable(session, kept.role)
    newer = [each.seq for each in readings[-1:]]
    sample = session.sample_latest.get(kept.role)
    newer += [sample.seq] if sample is not None else []
    if max(newer, default=0) < kept.seq:
        said = (f"{rule.id}:{kept.role}", " ".join(kept.reasons), kept.seq)
        yield found_by(session, rule, rule.steps[0], said)


def _violations(session: Session, at: Instant) -> Iterator[Found]:
    rule = rule_for(session, "protocol-violation")
    for role, seen in session.violations.items():
        if rule is not None and at.minutes_since(seen.at) < VIOLATION_SHOWN_MIN:
            text = say("{role_words}: octets that could not be read were set aside.").format(
                role_words=say(ROLE_WORDS[role])
            )
            yield found_by(session, rule, rule.steps[0], (f"{rule.id}:{role}", text, seen.seq))


def _batteries(session: Session) -> Iterator[Found]:
    rule = rule_for(session, "battery-low")
    for role, note in session.device_notes.items():
        charge = note.battery_percent
        if rule is None or charge is None or charge > DEVICE_BATTERY_LOW_PERCENT:
            continue
        text = say("{role_words} battery {charge:.0f} %.").format(
            role_words=say(ROLE_WORDS[role]), charge=charge
        )
        yield found_by(session, rule, rule.steps[0], (f"{rule.id}:{role}", text, None))


def _checks(session: Session, at: Instant) -> Iterator[Found]:
    for each in checks(session):
        late = (at.elapsed_s - each.since_s) / 60
        if late < each.rule.low_after_min:
            continue
        repeated = each.missed >= each.rule.medium_after_missed
        yield Found(
            code=f"check-overdue:{each.rule.id}",
            kind=AlarmKind.TECHNICAL,
            priority=Priority.MEDIUM if repeated else Priority.LOW,
            reason=say("Not seen for more than {every_min:g} min: {rule}.").format(
                every_min=each.rule.every_min, rule=say(each.rule.text)
            ),
            action=say("Look, then press V."),
            group=f"check-overdue:{each.rule.id}",
        )


def _lozenge(session: Session, at: Instant) -> Iterator[Found]:
    status = lozenge_status(session, at)
    if status is not None and status.state is LozengeState.NOT_RECORDED_OUT:
        yield Found(
            code="lozenge-not-out",
            kind=AlarmKind.TECHNICAL,
            priority=Priority.LOW,
            reason=say("The lozenge is not recorded as out."),
            action=say("When it is out, press L."),
            group="lozenge-not-out",
        )


def _clock(session: Session, at: Instant) -> Iterator[Found]:
    rule = rule_for(session, "clock-stepped")
    if rule is None or not session.clock_steps:
        return
    when, step = session.clock_steps[-1]
    if at.minutes_since(when) < CLOCK_STEP_SHOWN_MIN:
        side = say("forward") if step > 0 else say("back")
        text = say("The computer's clock went {side} by {span}.").format(
            side=side, span=_span(abs(step))
        )
        yield found_by(session, rule, rule.steps[0], (rule.id, text, None))


def _span(seconds: float) -> str:
    return (
        say("{seconds:.0f} min").format(seconds=seconds / 60)
        if seconds >= 120
        else f"{seconds:.0f} s"
    )


def _host(session: Session) -> Iterator[Found]:
    for condition, report in session.host.items():
        rule = rule_for(session, _HOST_RULES[condition])
        if rule is None or not report.active:
            continue
        if session.ended is not None and condition not in _AFTER_THE_END:
            continue
        step = step_for(rule, report.value)
        if step is not None:
            yield found_by(session, rule, step, (rule.id, report.detail, None))
