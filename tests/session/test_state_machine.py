"""Anything may happen in any order: what must hold all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from devices.event import DeviceEvent, Measured
from devices.measurement import BloodPressure, Provenance
from kapmonitor.session.alarm import reconcile
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.criterion import Result
from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import (
    DoseAdministered,
    Entry,
    FindingRecorded,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    MeasurementRequested,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    ScoreRecorded,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.gate import booster_status, gate_status
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    AnswerDriving,
    CancelReading,
    CloseWithoutDose,
    ContinueMonitoring,
    CorrectDose,
    Discharge,
    EnterReading,
    GiveWrittenAdvice,
    HostReport,
    Intent,
    MarkReturned,
    Note,
    OpenDischargeCheck,
    OverrideDischarge,
    OverrideGate,
    PauseAudio,
    PostponeReading,
    RecordHandover,
    RecordSaidBack,
    ReportCareTransferred,
    ReportDoseTaken,
    ReportLeftAgainstAdvice,
    ReportLozengeOut,
    RequestFailed,
    RequestReading,
    ResumeAudio,
    ResumeSession,
    SignRecord,
    SkipReading,
    StartRest,
    Tick,
    Withdraw,
    WithdrawDose,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.schedule import due
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import (
    Answer,
    DrivingAnswer,
    LozengeEnd,
    ObservationKind,
    Outcome,
    Priority,
    ReadingSource,
    Role,
)
from tests.support.builders import PRESETS, Course, dose, gated, opened, prepared, recovered, words
from tests.support.strategies import DEVICE_EVENTS, HOST_REPORTS

Act = Intent | Callable[[Course], Intent]
"""What somebody does: an intent, or how to make it for the session as it stands."""

REQUESTS: tuple[Act, ...] = (
    StartRest(),
    RequestReading(),
    CancelReading(),
    lambda c: OverrideGate(reason="r", clinician="Dr", contact_utc=c.at.utc),
    lambda c: OverrideGate(reason="r", clinician="Dr", contact_utc=c.at.utc, for_booster=True),
    dose,
    lambda c: dose(c, booster=True),
    MarkReturned(),
    AcknowledgeAlarms(),
    PauseAudio(seconds=60),
    ResumeAudio(),
    OpenDischargeCheck(),
    ContinueMonitoring(),
    AnswerDriving(answer=DrivingAnswer.NO),
    AnswerDriving(answer=DrivingAnswer.YES),
    lambda c: RecordHandover(means="driven_by_escort", handed_over_utc=c.at.utc),
    RecordSaidBack(said_back=True),
    GiveWrittenAdvice(),
    Discharge(),
    OverrideDischarge(reason="r", clinician="Dr"),
    CloseWithoutDose(reason="r"),
    SignRecord(signed_by="R", digest="d"),
    lambda c: Withdraw(seq=c.session.next_seq - 1),
    lambda c: Note(fact=MeasurementConfirmed(seq=_last_reading(c), taken_now=True)),
    lambda c: Note(fact=MeasurementMarkedInError(seq=_last_reading(c), reason="r")),
    Note(fact=FindingRecorded(criterion="awake", answer=Answer.YES)),
    lambda c: PostponeReading(due=_some_due(c), minutes=10, reason="r"),
    lambda c: SkipReading(due=_some_due(c), reason="r"),
    lambda c: _moved(c, minutes=-12),
    lambda c: _moved(c, minutes=7),
    lambda c: CorrectDose(seq=_last_dose(c), reason="r", amount=2, route="r"),
    lambda c: WithdrawDose(seq=_last_dose(c), reason="r"),
    lambda c: Note(fact=ObservationDetailed(seq=_last_seen(c), duration_min=1)),
)

FACTS: tuple[Act, ...] = (
    Note(fact=NoteAdded(text=words("n"))),
    Note(fact=ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM)),
    Note(fact=ObservationRecorded(code="seizure", kind=ObservationKind.RED_FLAG)),
    Note(fact=ScoreRecorded(scale="moaas", value=2)),
    Note(fact=ScoreRecorded(scale="moaas", value=5)),
    lambda c: ReportDoseTaken(
        drug="k", amount=1, unit="mg", route="r", taken_utc=c.at.utc - timedelta(minutes=3)
    ),
    ResumeSession(gap_s=5),
    EnterReading(systolic=150, diastolic=90, pulse_rate=80, source=ReadingSource.TEXTED),
    EnterReading(
        systolic=None, diastolic=None, pulse_rate=None, spo2=95, source=ReadingSource.DISPLAY
    ),
)

LEAVINGS: tuple[Act, ...] = (
    ReportLeftAgainstAdvice(reason="r", risk_note=words("n")),
    ReportCareTransferred(to="t", reason="r"),
)


def _made(course: Course, act: Act) -> Intent:
    return act(course) if callable(act) else act


def _last_reading(course: Course) -> int:
    return course.session.readings[-1].seq if course.session.readings else 0


def _last_dose(course: Course) -> int:
    return course.session.doses[-1].seq if course.session.doses else 0


def _moved(course: Course, minutes: float) -> Intent:
    """Say that the last dose was taken at another time; at the latest now."""
    doses = course.session.doses
    taken = doses[-1].taken.utc if doses else course.at.utc
    true = min(course.at.utc, taken + timedelta(minutes=minutes))
    return CorrectDose(seq=_last_dose(course), reason="r", taken_utc=true)


def _last_seen(course: Course) -> int:
    return course.session.observations[-1].seq if course.session.observations else 0


def _some_due(course: Course) -> str:
    waiting = [each.id for each in due(course.session, course.at) if each.open]
    return waiting[0] if waiting else "none"


class AnySession(RuleBasedStateMachine):
    """A session to which anything happens."""

    @initialize(
        name=st.sampled_from(PRESETS),
        start=st.sampled_from(("opened", "prepared", "gated", "dosed", "recovered")),
        can_start=st.booleans(),
    )
    def begin(self, name: str, start: str, can_start: bool) -> None:
        self.course = _begun(name, start, can_start=can_start)
        self.settled = True

    @rule(seconds=st.sampled_from((1, 5, 20, 60, 300, 900, 1800)))
    def time_passes(self, seconds: int) -> None:
        self.course.pass_s(seconds)
        self._give_all(lambda: self.course.give(Tick()))

    @rule(event=DEVICE_EVENTS, role=st.sampled_from(Role))
    def a_device_reports(self, event: DeviceEvent, role: Role) -> None:
        self._give_all(lambda: self.course.report(event, role))
        sample = isinstance(event, Measured) and not isinstance(event.measurement, BloodPressure)
        self.settled = not sample

    @rule(systolic=st.sampled_from((85, 120, 165, 185, 205)), rate=st.sampled_from((45, 70, 135)))
    def the_cuff_reads(self, systolic: float, rate: float) -> None:
        self._give_all(lambda: self.course.read(systolic, 78, rate))

    @rule(provenance=st.sampled_from(Provenance))
    def an_odd_reading_comes(self, provenance: Provenance) -> None:
        self._give_all(lambda: self.course.read(188, 100, 70, provenance=provenance))

    @rule(report=HOST_REPORTS)
    def the_computer_reports(self, report: HostReport) -> None:
        self._give_all(lambda: self.course.give(report))

    @rule(step_s=st.sampled_from((-7200, -3, 1, 3, 7200)))
    def somebody_sets_the_clock(self, step_s: int) -> None:
        self.course.step_clock(step_s)

    @rule()
    def the_request_fails(self) -> None:
        request = self.course.session.request
        name = request.request if request else "none"
        self._give_all(lambda: self.course.give(RequestFailed(request=name, reason="r")))

    @rule(act=st.sampled_from(REQUESTS))
    def somebody_asks(self, act: Act) -> None:
        intent = _made(self.course, act)
        before = self.course.session
        gate_open = _gate_open(self.course, intent)
        told = self.course.refusals(intent)
        if told:
            with pytest.raises(Refused) as caught:
                self.course.ask(intent)
            assert caught.value.reasons == told
            assert all(told)
            assert self.course.session is before
        else:
            entries = self._give_all(lambda: self.course.ask(intent))
            if any(isinstance(entry.event, DoseAdministered) for entry in entries):
                assert gate_open

    @rule(act=st.sampled_from(FACTS))
    def somebody_reports_a_fact(self, act: Act) -> None:
        if phase_of(self.course.session) is Phase.LOCKED:
            assert self.course.refusals(_made(self.course, act))
        else:
            assert self._give_all(lambda: self.course.ask(_made(self.course, act)))

    @precondition(lambda self: len(self.course.entries) > 60)
    @rule(act=st.sampled_from(LEAVINGS))
    def the_patient_leaves(self, act: Act) -> None:
        if phase_of(self.course.session) is not Phase.LOCKED:
            self._give_all(lambda: self.course.ask(_made(self.course, act)))

    @rule()
    def the_lozenge_comes_out(self) -> None:
        session = self.course.session
        if session.lozenge is not None and phase_of(session) is not Phase.LOCKED:
            out = ReportLozengeOut(end=LozengeEnd.SPIT, taken_out_utc=self.course.at.utc)
            self._give_all(lambda: self.course.ask(out))

    @invariant()
    def every_unanswered_high_alarm_is_told(self) -> None:
        session, at = self.course.session, self.course.at
        told = annunciation(session, at)
        for alarm in session.alarms.values():
            if alarm.priority is Priority.HIGH and alarm.acknowledged is None:
                assert told.priority is Priority.HIGH
                assert told.flashing
                assert told.sounding is Priority.HIGH
                assert told.audible or told.audio_paused_until is not None
                assert told.lines[0].priority is Priority.HIGH
                assert alarm.code in {line.code for line in told.lines}

    @invariant()
    def nothing_is_left_to_reconcile(self) -> None:
        if self.settled:
            assert reconcile(self.course.session, self.course.session.last) == ()

    @invariant()
    def the_outcome_fits_the_check(self) -> None:
        ended = self.course.session.ended
        if ended is None:
            return
        results = {each.id: each.result for each in ended.assessment}
        if ended.outcome is Outcome.DISCHARGED:
            assert set(results.values()) == {"met"}
        if ended.outcome is Outcome.OVERRIDDEN:
            for name in ("driving", "escort", "handover", "said-back"):
                assert results[name] == Result.MET
            assert ended.reason
            assert ended.clinician

    @invariant()
    def figures_and_criteria_can_always_be_read(self) -> None:
        session, at = self.course.session, self.course.at
        assert summary(session, at).readings == len(session.readings)
        assert len({each.id for each in assess(session, at)}) == len(assess(session, at))
        gate_status(session, at)
        booster_status(session, at)

    def teardown(self) -> None:
        if hasattr(self, "course"):
            assert fold(self.course.entries) == self.course.session
            _spaced(self.course.entries)

    def _give_all(self, give: Callable[[], tuple[Entry, ...]]) -> tuple[Entry, ...]:
        before = self.course.session
        entries = give()
        last = before.last
        for number, entry in enumerate(entries):
            assert entry.seq == before.next_seq + number
            assert entry.at.elapsed_s >= last.elapsed_s
            last = entry.at
        self.settled = True
        return entries


def _begun(name: str, start: str, *, can_start: bool) -> Course:
    match start:
        case "opened":
            return opened(name)
        case "prepared":
            return prepared(name, can_start=can_start)
        case "recovered":
            return recovered(name)
        case _:
            course = gated(name, can_start=can_start)
            if start == "dosed":
                course.ask(dose(course))
            return course


def _gate_open(course: Course, intent: Intent) -> bool:
    status = booster_status if getattr(intent, "booster", False) else gate_status
    return status(course.session, course.at).open


def _spaced(entries: list[Entry]) -> None:
    """The program never starts the cuff twice within the rest of the arm."""
    starts = [
        entry.at.elapsed_s
        for entry in entries
        if isinstance(entry.event, MeasurementRequested) and entry.event.by_program
    ]
    assert all(later - earlier >= 60 for earlier, later in zip(starts, starts[1:], strict=False))


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
