"""A patient found among ten thousand, and who of them might be the same person as a new one."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from kapmonitor.record import patient_table
from kapmonitor.record.connect import open_record
from kapmonitor.record.library import Library
from kapmonitor.record.patient import Patient
from tests.benchmarks.conftest import Figures

MANY = 10_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SEARCHES = ("a", "an", "mar li", "1984-03", "4711", "nobody at all")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A practice with many patients."""
    record = open_record(Path(tmp_path_factory.mktemp("people")) / "kapmonitor.db")
    chance, now = random.Random(7), datetime(2026, 11, 27, tzinfo=UTC)
    with record.transaction() as connection:
        for number in range(MANY):
            words = ("".join(chance.choices(LETTERS, k=chance.randint(4, 9))) for _ in range(2))
            born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
            name, local_id = " ".join(words).title(), str(number)
            made = Patient(id=f"P-{number}", name=name, born=born, local_id=local_id, added=now)
            patient_table.put(connection, made)
    return Library(record)


def test_search(library: Library, figures: Figures) -> None:
    took = []
    for search in SEARCHES * 10:
        began = perf_counter()
        library.patients(search, limit=7)
        took.append(perf_counter() - began)
    figures.note("a patient among ten thousand", took)


def test_alike(library: Library, figures: Figures) -> None:
    everyone = library.patients(limit=40)
    took = []
    for each in everyone:
        new = Patient(id="", name=f"{each.name}e", born=each.born, added=each.added)
        began = perf_counter()
        found = library.alike(new)
        took.append(perf_counter() - began)
        assert each in found
    figures.note("who might be the same person, of ten thousand", took)
