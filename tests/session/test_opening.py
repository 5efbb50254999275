"""Opening and preparing: what is refused, with every reason, and what the session remembers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kapmonitor.session.decide import Refused, decide, refusals
from kapmonitor.session.decide_opening import CHECK_IDENTITY
from kapmonitor.session.event import (
    Approval,
    BaselineBegun,
    ChecklistAnswered,
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    EntryAmended,
    EscortRecorded,
    OrderRecorded,
    SessionOpened,
    SessionResumed,
    SoundSet,
)
from kapmonitor.session.evolve import apply, fold
from kapmonitor.session.evolve_opening import ESCORT_LATE
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    Asked,
    BeginBaseline,
    ReportLeftAgainstAdvice,
    ResumeSession,
    Tick,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Answer, Identifier, Priority, Role, Setting, SoundMode
from tests.support.builders import (
    OFFICE,
    START,
    THERAPIST,
    Course,
    assign,
    document,
    events,
    opened,
    opening,
    order,
    prepared,
    preset,
    words,
)

NOW = Instant(START, 0.0)


def approval(digest: str) -> Approval:
    return Approval(signed_by="Dr. Sample", role="prescriber", signed_at=START, digest=digest)


def test_a_session_opens_with_its_preset_whole() -> None:
    course = opened()
    first = course.entries[0]
    assert isinstance(first.event, SessionOpened)
    assert first.seq == 1
    assert first.origin == THERAPIST
    assert course.session.preset == preset()
    assert first.event.preset_digest == preset().digest
    assert phase_of(course.session) is Phase.PREPARATION


def test_nothing_but_opening_is_possible_without_a_session() -> None:
    assert decide(None, Tick(), NOW) == ()
    assert refusals(None, BeginBaseline(), NOW) == ("No session is open.",)
    with pytest.raises(ValueError, match="open it"):
        apply(replace(opened().entries[0], event=BaselineBegun()), None)
    with pytest.raises(ValueError, match="No entries"):
        fold([])


def test_a_second_opening_is_refused() -> None:
    assert opened().refusals(opening()) == ("A session is already open.",)


def test_every_reason_against_opening_is_said() -> None:
    bad = replace(
        opening(), session="", setting=Setting.TELEHEALTH, approval=approval("another digest")
    )
    reasons = refusals(None, bad, NOW)
    assert len(reasons) == 3
    assert "id and a patient" in reasons[0]
    assert "for the office" in reasons[1]
    assert "another version" in reasons[2]


def test_a_real_patient_needs_a_signed_preset() -> None:
    real = replace(opening(), simulated=False, identified_by=(Identifier.NAME, Identifier.BORN))
    assert refusals(None, real, NOW) == (
        "Nobody has signed this preset: it can be used for simulations only.",
    )
    assert not refusals(None, replace(real, approval=approval(preset().digest)), NOW)


@pytest.mark.parametrize("compared", [(), (Identifier.NAME,), (Identifier.NAME, Identifier.NAME)])
def test_a_real_patient_is_known_by_two_identifiers(compared: tuple[Identifier, ...]) -> None:
    real = replace(opening(), simulated=False, approval=approval(preset().digest))
    assert refusals(None, replace(real, identified_by=compared), NOW) == (CHECK_IDENTITY,)


def test_who_compared_which_identifiers_is_in_the_record() -> None:
    both = (Identifier.BORN, Identifier.DOCUMENT)
    course = Course()
    course.ask(replace(opening(), identified_by=both))
    assert events(course.entries) == ["SessionOpened", "IdentityConfirmed"]
    assert course.session.identified is not None
    at, origin, fact = course.session.identified
    assert (at, origin, fact.identifiers) == (course.entries[1].at, THERAPIST, both)


def test_an_escort_named_after_the_patient_left_is_taken_and_stays_visible() -> None:
    course = opened()
    course.note(escort("Ann Early"))
    assert ESCORT_LATE not in str(course.session.deviations)
    course.ask(ReportLeftAgainstAdvice(reason="Went home.", risk_note=words("calm", "w9")))
    course.note(escort("Bob Late"))
    assert course.session.escort == escort("Bob Late")
    texts = [gone.text for gone in course.session.deviations]
    assert texts[-1] == ESCORT_LATE


def escort(name: str) -> EscortRecorded:
    return EscortRecorded(name=words(name, name), relationship="", phone=words("555-0100", "p"))


def test_a_preset_that_cannot_be_used_is_refused_with_its_faults() -> None:
    assert refusals(None, replace(opening(), preset_document="{"), NOW) == (
        "The preset cannot be read.",
    )
    changed = json.loads(document())
    changed["gate"]["limit"][0]["op"] = "about"
    del changed["route"]
    reasons = refusals(None, replace(opening(), preset_document=json.dumps(changed)), NOW)
    assert len(reasons) >= 2
    assert all(reason.startswith("The preset cannot be used: ") for reason in reasons)


def test_the_baseline_step_begins_with_items_open() -> None:
    course = opened()
    course.ask(BeginBaseline())
    assert phase_of(course.session) is Phase.BASELINE
    assert course.refusals(BeginBaseline()) == ("This is not possible before the dose.",)


def test_simulated_and_real_devices_never_mix() -> None:
    real = DeviceAssigned(
        role=Role.CUFF, driver="d", address="a", title="t", can_start=False, simulated=False
    )
    with pytest.raises(Refused, match="simulated devices only"):
        opened().note(real)


def test_an_order_needs_a_drug_and_an_amount() -> None:
    with pytest.raises(Refused) as caught:
        opened().note(order(drug=" ", amount=0.0))
    assert len(caught.value.reasons) == 2


def test_an_answer_to_a_question_that_is_not_asked_is_refused() -> None:
    with pytest.raises(Refused, match="does not ask"):
        opened().note(ChecklistAnswered(item="invented", answer=Answer.YES))


def test_a_high_alarm_cannot_be_set_silent() -> None:
    course = opened()
    with pytest.raises(Refused, match="always sounds"):
        course.note(SoundSet(priority=Priority.HIGH, mode=SoundMode.OFF))
    course.note(SoundSet(priority=Priority.MEDIUM, mode=SoundMode.OFF))
    assert course.session.sound == {Priority.MEDIUM: SoundMode.OFF}


def test_an_amendment_names_an_entry_that_exists() -> None:
    course = opened()
    course.note(EntryAmended(seq=1, reason="name", text=words("other")))
    assert course.session.notes[0].amends == 1
    with pytest.raises(Refused, match="no such entry"):
        course.note(EntryAmended(seq=99, reason="name", text=words("other")))


def test_preparation_is_remembered() -> None:
    session = prepared().session
    assert isinstance(session.order, OrderRecorded)
    assert set(session.checklist) == {item.id for item in session.preset.checklist}
    assert session.escort is not None
    assert session.agreement is not None
    assert not session.cuff_start_agreed


def test_a_released_device_is_forgotten_and_its_silence_ends() -> None:
    course = prepared(can_start=True)
    course.note(CuffStartAgreed(agreed=False))
    course.note(DeviceReleased(role=Role.CUFF))
    assert not course.session.devices
    assert not course.session.links
    assert not course.session.cuff_start_agreed
    assign(course)
    assert Role.CUFF in course.session.devices


def test_resuming_is_recorded_and_forgets_the_links() -> None:
    course = prepared()
    course.pass_s(600)
    assert events(course.ask(ResumeSession(gap_s=600.0))) == ["SessionResumed"]
    assert isinstance(course.entries[-1].event, SessionResumed)
    assert course.session.links == {}


def test_preset_text_travels_with_the_session() -> None:
    course = Course(OFFICE)
    course.ask(replace(opening(), preset_document=document(), age_years=None))
    assert course.session.age_years is None


def test_asked_carries_the_origin_into_the_entry() -> None:
    course = opened()
    entries = course.give(Asked(intent=BeginBaseline(), origin=THERAPIST))
    assert entries[0].origin is THERAPIST
