"""`access` as it is used: what a command did is there, with the account that gave it."""

from pathlib import Path

import pytest

from tests.support.command import say


@pytest.mark.usefixtures("recorded")
def test_what_was_exported_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = say(capsys, "sessions", "--json").facts
    export = ("export", row["id"], "--format", "csv", "--out", tmp_path / "a.csv")
    assert say(capsys, *export).code == 0
    (fact,) = say(capsys, "access", "--json", "--kind", "export_made", "--session", row["id"]).facts
    assert (fact["session"], fact["station"], fact["page"]) == (row["id"], "command line", "export")
    assert fact["person"]
    shown = say(capsys, "access", "--person", fact["person"])
    assert f"Saved session {row['id']} as csv" in shown.out
    nothing = say(capsys, "access", "--since", "2100-01-01")
    assert (nothing.code, nothing.out) == (0, "")
    wrong = say(capsys, "access", "--since", "yesterday")
    assert (wrong.code, "is not a day" in wrong.line) == (2, True)
