"""The copied note: what was recorded, at most 25 lines, and nothing that was not."""

from __future__ import annotations

from dataclasses import replace

from kapmonitor.record.note_text import LINES, SIMULATED, note_lines
from kapmonitor.session.event import (
    AlarmActionRecorded,
    CallLogged,
    EntryAmended,
    EscortRecorded,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
)
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    CountersignEntry,
    Discharge,
    MarkReturned,
    OverrideDischarge,
    ReportDoseTaken,
    SignRecord,
)
from kapmonitor.session.vocabulary import ObservationKind
from tests.support.builders import Course, dosed, opened, prepared, recovered, words


def told(course: Course) -> str:
    return "\n".join(note_lines(course.session))


def test_a_whole_session() -> None:
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    assert note_lines(course.session) == (
        SIMULATED,
        "Session 3 of 8, 2026-03-02, 09:00 to 11:11",
        "Patient p-7; KAP, sublingual lozenge, therapist's office, by Ruth Sample",
        "Dose 09:07: ketamine 100 mg sublingual, gate clear.",
        "Baseline: 120/78 mmHg, heart rate 68",
        "Highest after the dose: systolic 122 at 119 min, diastolic 79 at 119 min, "
        "heart rate 70 at 119 min",
        "Last reading 11:11: 121/78 mmHg, heart rate 70",
        "Readings: 4, excluded 0, failed attempts 0",
        "Return: not recorded",
        "Events: none recorded",
        "Alarm 09:27 medium: Not seen for more than 15 min: Breathing seen, mouth clear. "
        "(not acknowledged)",
        "Alarm 10:39 medium: The 90-minute reading is overdue. (not acknowledged)",
        "Discharged 11:11",
        "Driving: will not drive today",
        "Escort: Ann Escort (sister)",
        "Handed over 11:11: driven by escort",
        "No driving before 2026-03-03 09:08 and after a night's sleep; said back: yes",
        "Signed by Ruth Sample (name typed). Recorded with kapmonitor, which records and "
        "shows and decides nothing",
    )


def test_a_session_that_has_only_begun() -> None:
    note = told(opened())
    assert "No dose recorded" in note
    assert "Baseline: none" in note
    assert "nothing measured" in note
    assert "Outcome: none yet" in note
    assert "Not signed" in note
    assert "driving" not in note


def test_what_happened_on_the_way() -> None:
    course = dosed()
    course.until(20)
    course.read(190.0, 111.0)
    course.ask(AcknowledgeAlarms())
    course.note(AlarmActionRecorded(code="sbp-urgent", did="repeated, lay flat"))
    course.note(CallLogged(to="prescriber", result="wait"))
    nausea = course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    course.note(ObservationDetailed(seq=nausea[0].seq, severity="mild"))
    course.note(NoteAdded(text=words("cried about her mother", "w9")))
    course.wait(1)
    course.ask(MarkReturned())
    note = told(course)
    assert "acknowledged by Ruth Sample; repeated, lay flat" in note
    assert "systolic 190 at 20 min" in note
    assert "nausea (mild)" in note
    assert "Calls: prescriber 09:27: wait" in note
    assert "Back at 09:28, 21 min after the dose" in note
    assert "mother" not in note


def test_a_dose_that_broke_the_plan_says_so() -> None:
    course = prepared()
    taken = course.at.utc
    course.ask(
        ReportDoseTaken(drug="ketamine", amount=100.0, unit="mg", route="oral", taken_utc=taken)
    )
    (dose,) = course.session.doses
    assert dose.deviations
    assert all(text in told(course) for text in dose.deviations)
    assert "gate held" in told(course)


def test_an_override_names_person_reason_and_what_was_open() -> None:
    course = recovered()
    course.wait(90)
    course.ask(OverrideDischarge(reason="cuff broke", clinician="Dr. Sample"))
    note = told(course)
    assert "Discharged over open criteria" in note
    assert "by Dr. Sample (reported, not countersigned): cuff broke" in note
    assert "Criteria not met: " in note
    (seq,) = course.session.overrides
    course.ask(CountersignEntry(seq=seq, clinician="Dr. Other"))
    assert "by Dr. Sample (countersigned by Dr. Other, name typed): cuff broke" in told(course)


def test_a_real_session_carries_no_watermark() -> None:
    assert SIMULATED not in note_lines(replace(opened().session, simulated=False))


def test_erased_words_are_said_to_be_erased() -> None:
    session = recovered().session
    assert session.escort is not None
    gone = replace(session.escort.name, text=None)
    erased = replace(session, escort=replace(session.escort, name=gone))
    assert "Escort: (erased) (sister)" in note_lines(erased)


def test_it_never_grows_beyond_its_lines() -> None:
    course = recovered()
    course.ask(Discharge())
    session = course.session
    (first, *_) = session.alarm_history or tuple(session.alarms.values())
    name = replace(words("Ann\nE.\nscort"), ref="n")
    crowded = replace(
        session,
        doses=session.doses * 30,
        alarm_history=tuple(replace(first, raised_seq=seq) for seq in range(1, 60)),
        calls=((session.opened, CallLogged(to="prescriber", result="one\ntwo")),) * 9,
        escort=EscortRecorded(name=name, relationship="sister", phone=name),
    )
    lines = note_lines(crowded)
    assert len(lines) == LINES
    assert not [line for line in lines if "\n" in line]
    assert "26 more doses in the record" in lines
    assert [line for line in lines if line.endswith("more alarms in the record")]


def test_what_was_amended_afterwards_and_named_too_late_is_said() -> None:
    course = recovered()
    course.ask(Discharge())
    late = EscortRecorded(name=words("Bo", "b1"), relationship="friend", phone=words("5", "b2"))
    course.note(late)
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    seq = course.session.readings[-1].seq
    course.note(EntryAmended(seq=seq, reason="misread", text=words("It was 131", "w9")))
    assert "Deviations: Escort named after the patient had left" in told(course)
    assert "Signed by Ruth Sample (name typed); 1 amended afterwards, see the report." in told(
        course
    )
