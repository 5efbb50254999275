"""A patient in the words by which people tell two of them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.record.patient import Patient


def two_identifiers(patient: Patient) -> str:
    """Return name and day of birth; the pseudonym for a name that nobody gave."""
    born = patient.born.isoformat() if patient.born else ""
    return " · ".join(filter(None, (patient.name or patient.id, born)))
