"""The keys of unfinished links: each with its session, none in the clear, none left behind."""

from __future__ import annotations

from pathlib import Path

from kapmonitor.record.data_key import fresh_key
from kapmonitor.telehealth.kept_root import NAME, Kept, Roots

ALEX = Kept("00" * 16, 0, "ab" * 32, "Alex R.")
KIM = Kept("11" * 16, 0, "cd" * 32, "Kim S.")


def test_what_is_forgotten_leaves_the_others_and_no_half_written_file(tmp_path: Path) -> None:
    roots = Roots(tmp_path, None)
    roots.keep("s-1", ALEX)
    roots.keep("s-2", KIM)
    (tmp_path / f"{NAME}.new").write_text("Alex R., as a write left it that broke off")
    roots.forget(("s-1", "s-3"))
    assert (roots.of("s-1"), roots.of("s-2")) == (None, KIM)
    assert [each.name for each in tmp_path.iterdir()] == [NAME]
    roots.forget(("s-2",))
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_is_encrypted_later_leaves_no_key_in_the_clear(tmp_path: Path) -> None:
    Roots(tmp_path, None).keep("s-1", ALEX)
    sealed = Roots(tmp_path, fresh_key())
    assert sealed.of("s-1") == ALEX, "the link goes on"
    sealed.seal()
    assert b"Alex" not in (tmp_path / NAME).read_bytes()
    assert ALEX.root.encode() not in (tmp_path / NAME).read_bytes()
    assert sealed.of("s-1") == ALEX
    assert Roots(tmp_path, fresh_key()).of("s-1") is None, "under another key it is nothing"
