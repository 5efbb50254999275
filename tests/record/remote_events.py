"""One example of each fact of the link to the patient's side."""

from __future__ import annotations

from devices.measurement import BloodPressure, Provenance
from kapmonitor.session import event as facts
from kapmonitor.session.event import Event
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Numbering, RequestStage, Role
from tests.record.examples import START, words

LINK = "000102030405060708090a0b0c0d0e0f"

REMOTE: tuple[Event, ...] = (
    facts.RemotePaired(link=LINK, key_id=1, resume_of="f" * 32),
    facts.CheckWordsCompared(link=LINK, same=True),
    facts.RemoteStartAllowed(allowed=True),
    facts.CompanionStated(used=True),
    facts.RemoteNumbersReserved(link=LINK, of=Numbering.MESSAGES, upto=1000),
    facts.RemoteMessageReceived(
        link=LINK,
        number=7,
        digest=bytes(range(32)),
        kind="reading",
        reading="a" * 32,
        wall_ms=1_795_000_000_000,
        up_ms=81_000,
        epoch=2,
        placed_utc=START,
        ahead_s=3733.25,
        bound_s=0.4,
    ),
    facts.RemoteEntryKept(
        link=LINK, number=8, kind="mood", body=words('{"t":"mood","v":1}', ref="link-8")
    ),
    facts.RemoteConflictFound(
        link=LINK,
        number=7,
        digest=bytes(32),
        kind="reading",
        body=words('{"t":"reading","v":1}', ref="link-7"),
    ),
    facts.RemoteConflictFound(
        link=LINK,
        number=9,
        digest=bytes(32),
        kind="reading",
        body=words('{"t":"reading","v":1}', ref="link-9"),
        reading="a" * 32,
    ),
    facts.RemoteTamperingSuspected(link=LINK, refusals=3, why="tag"),
    facts.RemoteVersionDiffered(link=LINK, version=2),
    facts.RemoteNumbersLost(link=LINK, numbers=(3, 4)),
    facts.RemotePersonDenied(link=LINK),
    facts.RemoteLinkChanged(
        link=LINK,
        standing=LinkStanding.DOWN,
        side=LinkSide.PATIENT,
        told_lost=True,
        bound_s=0.4,
    ),
    facts.PatientProgramStarted(
        link=LINK,
        instance="0011223344556677",
        app="kapmonitor 0.3.0",
        system="Windows 11",
        can=("start", "cancel"),
        cuff_id="AA:BB",
        cuff_model="Cuff 1",
        cuff_slot=1,
        cuff_battery_percent=70.0,
        cuff_driver="bluetooth_blp",
        resume_of="f" * 32,
    ),
    facts.PatientSideChanged(
        link=LINK,
        cuff="gone",
        power="bat",
        battery_percent=41.0,
        sight="hidden",
        slept_s=240.0,
        error="cannot_record",
    ),
    facts.PatientProgramEnded(link=LINK),
    facts.RequestStaged(
        request="r-1", stage=RequestStage.DECLINED, why=words("not now", ref="why-1")
    ),
    facts.PatientCalled(link=LINK, code="help", text=words("I feel sick", ref="called"), help=True),
    facts.HelpAnswered(call=15),
    facts.TrialReadingAccepted(seq=18, into_baseline=True),
    facts.StationWrote(text=words("Room 3 needs the blanket", ref="station")),
    facts.StationMessageSeen(message=20),
    facts.MeasurementRecorded(
        measurement=BloodPressure(systolic=118.0, diastolic=76.0),
        provenance=Provenance.LIVE,
        role=Role.CUFF,
        driver="bluetooth_blp",
        device=f"link://{LINK}",
        corrected_utc=START,
        waited_s=160.0,
        taken_within_s=2.5,
        relayed=6,
        trial=True,
        verified=False,
    ),
)
