"""Small whole sessions as text, one line an entry: `python -m tests.session.golden` writes them.

They show at a glance what the core makes of a course of events. A difference is a change of
behaviour: review it as a clinician would.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from kapmonitor.session.event import (
    CallLogged,
    CheckRecorded,
    Entry,
    ObservationRecorded,
    SessionOpened,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    CloseWithoutDose,
    Discharge,
    MarkReturned,
    OpenDischargeCheck,
    OverrideDischarge,
    ReportCareTransferred,
    ReportDoseTaken,
    ReportLozengeOut,
    RequestReading,
    SignRecord,
    StartRest,
)
from kapmonitor.session.vocabulary import LozengeEnd, ObservationKind
from tests.support.builders import IM, TELEHEALTH, Course, dosed, gated, recovered, rested

FOLDER = Path(__file__).parent / "golden"
LEFT_OUT = {
    "preset_document",
    "preset_digest",
    "frame",
    "software",
    "digest",
    "limit_rooms",
    "trial",
}


def quiet() -> Course:
    """An uneventful session to its signature."""
    course = recovered(IM)
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    return course


def spike() -> Course:
    """A rise that is confirmed, answered and called about; discharge overridden."""
    course = recovered(IM)
    course.read(182, 104, 84)
    course.pass_s(20)
    course.ask(AcknowledgeAlarms())
    course.note(CallLogged(to="prescriber", result="repeat, then decide"))
    course.wait(2, step_s=30)
    course.read(168, 98, 80)
    course.wait(5, step_s=60)
    course.read(163, 96, 78)
    course.ask(OverrideDischarge(reason="falling, seen by video", clinician="Dr. Sample"))
    return course


def held() -> Course:
    """A gate held through all its rechecks; no dose."""
    course = gated(baseline=(152, 88, 70))
    for _ in range(3):
        course.ask(StartRest())
        course.wait(5, step_s=60)
        for _ in range(2):
            course.pass_s(60)
            course.read(148, 86, 70)
    course.ask(CloseWithoutDose(reason="held; prescriber: not today"))
    return course


def early() -> Course:
    """A dose taken before the gate was clear, recorded with its true time."""
    course = rested()
    course.read(128, 82, 72)
    course.pass_s(120)
    course.ask(
        ReportDoseTaken(
            drug="ketamine",
            amount=100,
            unit="mg",
            route="sublingual",
            taken_utc=course.at.later(seconds=-90).utc,
        )
    )
    course.note(CallLogged(to="prescriber", result="told"))
    course.until(3)
    return course


def crisis() -> Course:
    """A red flag at home: alarm, ambulance."""
    course = dosed(TELEHEALTH)
    course.until(40, step_s=30)
    course.note(ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG))
    course.typed(184, 112, 108)
    course.pass_s(10)
    course.ask(AcknowledgeAlarms())
    course.note(CallLogged(to="emergency services", result="on their way"))
    course.wait(2, step_s=30)
    course.ask(ReportCareTransferred(to="ambulance", reason="chest pain, 184/112"))
    return course


def forgotten() -> Course:
    """Nobody looks and nobody measures for half an hour; then all is made good."""
    course = dosed()
    course.until(15, step_s=30)
    course.ask(ReportLozengeOut(end=LozengeEnd.SPIT, taken_out_utc=course.at.utc))
    course.until(50, step_s=30)
    course.note(CheckRecorded(check="breathing-seen-mouth-clear"))
    course.until(97, step_s=30)
    course.ask(MarkReturned())
    course.ask(RequestReading())
    course.pass_s(40)
    course.read(124, 80, 74)
    course.ask(OpenDischargeCheck())
    return course


SESSIONS: dict[str, Callable[[], Course]] = {
    "quiet": quiet,
    "spike": spike,
    "held": held,
    "early": early,
    "crisis": crisis,
    "forgotten": forgotten,
}


def lines(course: Course) -> str:
    """Return a session as text, one line an entry."""
    return "".join(f"{_line(entry)}\n" for entry in course.entries)


def _line(entry: Entry) -> str:
    minutes, seconds = divmod(round(entry.at.elapsed_s), 60)
    who = entry.origin.operator.id if entry.origin else "-"
    name = type(entry.event).__name__
    if isinstance(entry.event, SessionOpened):
        return f"{entry.seq:3} {minutes:3}:{seconds:02} {who:4} {name} {entry.event.setting}"
    return f"{entry.seq:3} {minutes:3}:{seconds:02} {who:4} {name} {_told(entry.event)}".rstrip()


def _told(event: object) -> str:
    """Return the fields that say something."""
    said = []
    for each in fields(event):  # type: ignore[arg-type]  # every fact is a dataclass
        value = getattr(event, each.name)
        if each.name not in LEFT_OUT and value not in (None, "", ()):
            said.append(f"{each.name}={_value(value)}")
    return " ".join(said)


def _value(value: object) -> str:
    if isinstance(value, Instant):
        return f"{value.elapsed_s / 60:.1f}min"
    if isinstance(value, tuple):
        return "[" + " | ".join(_value(each) for each in value) + "]"
    if hasattr(value, "__dataclass_fields__") and not hasattr(value, "ref"):
        return "(" + _told(value) + ")"
    return str(value)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for session, play in SESSIONS.items():
        (FOLDER / f"{session}.txt").write_text(lines(play()), encoding="utf-8")
