"""What the practice's stream keeps of files that came in."""

from __future__ import annotations

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import TEXT, WHOLE, maybe
from kapmonitor.session.fact import fact


@fact
class ImportMade:
    """A file came into the record. `subject`: the pseudonym, or the session; none for patients."""

    kind: str
    """home_readings, session or patients."""
    digest: str
    """SHA-256 of the file."""
    subject: str | None
    taken: int
    """Readings, entries or patients."""
    left_out: int


@fact
class ImportWithdrawn:
    """An import of a patient's home readings counts for nothing from now on."""

    subject: str
    id: str


ImportFact = ImportMade | ImportWithdrawn

IMPORT_KINDS: tuple[Kind[ImportFact], ...] = (
    kind(
        ImportMade,
        "import_made",
        kind=TEXT,
        digest=TEXT,
        subject=maybe(TEXT),
        taken=WHOLE,
        left_out=WHOLE,
    ),
    kind(ImportWithdrawn, "import_withdrawn", subject=TEXT, id=TEXT),
)
