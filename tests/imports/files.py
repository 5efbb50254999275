"""Files of home readings as people and apps write them, and what they are held against."""

from __future__ import annotations

from datetime import UTC, datetime

from kapmonitor.imports.preview import Preview
from kapmonitor.imports.questions import Answers, Hand, Known, Reason, Verdict
from kapmonitor.imports.readings import preview, readings_sheet
from kapmonitor.imports.zones import Zone
from kapmonitor.presets import shipped_plausibility

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
MADRID = Zone("Europe/Madrid")
PLAIN = "Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse\n"
KNOWN = Known(now=NOW, patient="P-1", plausibility=shipped_plausibility())
NOTHING_DONE = Hand()
AT_HOME = Answers(zone=MADRID)


def looked_at(
    text: str | bytes,
    answers: Answers = AT_HOME,
    *,
    known: Known = KNOWN,
    hand: Hand = NOTHING_DONE,
) -> Preview:
    """Return what would become of a file."""
    octets = text if isinstance(text, bytes) else text.encode()
    return preview(readings_sheet(octets), known, answers, hand)


def verdicts(found: Preview) -> list[Verdict]:
    return [line.verdict for line in found.lines]


def reasons(found: Preview) -> list[Reason | None]:
    return [line.reason for line in found.lines]


def values(found: Preview) -> list[tuple[float | None, float | None, float | None]]:
    return [(each.systolic, each.diastolic, each.pulse_rate) for each in found.taken]
