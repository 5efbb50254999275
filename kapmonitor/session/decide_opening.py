"""Decisions about opening a session and preparing it."""

from __future__ import annotations

from json import JSONDecodeError

from kapmonitor.language import mark, say
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    BaselineBegun,
    DeviceAssigned,
    Entry,
    HeartRateSourceChosen,
    IdentityConfirmed,
    OrderRecorded,
    RequestEnded,
    RestStarted,
    SessionOpened,
    SessionResumed,
    SoundSet,
)
from kapmonitor.session.evolve import preset_in
from kapmonitor.session.gate import GateState, judged_gate
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import OpenSession, ResumeSession
from kapmonitor.session.preset_file import digest
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.session.protocol import ChecklistItem, ItemKind
from kapmonitor.session.refusal import Refused
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import (
    IDENTIFIERS_NEEDED,
    Answer,
    Origin,
    Priority,
    Setting,
    SoundMode,
)

NO_ORDER = mark("The prescriber's order is not recorded.")
RESTARTED = mark("The program was restarted while this reading was asked for.")
CHECK_IDENTITY = mark("Compare two identifiers with the patient who is there, and say which.")
_SETTING_WORDS = {Setting.OFFICE: mark("the office"), Setting.TELEHEALTH: mark("telehealth")}


def open_session(asked: OpenSession, origin: Origin, at: Instant) -> tuple[Entry, ...]:
    """Open a session under a preset that can be read, and, with a real patient, is signed."""
    reasons = _against_opening(asked)
    if reasons:
        raise Refused(tuple(reasons))
    event = SessionOpened(
        session=asked.session,
        simulated=asked.simulated,
        setting=asked.setting,
        preset_document=asked.preset_document,
        preset_digest=digest(asked.preset_document),
        approval=asked.approval,
        patient=asked.patient,
        age_years=asked.age_years,
        session_number=asked.session_number,
        planned_sessions=asked.planned_sessions,
        utc_offset_min=asked.utc_offset_min,
        software=asked.software,
        zone=asked.zone,
        clock_changes=asked.clock_changes,
        emergency_number=asked.emergency_number,
        limit_rooms=asked.limit_rooms,
        clinic=asked.clinic,
    )
    opened = Entry(seq=1, at=at, origin=origin, event=event)
    if not asked.identified_by:
        return (opened,)
    confirmed = IdentityConfirmed(identifiers=asked.identified_by)
    return (opened, Entry(seq=2, at=at, origin=origin, event=confirmed))


def resume(draft: Draft, asked: ResumeSession) -> None:
    """Go on after a stop. A request that was open is over: nothing inflates twice."""
    draft.refuse_for()
    draft.asked(SessionResumed(gap_s=asked.gap_s))
    request = draft.session.request
    if request is not None:
        draft.caused(RequestEnded(request=request.request, reason=say(RESTARTED)))


def begin_baseline(draft: Draft) -> None:
    """Leave preparation."""
    draft.refuse_for()
    draft.asked(BaselineBegun())


def start_rest(draft: Draft) -> None:
    """Start the rest timer; after the last recheck only the prescriber decides."""
    judged = judged_gate(draft.session, draft.at)
    over = judged.state is GateState.HOLD and judged.rechecks_left == 0
    draft.refuse_for(judged.next_step if over else None)
    draft.asked(RestStarted())


def assign_device(draft: Draft, fact: DeviceAssigned) -> None:
    """Take a device into the session; simulated and real ones never mix, and none has two parts."""
    mixed = fact.simulated is not draft.session.simulated
    kind = say("simulated") if draft.session.simulated else say("real")
    twice = any(
        each.address == fact.address
        for role, each in draft.session.devices.items()
        if role is not fact.role
    )
    draft.refuse_for(
        say("This session takes {kind} devices only.").format(kind=kind) if mixed else None,
        say("This device already has a part in this session. Release it first.") if twice else None,
    )
    draft.asked(fact)


def choose_heart_rate(draft: Draft, fact: HeartRateSourceChosen) -> None:
    """Let a device of this session drive the heart rate shown; alarms look at every source."""
    there = fact.role in draft.session.devices
    draft.refuse_for(None if there else say("That device is not in this session."))
    draft.asked(fact)


def record_order(draft: Draft, fact: OrderRecorded) -> None:
    """Record the order; it must name a drug and an amount."""
    draft.refuse_for(
        None if fact.drug.strip() else say("The order names no drug."),
        None if fact.amount > 0 else say("The ordered amount must be above zero."),
    )
    draft.asked(fact)


def set_sound(draft: Draft, fact: SoundSet) -> None:
    """Set medium or low sound; high always sounds."""
    off = fact.priority is Priority.HIGH and fact.mode is SoundMode.OFF
    draft.refuse_for(say("A high alarm always sounds.") if off else None)
    draft.asked(fact)


def open_items(session: Session) -> tuple[str, ...]:
    """Return the checklist items that must be answered yes before the dose and are not."""
    return tuple(say("Open: {item}.").format(item=say(item.text)) for item in must_be(session))


def must_be(session: Session) -> tuple[ChecklistItem, ...]:
    """Return the checklist items without whose yes a dose at the gate is refused."""
    return tuple(
        item
        for item in session.preset.checklist
        if item.hard and not _is_done(session, item.id, item.kind)
    )


def open_before_dose(session: Session) -> tuple[str, ...]:
    """Return everything but the gate's own answer for which a dose at the gate is refused."""
    order = (say(NO_ORDER),) if session.order is None else ()
    return (*order, *open_items(session))


def _is_done(session: Session, item: str, kind: ItemKind) -> bool:
    answered = session.checklist.get(item)
    if answered is not None and answered.fact.answer is Answer.YES:
        return True
    return kind is ItemKind.SCORE and any(score.scale == item for score in session.scores)


def _against_opening(asked: OpenSession) -> list[str]:
    reasons = []
    if not asked.session or not asked.patient:
        reasons.append(say("A session needs an id and a patient."))
    if not asked.simulated and len(set(asked.identified_by)) < IDENTIFIERS_NEEDED:
        reasons.append(say(CHECK_IDENTITY))
    try:
        preset = preset_in(asked.preset_document)
    except PresetError as error:
        return [
            *reasons,
            *(
                say("The preset cannot be used: {each}").format(each=each)
                for each in error.problems
            ),
        ]
    except JSONDecodeError:
        return [*reasons, say("The preset cannot be read.")]
    if preset.setting is not asked.setting:
        reasons.append(
            say("This preset is for {setting_words}.").format(
                setting_words=say(_SETTING_WORDS[preset.setting])
            )
        )
    signed = asked.approval is not None and asked.approval.digest == digest(asked.preset_document)
    if asked.approval is not None and not signed:
        reasons.append(say("The signature is for another version of this preset."))
    elif not asked.simulated and not signed:
        reasons.append(say("Nobody has signed this preset: it can be used for simulations only."))
    return reasons
