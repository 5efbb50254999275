"""Real files, always; one whole record made once and copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.log import SessionLog
from tests.record.examples import copy_of, whole_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a record may be made."""
    return tmp_path / "data" / FILE_NAME


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """An open, empty record."""
    with open_record(path) as opened:
        yield opened


@pytest.fixture
def log(record: Record) -> SessionLog:
    return SessionLog(record)


@pytest.fixture(scope="session")
def _two_sessions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / FILE_NAME
    with open_record(path) as record:
        log = SessionLog(record)
        for session in ("s-1", "s-2"):
            for entry in whole_session(session):
                log.append(session, [entry])
    return path


@pytest.fixture
def two_sessions(_two_sessions: Path, tmp_path: Path) -> Path:
    """A closed record with two ended sessions of ten entries, to be spoilt at will."""
    return copy_of(_two_sessions, tmp_path / FILE_NAME)
