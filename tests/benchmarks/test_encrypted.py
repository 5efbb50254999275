"""One durable append, encrypted and plain, beside a bare SQLite commit: turn by turn in one run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from kapmonitor.record.connect import open_record
from kapmonitor.record.data_key import fresh_key
from kapmonitor.record.log import SessionLog
from tests.benchmarks.conftest import Figures
from tests.benchmarks.test_commit import Bare
from tests.record.examples import entries_of, opened, recorded

ROUNDS = 400


def test_durable_append_encrypted_and_plain(tmp_path: Path, figures: Figures) -> None:
    took: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        began = perf_counter()
        work()
        took.setdefault(name, []).append(perf_counter() - began)

    with ExitStack() as stack:
        bare = Bare(tmp_path / "bare.db")
        stack.callback(bare.close)
        plain = SessionLog(stack.enter_context(open_record(tmp_path / "plain.db")))
        sealed = SessionLog(stack.enter_context(open_record(tmp_path / "sealed.db", fresh_key())))
        for log in (plain, sealed):
            log.append("s-1", entries_of(opened()))
        for seq in range(2, ROUNDS + 2):
            entries = entries_of(recorded(), first=seq)
            timed("bare", bare.commit)
            timed("plain", lambda: plain.append("s-1", entries))  # noqa: B023  called at once
            timed("encrypted", lambda: sealed.append("s-1", entries))  # noqa: B023  the same
        assert sealed.head("s-1").seq == ROUNDS + 1
    for name in ("plain", "encrypted"):
        assert figures.note(f"durable append, {name}", took[name], floor=took["bare"]) > 0
    assert figures.note("encrypted beside plain", took["encrypted"], floor=took["plain"]) > 0


def test_opening_encrypted_and_plain(tmp_path: Path, figures: Figures) -> None:
    key = fresh_key()
    took: dict[str, list[float]] = {"plain": [], "encrypted": []}
    for _ in range(20):
        for name, given in (("plain", None), ("encrypted", key)):
            began = perf_counter()
            open_record(tmp_path / f"{name}.db", given).close()
            took[name].append(perf_counter() - began)
    assert figures.note("opening, encrypted", took["encrypted"][1:], floor=took["plain"][1:]) > 0
