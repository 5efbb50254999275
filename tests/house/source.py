"""The files the house tests read: what a contributor writes, without what tools leave behind."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LEFT_BEHIND = frozenset(
    {"__pycache__", "build", "dist", "htmlcov", "kapmonitor-demo", "kapmonitor.egg-info", "uv.lock"}
)
OURS_WITH_A_DOT = frozenset({".ci", ".constraints.txt", ".gitignore", ".pre-commit-config.yaml"})


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file a contributor may have written."""
    for path in sorted(folder.iterdir()):
        if path.name in LEFT_BEHIND:
            continue
        if path.name.startswith(".") and path.name not in OURS_WITH_A_DOT:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and content of every text file."""
    for path in files():
        try:
            yield named(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@cache
def modules() -> dict[str, ast.Module]:
    """Return every Python file, parsed, by its name in the checkout."""
    python = [path for path in files() if path.suffix == ".py" or path.name == "dev"]
    return {named(path): ast.parse(path.read_text(encoding="utf-8")) for path in python}


def named(path: Path) -> str:
    """Name a file as seen from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()
