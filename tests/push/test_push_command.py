"""`kapmonitor push`, as a script sees it: exit codes, what is printed, and what never is."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kapmonitor.cli import main
from kapmonitor.push.server import token_of
from kapmonitor.record.connect import FILE_NAME
from tests.push.conftest import SESSION, Bench
from tests.support.fhir_server import TOKEN, html, refusing


@pytest.fixture
def push(bench: Bench) -> Callable[..., int]:
    """The command over the bench's record, once nobody else has it open."""
    bench.practice.record.close()
    return lambda *words: main(["--data", str(bench.folder), "push", *words])


def test_one_session_goes_now_and_its_standing_is_told(
    bench: Bench, push: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(SESSION) == 0
    assert "waits" in capsys.readouterr().err
    bench.chart.moods.append(refusing(422, "code unknown"))
    assert push(SESSION, "--now") == 1
    assert "code unknown" in capsys.readouterr().err
    assert push("--status", "--json") == 1
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["state"], row["reason"], row["status"]) == ("refused", "refused", 422)
    assert push(SESSION, "--now") == 0
    assert push("--status") == 0
    assert "Encounter/" in capsys.readouterr().out
    assert push(SESSION) == 1, "this state of the record is there"
    assert push("--now") == 0


def test_what_cannot_be_is_told_in_one_line(
    push: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for words in (
        ("nosuch",),
        (),
        ("--server", "http://chart.example"),
        ("--ca", "none.pem", "--check"),
    ):
        assert push(*words) == 2, words
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert main(["--data", str(tmp_path / "empty"), "push", "--now"]) == 2
    assert not (tmp_path / "empty" / FILE_NAME).exists()


def test_a_server_is_set_up_with_its_token_from_standard_input(
    bench: Bench,
    push: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("fresh-token\n"))
    assert push("--server", f"{bench.base}/", "--token", "--test-server", "yes") == 0
    told = capsys.readouterr()
    assert "only you may read" in told.err
    assert "fresh-token" not in told.err + told.out
    assert token_of(bench.folder, bench.base) == "fresh-token"
    assert push("--check") == 0
    assert "Strict FHIR 4.0.1" in capsys.readouterr().err
    bench.chart.moods.append(html)
    assert push("--check") == 1
    assert push(SESSION) == 1, "a test server takes no patient's session"
    assert TOKEN not in (bench.folder / "settings.json").read_text()
