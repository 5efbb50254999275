"""The patient's page out of its sources: type-checked, then built with the packages of its lock.

    python -m tests.page.build          write what is served, and what the tests read of it
    python -m tests.page.build --check  only compare; red where a source has changed since

The packages stand in the environment, never in the checkout. What was found good once is not
looked at again until a source or what was made of it changes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parents[2]
SOURCES = Path("resources/page")
BUILT = SOURCES / "built"
VECTORS = Path("tests/page/vectors.mjs")
WORKSHOP = Path(sys.prefix) / "page"
_NOT_SOURCES = ("built", "node_modules")


def main(words: list[str]) -> int:
    """Build, or compare; answer an exit code."""
    if not (node := shutil.which("node")) or not (npm := shutil.which("npm")):
        sys.stderr.write("page: node and npm are needed: apt-get install nodejs npm\n")
        return 2
    check = "--check" in words
    seen = WORKSHOP / ".seen"
    if check and seen.exists() and seen.read_text() == _digest():
        return 0
    _copy_sources()
    if not (_packages(npm) and _done(node, "node_modules/typescript/bin/tsc")):
        return 1
    if not _done(node, "build.mjs"):
        return 1
    stale = [each for each in _made() if not _is_same(each)]
    if check and stale:
        lines = [f"{each} is not what its sources make. Run: ./dev page\n" for each in stale]
        sys.stderr.writelines(lines)
        return 1
    for each in stale:
        _take(each)
    seen.write_text(_digest())
    return 0


def _files(of: Path) -> Iterator[Path]:
    """Yield what the page is made of, by its path inside a checkout."""
    for path in sorted((of / SOURCES).rglob("*")):
        inside = path.relative_to(of)
        if path.is_file() and inside.parts[2] not in _NOT_SOURCES:
            yield inside


def _made() -> list[Path]:
    """Return what there is of it on either side."""
    both = {p.relative_to(of) for of in (HERE, WORKSHOP) for p in (of / BUILT).iterdir()}
    return [*sorted(both), VECTORS]


def _digest() -> str:
    digest = hashlib.sha256()
    for each in (*_files(HERE), *sorted((HERE / BUILT).iterdir()), HERE / VECTORS):
        digest.update(str(each).encode() + (HERE / each).read_bytes())
    return digest.hexdigest()


def _copy_sources() -> None:
    for each in list(_files(WORKSHOP)):
        (WORKSHOP / each).unlink()
    shutil.rmtree(WORKSHOP / BUILT, ignore_errors=True)
    (WORKSHOP / VECTORS).parent.mkdir(parents=True, exist_ok=True)
    for each in _files(HERE):
        (WORKSHOP / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / each, WORKSHOP / each)


def _packages(npm: str) -> bool:
    """Whether the lock's packages are there; they are installed once for each lock."""
    lock = (HERE / SOURCES / "package-lock.json").read_text(encoding="utf-8")
    stamp = WORKSHOP / ".lock"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return True
    if not _done(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"):
        return False
    stamp.write_text(lock, encoding="utf-8")
    return True


def _done(*words: str) -> bool:
    return subprocess.run(words, cwd=WORKSHOP / SOURCES, check=False).returncode == 0


def _is_same(each: Path) -> bool:
    ours, theirs = HERE / each, WORKSHOP / each
    return ours.exists() and theirs.exists() and ours.read_bytes() == theirs.read_bytes()


def _take(each: Path) -> None:
    if (WORKSHOP / each).exists():
        shutil.copyfile(WORKSHOP / each, HERE / each)
    else:
        (HERE / each).unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
