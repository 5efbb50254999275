"""One example of each fact, by hand: what the record's golden files hold, for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from devices.event import FailureReason, LinkState
from devices.measurement import (
    BloodPressure,
    HeartRate,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
)
from kapmonitor.session import event as facts
from kapmonitor.session.clinic import Ceiling, ClinicRules, CuffStart, Side
from kapmonitor.session.event import Entry, Event
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import (
    AlarmKind,
    Amendment,
    Answer,
    CuffSize,
    DrivingAnswer,
    HostCondition,
    Identifier,
    LozengeEnd,
    ObservationKind,
    OrderSource,
    Outcome,
    Posture,
    Priority,
    ProvenBy,
    ReadingSource,
    Role,
    Signing,
    Site,
    SoundMode,
)
from tests.record.examples import START, at, entries_of, opened, words
from tests.record.remote_events import REMOTE

APPROVAL = facts.Approval(
    signed_by="Dr. Grace Prescriber",
    role="prescriber",
    signed_at=START - timedelta(days=30),
    digest="d" * 64,
)
SIGNED_BY_SECRET = Signing(person="op-2", role="prescriber", how=ProvenBy.SECRET)
SIGNED_BY_NAME = Signing(role="nurse")
SUMMER = facts.ClockChange(at=datetime(2027, 3, 28, 1, 0, tzinfo=UTC), utc_offset_min=120)
NOT_BEFORE = START + timedelta(hours=24)
DEVICE_TIME = datetime(2026, 11, 23, 11, 2, 5)  # noqa: DTZ001 - a device's clock has no zone

OPENING: tuple[Event, ...] = (
    replace(
        opened("golden"),
        approval=APPROVAL,
        zone="Europe/Berlin",
        clock_changes=(SUMMER,),
        clinic=ClinicRules(
            cuff_start=CuffStart.SCHEDULE,
            second_signature=True,
            no_driving_hours=48.0,
            ceilings=(
                Ceiling(
                    signal=Signal.SYSTOLIC, side=Side.ABOVE, priority=Priority.LOW, value=170.0
                ),
            ),
        ),
    ),
    facts.SessionResumed(gap_s=12.5),
    facts.OrderRecorded(
        drug="ketamine",
        amount=100.0,
        unit="mg",
        route="sublingual",
        booster_allowed=True,
        prescriber="Dr. Grace Prescriber",
        prescriber_phone="555-0142",
        booster_amount=50.0,
        hold_min=10.0,
        swish_interval_min=2.0,
        lozenge_end=LozengeEnd.SPIT,
    ),
    facts.ChecklistAnswered(item="fasting", answer=Answer.YES),
    facts.ChecklistAnswered(
        item="medicines",
        answer=Answer.NOT_ASSESSED,
        detail=words("Took lisinopril", ref="detail-1"),
        carried_over=True,
    ),
    facts.ScoreRecorded(scale="distress", value=4.0),
    facts.EscortRecorded(
        name=words("Jo Quill", ref="escort"),
        relationship="sister",
        phone=words("555-0143", ref="escort-phone"),
    ),
    facts.PlaceRecorded(
        address=words("1 Elm Street", ref="address"),
        emergency_number="911",
        callback_phone=words("555-0144", ref="callback"),
    ),
    facts.AgreementSigned(
        text="I will not drive today.", name=words("Nora Quill", ref="signed"), method="typed"
    ),
    facts.IdentityConfirmed(identifiers=(Identifier.NAME, Identifier.BORN)),
    facts.OrderRecorded(
        drug="ketamine",
        amount=200.0,
        unit="mg",
        route="sublingual",
        booster_allowed=False,
        prescriber="Dr. Grace Prescriber",
        prescriber_phone="555-0142",
        source=OrderSource.FILE,
        source_digest="f" * 64,
    ),
    facts.EscortRecorded(
        name=words("Jo Quill", ref="chaperone"),
        relationship="sister",
        phone=words("555-0143", ref="chaperone-phone"),
        adult=Answer.YES,
        in_the_home=Answer.YES,
        looks_in=Answer.NO,
    ),
    facts.PlaceRecorded(
        address=words("2 Elm Street", ref="address-2"),
        emergency_number="911",
        callback_phone=words("555-0144", ref="callback-2"),
        read_back=Answer.YES,
        backup_channel=words("555-0145", ref="backup"),
    ),
    facts.AgreementSigned(
        text="I will not drive today.",
        name=words("Nora Quill", ref="drawn-name"),
        method="drawn",
        drawing=words("1000x300 10,20 30,40", ref="drawing"),
    ),
    facts.DeviceAssigned(
        role=Role.CUFF,
        driver="bluetooth_blp",
        address="ble://AA:BB",
        title="Cuff",
        can_start=False,
        simulated=True,
    ),
    facts.DeviceReleased(role=Role.STRAP),
    facts.CuffStartAgreed(agreed=True),
    facts.HeartRateSourceChosen(role=Role.STRAP),
    facts.BaselineBegun(),
    facts.RestStarted(),
)

MEASURING: tuple[Event, ...] = (
    facts.MeasurementRequested(
        request="r-1", role=Role.CUFF, reason="baseline", due="baseline-1", by_program=True
    ),
    facts.RequestEnded(request="r-1", reason="stopped"),
    facts.MeasurementRecorded(
        measurement=BloodPressure(
            systolic=121.0,
            diastolic=79.5,
            mean=93.0,
            pulse_rate=66.0,
            reported_unit=PressureUnit.KPA,
            device_time=DEVICE_TIME,
            age_s=3.0,
            user=1,
            status=(MeasurementStatus.BODY_MOVEMENT, MeasurementStatus.IRREGULAR_PULSE),
            frame=bytes.fromhex("1e7900"),
        ),
        provenance=Provenance.LIVE,
        role=Role.CUFF,
        driver="bluetooth_blp",
        device="AA:BB",
        request="r-1",
        due="baseline-1",
        queried=("a jump of 40 in a minute",),
        corrected_utc=START,
    ),
    facts.MeasurementRecorded(
        measurement=BloodPressure(systolic=None, diastolic=None),
        provenance=Provenance.MANUAL,
        role=Role.CUFF,
        driver=None,
        device=None,
        source=ReadingSource.READ_ALOUD,
    ),
    facts.MeasurementRecorded(
        measurement=HeartRate(
            heart_rate=64.0, rr_intervals_ms=(937.5, 940.0), contact=True, frame=b"\x10\x40"
        ),
        provenance=Provenance.LIVE,
        role=Role.STRAP,
        driver="bluetooth_hrp",
        device="CC:DD",
    ),
    facts.MeasurementRecorded(
        measurement=PulseOximetry(
            spo2=97.0, pulse_rate=65.0, status=("low_perfusion",), device_time=DEVICE_TIME
        ),
        provenance=Provenance.UNCONFIRMED,
        role=Role.OXIMETER,
        driver="oximeter",
        device="EE:FF",
    ),
    facts.MeasurementFailureRecorded(
        role=Role.CUFF,
        driver="bluetooth_blp",
        reason=FailureReason.MOVEMENT,
        text="The arm moved.",
        request="r-1",
        frame=b"\x00",
    ),
    facts.MeasurementQuarantined(
        measurement=BloodPressure(systolic=20.0, diastolic=300.0),
        role=Role.CUFF,
        driver="bluetooth_blp",
        reasons=("systolic 20",),
    ),
    facts.ProtocolViolationRecorded(
        role=Role.CUFF, driver="bluetooth_blp", reason="too short", frame=b"\xff"
    ),
    facts.MeasurementConfirmed(seq=18, taken_now=True),
    facts.MeasurementMarkedInError(seq=18, reason="wrong arm"),
    facts.MeasuringStated(
        role=Role.CUFF, posture=Posture.SEATED, site=Site.LEFT_ARM, cuff_size=CuffSize.MEDIUM
    ),
    facts.ReadingPostponed(due="t30", minutes=5.0, reason="patient is inward"),
    facts.ReadingMissed(due="t45", reason="asleep"),
    facts.DeviceLinkRecorded(role=Role.CUFF, state=LinkState.LOST, text="Out of reach."),
    facts.DeviceNoted(
        role=Role.CUFF,
        manufacturer="Acme",
        model="Cuff 1",
        serial="42",
        firmware="1.0",
        battery_percent=80.0,
        clock_offset_s=-3.5,
    ),
)

DOSE_SEQ, BOOSTER_SEQ = 40, 52

COURSE: tuple[Event, ...] = (
    facts.GateAssessed(
        state="hold",
        reasons=("Systolic 162: limit 140: 22 over",),
        systolic=162.0,
        diastolic=90.0,
        pulse_rate=None,
        evidence=(17, 18),
    ),
    facts.GateOverridden(
        reason="white coat", clinician="Dr. Grace Prescriber", contact_utc=START, for_booster=False
    ),
    facts.CallLogged(to="prescriber", result="go ahead"),
    facts.DoseAdministered(
        drug="ketamine",
        amount=100.0,
        unit="mg",
        route="sublingual",
        taken=at(600.0),
        booster=False,
        deviations=("The gate was held.",),
    ),
    facts.LozengeRemoved(taken_out=at(1200.0), end=LozengeEnd.SWALLOWED),
    facts.PatientReturned(),
    facts.CheckRecorded(check="breathing"),
    facts.CheckMissed(check="mouth"),
    facts.ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM),
    facts.ObservationRecorded(
        code="dissociation", kind=ObservationKind.EXPECTED, label="Dissociation"
    ),
    facts.ObservationDetailed(seq=40, severity="mild", distress=3, duration_min=10.0),
    facts.NoteAdded(text=words("Asked for O'Hara's song – »leise«", ref="note-1")),
    facts.EntryWithdrawn(seq=40),
    facts.EntryAmended(seq=35, reason="typing error", text=words("It was 90 mg.", ref="amend-1")),
    facts.DoseCorrected(
        seq=DOSE_SEQ,
        reason="the clock was misread",
        taken=at(540.0),
        amount=90.0,
        route="sublingual",
        gate="held",
        deviations=("90 mg, ordered 100 mg.",),
    ),
    facts.DoseAdministered(
        drug="ketamine",
        amount=50.0,
        unit="mg",
        route="sublingual",
        taken=at(1500.0),
        booster=True,
    ),
    facts.DoseWithdrawn(seq=BOOSTER_SEQ, reason="pressed by mistake"),
)

ALARMING: tuple[Event, ...] = (
    facts.AlarmRaised(
        code="systolic_high",
        kind=AlarmKind.PHYSIOLOGICAL,
        priority=Priority.HIGH,
        reason="Systolic 182",
        action="Repeat now.",
        confirmed=False,
        evidence=(18,),
    ),
    facts.AlarmChanged(
        code="systolic_high",
        priority=Priority.MEDIUM,
        reason="Systolic 170",
        action="Watch.",
        confirmed=True,
        evidence=(18, 19),
    ),
    facts.AlarmCleared(code="systolic_high"),
    facts.AlarmAcknowledged(codes=("systolic_high", "cuff_lost")),
    facts.AlarmActionRecorded(code="systolic_high", did="called the prescriber"),
    facts.AudioPaused(until_s=720.0),
    facts.AudioResumed(),
    facts.SoundSet(priority=Priority.LOW, mode=SoundMode.OFF),
    facts.SoundTested(output="Earbud", heard=True),
    facts.LimitMadePersonal(
        rule="sbp-urgent", value=190.0, reason="treated hypertension", authorised_by="Dr. Sample"
    ),
    facts.LimitRestored(rule="sbp-urgent", reason="not needed today"),
    facts.HostConditionChanged(
        condition=HostCondition.COMPUTER_BATTERY, active=True, detail="29 %", value=29.0
    ),
    facts.ClockDiscontinuityDetected(step_s=-7200.0),
)

ENDING: tuple[Event, ...] = (
    facts.DischargeCheckOpened(),
    facts.MonitoringContinued(),
    facts.FindingRecorded(criterion="oriented", answer=Answer.YES),
    facts.ScoreItemRecorded(scale="pads", item="activity", points=2),
    facts.ScoreItemRecorded(scale="pads", item="activity", points=None),
    facts.DrivingAnswered(answer=DrivingAnswer.NOT_SURE),
    facts.HandoverRecorded(means="car, driven by sister", handed_over=at(9000.0)),
    facts.HandoverDetailed(
        arrived=at(8900.0),
        confirmed="by phone",
        keys=Answer.YES,
        tonight=words("Her sister stays", ref="tonight"),
        follow_up="call tomorrow",
        same_place=Answer.NOT_ASSESSED,
        camera_ended=at(9000.0),
    ),
    facts.HandoverDetailed(),
    facts.RuleSaidBack(said_back=True, not_before=NOT_BEFORE),
    facts.WrittenAdviceGiven(),
    facts.CheckSigned(name="Ada Therapist"),
    facts.SessionEnded(
        outcome=Outcome.OVERRIDDEN,
        assessment=(
            facts.CriterionRecorded(id="oriented", result="met", reason="Answered yes."),
            facts.CriterionRecorded(id="gait", result="unknown", reason="", evidence=(17,)),
        ),
        reason="gait not assessed: wheelchair",
        clinician="Dr. Grace Prescriber",
        risk_note=words("Understood the risk.", ref="risk"),
        not_before=NOT_BEFORE,
        countersigned=True,
    ),
    facts.Countersigned(seq=33, clinician="Dr. Grace Prescriber"),
    facts.RecordSigned(signed_by="Ada Therapist", digest="a" * 64),
    facts.CheckSigned(name="Ada Therapist", digest="b" * 64, signing=SIGNED_BY_NAME),
    facts.Countersigned(
        seq=33, clinician="Dr. Grace Prescriber", digest="b" * 64, signing=SIGNED_BY_SECRET
    ),
    facts.EntryAmended(seq=40, reason="another patient", text=None, manner=Amendment.IN_ERROR),
    facts.EntryAmended(
        seq=1,
        reason="the call came first",
        text=words("Sat up, asked for water.", ref="amend-2"),
        manner=Amendment.LATE_ENTRY,
        happened=at(500.0),
    ),
    facts.RecordSigned(signed_by="Ada Therapist", digest="a" * 64, signing=SIGNED_BY_SECRET),
)

EVERY_EVENT: tuple[Entry, ...] = entries_of(
    *OPENING, *MEASURING, *COURSE, *ALARMING, *REMOTE, *ENDING
)
