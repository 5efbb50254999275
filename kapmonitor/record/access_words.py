"""What somebody did, in a sentence, and as a line of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from enum import StrEnum

from kapmonitor.language import mark, say
from kapmonitor.record import import_facts, practice
from kapmonitor.record import people_facts as people
from kapmonitor.record import push_facts as push
from kapmonitor.record.practice import PRACTICE_FACTS, PracticeEntry, PracticeFact
from kapmonitor.record.shapes import utc_text

_DEEDS: dict[type, str] = {
    people.OperatorAdded: mark("{name} may use the program, as {role}"),
    people.OperatorRetired: mark("{id} no longer uses the program"),
    people.SecretSet: mark("Set a secret for {person}"),
    people.SignedIn: mark("Signed in ({how}); failed before: {failed_before}"),
    people.SignedOut: mark("Signed out"),
    people.SignInFailed: mark("Sign-in failed for {person}: {count} times"),
    people.EmergencyAccess: mark("Emergency access by {name}: {reason}"),
    people.EmergencySeen: mark("Saw the emergency access in entry {seq}"),
    people.ScreenLocked: mark("The screen was locked ({why})"),
    people.ScreenUnlocked: mark("Unlocked the screen ({how})"),
    practice.PresetSigned: mark("Signed the preset {preset}"),
    practice.ExportMade: mark("Saved session {session} as {format}"),
    push.PushQueued: mark("Asked for session {session} to be sent to {server}"),
    push.PushDelivered: mark("Session {session} arrived at {server}"),
    push.PushFailed: mark("Session {session} did not arrive at {server} ({reason})"),
    practice.PatientLookedUp: mark("Looked up {patient}"),
    practice.SettingChanged: mark("Changed {name}: {before} → {after}"),
    practice.PatientAdded: mark("Added {patient}"),
    practice.PatientCorrected: mark("Corrected the data of {patient}"),
    practice.NoticeRead: mark("Read what the program is and is not"),
    practice.PresetKept: mark("Wrote the preset {preset}: {reason}"),
    practice.PatientErased: mark("Erased {patient} ({words} texts): {reason}"),
    practice.WordsLacking: mark("Session {session} came without {words} of its texts"),
    import_facts.ImportMade: mark("Brought in a file ({kind}): {taken} taken, {left_out} left out"),
    import_facts.ImportWithdrawn: mark("Withdrew an import of {subject}"),
    practice.BackupMade: mark("Made a backup of {entries} entries"),
    practice.RecordRestored: mark("Put a backup of {entries} entries in place"),
}
_HOW = {
    "opened": mark("Opened session {session}"),
    "opened_to_amend": mark("Opened session {session} to amend it"),
    "note_copied": mark("Copied the note of session {session}"),
    "printed": mark("Printed from session {session}"),
    "course": mark("Opened the course of {patient}"),
}
HEADS = ("utc", "person", "role", "station", "page", "kind", "session", "patient", "what")
"""The columns of the spreadsheet."""


def sentence(event: PracticeFact) -> str:
    """Return what was done, in a sentence."""
    pattern = _HOW.get(str(getattr(event, "how", ""))) or _DEEDS.get(type(event))
    described = PRACTICE_FACTS.kind_of(event)
    if pattern is None:
        return described.name.replace("_", " ")
    return say(pattern).format(
        **{name: _shown(getattr(event, name)) for name in described.fields if name != "before"},
        **({"before": _shown(event.before)} if isinstance(event, practice.SettingChanged) else {}),
    )


def row(entry: PracticeEntry) -> tuple[str, ...]:
    """Return an entry as a line of the spreadsheet."""
    person = entry.origin.operator if entry.origin else None
    return (
        utc_text(entry.utc),
        person.name if person else "",
        person.role if person else "",
        entry.origin.station if entry.origin else "",
        entry.origin.page if entry.origin else "",
        PRACTICE_FACTS.kind_of(entry.event).name,
        str(getattr(entry.event, "session", None) or ""),
        str(getattr(entry.event, "patient", None) or ""),
        sentence(entry.event),
    )


def as_csv(entries: Iterable[PracticeEntry]) -> str:
    """Return entries as CSV with a line of heads."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(tuple(_harmless(cell) for cell in row(each)) for each in entries)
    return text.getvalue()


def _shown(value: object) -> str:
    if value is None:
        return "-"
    return value.value if isinstance(value, StrEnum) else str(value)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
