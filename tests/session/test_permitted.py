"""What each phase permits: requests in their place, facts always, corrections for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from kapmonitor.session import intent as asked
from kapmonitor.session.decide import PERMITTED, Refused, permitted
from kapmonitor.session.event import (
    AgreementSigned,
    CallLogged,
    EntryAmended,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import (
    CloseWithoutDose,
    Discharge,
    Intent,
    Note,
    OpenDischargeCheck,
    ReportDoseTaken,
    ReportLeftAgainstAdvice,
    SignRecord,
    Withdraw,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import ObservationKind
from tests.support.builders import Course, dosed, gated, opened, recovered, words


def checking() -> Course:
    course = dosed()
    course.ask(OpenDischargeCheck())
    return course


def closed() -> Course:
    course = recovered()
    course.ask(Discharge())
    return course


def locked() -> Course:
    course = closed()
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    return course


AT: dict[Phase, Callable[[], Course]] = {
    Phase.PREPARATION: opened,
    Phase.BASELINE: gated,
    Phase.MONITORING: dosed,
    Phase.RECOVERY: checking,
    Phase.CLOSED: closed,
    Phase.LOCKED: locked,
}


def test_the_table_knows_every_phase_and_every_intent() -> None:
    assert set(PERMITTED) == set(Phase)
    everywhere = frozenset().union(*PERMITTED.values())
    intents = {kind for kind in get_args(Intent) if kind not in {asked.OpenSession, Note}}
    noted = set(get_args(Note.__dataclass_fields__["fact"].type or "")) or set()
    assert intents | noted <= everywhere


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOCKED])
def test_facts_are_taken_in_every_phase_until_the_record_is_locked(phase: Phase) -> None:
    course = AT[phase]()
    assert phase_of(course.session) is phase
    course.note(NoteAdded(text=words("calm")))
    course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    course.note(CallLogged(to="prescriber", result="spoke"))
    course.note(ScoreRecorded(scale="moaas", value=5))
    course.typed(120, 80, 70)
    course.ask(
        ReportDoseTaken(drug="k", amount=1, unit="mg", route="sublingual", taken_utc=course.at.utc)
    )
    course.ask(ReportLeftAgainstAdvice(reason="left", risk_note=words("note")))
    assert len(course.session.notes) == 1
    assert len(course.session.calls) == 1


def test_a_locked_record_takes_corrections_only() -> None:
    course = locked()
    assert permitted(course.session) == {EntryAmended, asked.CountersignEntry}
    assert course.refusals(Note(fact=NoteAdded(text=words("late")))) == (
        "This is not possible after the record was signed.",
    )
    course.step_clock(7200)
    made = course.note(EntryAmended(seq=3, reason="typo", text=words("right")))
    assert len(made) == 1
    course.wait(30, step_s=60)
    assert course.read(120, 80) == ()


def test_requests_stand_only_in_their_place() -> None:
    assert opened().refusals(Discharge())[0] == "This is not possible during preparation."
    assert closed().refusals(CloseWithoutDose(reason="x"))[0] == (
        "This is not possible after the session has ended."
    )
    assert checking().refusals(asked.StartRest()) == (
        "This is not possible during the discharge check.",
    )
    agreement = AgreementSigned(text="No driving", name=words("P"), method="typed")
    assert dosed().refusals(Note(fact=agreement)) == ("This is not possible while monitoring.",)


def test_detail_is_added_afterwards() -> None:
    course = dosed()
    made = course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    course.note(ObservationRecorded(code="crying", kind=ObservationKind.EVENT))
    course.note(ObservationDetailed(seq=made[0].seq, severity="mild"))
    course.note(ObservationDetailed(seq=made[0].seq, distress=6, duration_min=3.0))
    seen = course.session.observations[0]
    assert (seen.severity, seen.distress, seen.duration_min) == ("mild", 6, 3.0)
    with pytest.raises(Refused, match="no such observation"):
        course.note(ObservationDetailed(seq=999, severity="mild"))


def test_an_entry_is_taken_back_within_ten_seconds() -> None:
    course = dosed()
    noted = course.note(NoteAdded(text=words("slip")))[0].seq
    seen = course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))[0].seq
    course.pass_s(9)
    course.ask(Withdraw(seq=noted))
    assert course.session.notes[0].withdrawn
    assert course.refusals(Withdraw(seq=noted)) == ("This entry cannot be taken back. Amend it.",)
    course.pass_s(2)
    assert course.refusals(Withdraw(seq=seen)) == ("More than 10 s ago. Amend it.",)
    assert course.refusals(Withdraw(seq=1)) == ("This entry cannot be taken back. Amend it.",)
