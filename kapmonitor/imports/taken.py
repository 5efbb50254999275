"""A preview that a person agreed to, as the one fact that the record keeps of the import."""

from __future__ import annotations

import json

from kapmonitor.imports.preview import Preview
from kapmonitor.imports.questions import Verdict
from kapmonitor.record.home import HomeReadingsImported, ReadAs, RowLeftOut
from kapmonitor.session.personal import PersonalText


def imported(
    found: Preview, *, id_: str, words: tuple[PersonalText, PersonalText]
) -> HomeReadingsImported:
    """Return the fact; `words`: the file's name, and `cells_text` of its sheet.

    Raises ValueError while a question is open, or with nothing to take.
    """
    if found.counts[Verdict.QUESTION] or not found.taken:
        raise ValueError("an import has no open question and at least one reading")
    file, cells = words
    return HomeReadingsImported(
        id=id_,
        patient=found.patient,
        file=file,
        digest=found.sheet.digest,
        read_as=_read_as(found),
        readings=found.taken,
        left_out=tuple(
            RowLeftOut(row=line.row, reason=line.reason.value)
            for line in found.lines
            if line.verdict is not Verdict.TAKEN and line.reason is not None
        ),
        cells=cells,
    )


def cells_text(found: Preview) -> str:
    """Return every row's own text, headings and what stands above them first."""
    sheet = found.sheet
    rows = (*sheet.above, sheet.heading_row, *sheet.rows)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _read_as(found: Preview) -> ReadAs:
    answers = found.answers
    kept = {"above": answers.above, "twice": answers.twice, "again": answers.again}
    kept["in_session"] = answers.in_session
    return ReadAs(
        encoding=found.sheet.encoding,
        separator=found.sheet.separator,
        date_order=found.order.value if found.order else None,
        unit=answers.unit.value if answers.unit else None,
        zone=answers.zone.name if answers.zone else None,
        decided=tuple(f"{name}={keep.value}" for name, keep in kept.items() if keep),
    )
