"""How every command speaks: facts on standard output, words for people on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

DONE, NO, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done · the answer is "no" · bad input or unusable environment · interrupted."""


class CommandFault(Exception):
    """Bad input or an unusable environment: one plain line, exit code 2."""


def tell(text: str) -> None:
    """Say something to the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns, the first one as their headings."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip())


def data_folder(chosen: str | None) -> Path:
    """Return the data folder: the option, else the environment, else the platform's."""
    if chosen:
        return Path(chosen).expanduser()
    if named := os.environ.get("KAPMONITOR_DATA"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("kapmonitor", appauthor=False)
