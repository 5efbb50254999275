"""A TOML file that a person wrote or was sent: read whole, or refused in words.

`tomllib` takes anything: it recurses as deep as the brackets do, needs time that grows with the
square of a dotted key, and lets the interpreter's own errors out. These bounds are far above any
file that means something.
"""

from __future__ import annotations

import errno
import tomllib
from pathlib import Path

LARGEST = 1 << 20
"""Octets that a preset, a scenario or a profile may have."""
LONGEST_LINE = 10_000


class NotToml(Exception):
    """The text is no TOML, or more of it than anybody means; the text says which."""


def read(path: Path) -> dict[str, object]:
    """Return what is in a file. Raises OSError, NotToml, UnicodeDecodeError."""
    return parse(read_text(path))


def read_text(path: Path, *, largest: int = LARGEST) -> str:
    """Return the text of an ordinary file. Raises OSError, NotToml, UnicodeDecodeError."""
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would never end
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    if path.is_file() and path.stat().st_size > largest:
        raise NotToml(f"the file is larger than {largest} octets")
    return path.read_text(encoding="utf-8")


def parse(text: str, *, longest: int = LONGEST_LINE) -> dict[str, object]:
    """Return what TOML says. Raises NotToml."""
    if any(len(line) > longest for line in text.splitlines()):
        raise NotToml(f"a line is longer than {longest} characters")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise NotToml(str(fault)) from fault
    except (ValueError, RecursionError) as fault:  # a number too long, brackets too deep
        raise NotToml("a number is too long, or brackets are too deep") from fault
