"""The golden sessions: any difference is a change of behaviour, to be reviewed."""

from __future__ import annotations

import pytest

from tests.session.golden import FOLDER, SESSIONS, lines


@pytest.mark.parametrize("name", SESSIONS)
def test_a_golden_session_is_what_it_was(name: str) -> None:
    assert lines(SESSIONS[name]()) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_has_its_session() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SESSIONS)
