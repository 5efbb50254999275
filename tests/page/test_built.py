"""What is served was built from what is beside it, and each part names the next by its hash."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

PAGE = Path(__file__).parents[2] / "resources" / "page"
BUILT = PAGE / "built"


def _integrity(name: str) -> str:
    digest = hashlib.sha384((BUILT / name).read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def test_built_belongs_to_the_sources() -> None:
    """Red: run `./dev page`."""
    told = (BUILT / "sources.sha256").read_text(encoding="utf-8").splitlines()
    named = {name: digest for digest, name in (each.split("  ") for each in told)}
    found = [PAGE / each for each in ("index.html", "package-lock.json", "page.css")]
    found += [*(PAGE / "src").iterdir(), *(PAGE / "texts").iterdir()]
    assert named == {
        path.relative_to(PAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
    }


def test_each_part_names_the_next_by_its_hash() -> None:
    index = (BUILT / "index.html").read_text(encoding="utf-8")
    assert _integrity("page.css") in index
    assert _integrity("page.js") in index
    assert _integrity("worker.js") in (BUILT / "page.js").read_text(encoding="utf-8")
    assert (BUILT / "page.css").read_bytes() == (PAGE / "page.css").read_bytes()
