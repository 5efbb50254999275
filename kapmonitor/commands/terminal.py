"""How every command speaks: facts on standard output, words for people on standard error."""

from __future__ import annotations

import getpass
import io
import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # this module is loaded for every command
    from kapmonitor.session.vocabulary import Origin

DONE, NO, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done · the answer is "no" · bad input or unusable environment · interrupted."""


class CommandFault(Exception):
    """Bad input or an unusable environment: one plain line, exit code 2."""


class NobodyListens(Exception):
    """Whoever read standard output has gone: what is left of the command is interrupted."""


def prepare_output() -> None:
    """Let no character that the terminal cannot show stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish_output() -> None:
    """Hand over everything that was printed. Raises NobodyListens, CommandFault."""
    if sys.stdout is not None:
        with listened_to():
            sys.stdout.flush()


def tell(text: str) -> None:
    """Say something to the person at the terminal, if there is one."""
    if sys.stderr is not None:  # a desktop icon on Windows has no terminal
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Print a line of facts. Raises NobodyListens, CommandFault."""
    with listened_to():
        print(text, flush=True)


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, in characters that every encoding has."""
    show(json.dumps(value))


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns, the first one as their headings."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        show(line.rstrip())


def data_folder(chosen: str | None) -> Path:
    """Return the data folder: the option, else the environment, else the platform's."""
    if chosen is not None:
        if not chosen.strip():
            raise CommandFault("--data needs the name of a folder.")
        return Path(chosen).expanduser()
    if named := os.environ.get("KAPMONITOR_DATA"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("kapmonitor", appauthor=False)


def by_account(page: str, name: str = "") -> Origin:
    """Return who gives a command: a person who is named, else the account of this computer."""
    from kapmonitor.session.vocabulary import Operator, Origin

    try:
        who = name.strip() or getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        who = "somebody"
    return Origin(operator=Operator(id="", name=who), station="command line", page=page)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let a request to end (kill, a closed terminal) interrupt as Ctrl-C does, not cut off."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    for name in names:
        signal.signal(getattr(signal, name), _interrupt)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(_number: int, _frame: object) -> None:
    signal.raise_signal(signal.SIGINT)


@contextmanager
def listened_to() -> Iterator[None]:
    """Write to standard output within it. Raises NobodyListens, CommandFault."""
    try:
        yield
    except BrokenPipeError as gone:
        _drop_output()
        raise NobodyListens from gone
    except OSError as fault:
        _drop_output()
        raise CommandFault(f"Standard output cannot be written ({fault.strerror}).") from fault


def _drop_output() -> None:
    """Let nothing be flushed into a broken pipe when the interpreter ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
