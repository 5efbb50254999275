"""A disk that fails at the n-th thing asked of it, below SQLite and below Python.

SQLite speaks to the disk through its file layer (VFS, https://www.sqlite.org/vfs.html). Here a
layer of our own lies in front of it, inside the very library that the record's driver uses and
through its public interface, so nothing of the program is replaced or told. It counts each
write, truncation, flush and removal of SQLite's, and each flush, renaming and removal that the
program asks of the system itself; the n-th one fails.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from kapmonitor.record import driver

# Result codes: https://www.sqlite.org/rescode.html
OK, FULL = 0, 13
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = (
    10 | detail << 8 for detail in (3, 4, 6, 10)
)
IOERR_SHMMAP = 10 | 21 << 8

Pointer, Int, Long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
OPEN = ctypes.CFUNCTYPE(Int, Pointer, Pointer, Pointer, Int, Pointer)
DELETE = ctypes.CFUNCTYPE(Int, Pointer, Pointer, Int)
WRITE = ctypes.CFUNCTYPE(Int, Pointer, Pointer, Int, Long)
TRUNCATE = ctypes.CFUNCTYPE(Int, Pointer, Long)
SYNC = ctypes.CFUNCTYPE(Int, Pointer, Int)
SHM_MAP = ctypes.CFUNCTYPE(Int, Pointer, Int, Int, Int, Pointer)


class Layer(ctypes.Structure):
    """A `sqlite3_vfs`."""

    _fields_: ClassVar = [
        ("iVersion", Int),
        ("szOsFile", Int),
        ("mxPathname", Int),
        ("pNext", Pointer),
        ("zName", ctypes.c_char_p),
        ("pAppData", Pointer),
        ("xOpen", OPEN),
        ("xDelete", DELETE),
        *((f"other{number}", Pointer) for number in range(14)),
    ]


class Methods(ctypes.Structure):
    """A `sqlite3_io_methods`."""

    _fields_: ClassVar = [
        ("iVersion", Int),
        ("xClose", Pointer),
        ("xRead", Pointer),
        ("xWrite", WRITE),
        ("xTruncate", TRUNCATE),
        ("xSync", SYNC),
        *((f"other{number}", Pointer) for number in range(7)),
        ("xShmMap", SHM_MAP),
        *((f"more{number}", Pointer) for number in range(5)),
    ]


class Trouble(StrEnum):
    """How it fails."""

    ERROR = "one input/output error, then all is well"
    FULL = "full from there on, until it is freed"
    CUT = "the power goes: nothing from there on, and what was not flushed is lost"


class FailingDisk:
    """Counts what is asked of the disk for the files of one folder, and fails from `fails_at`."""

    def __init__(self, folder: Path, trouble: Trouble, fails_at: int) -> None:
        self._folder = folder.resolve()
        self.trouble = trouble
        self._fails_at = fails_at
        self._flushed: dict[str, bytes] = {}
        """What a power cut leaves of each file."""
        self.asked = 0
        self.freed = False

    @property
    def failed(self) -> bool:
        """Return whether anything has failed yet."""
        return self.asked >= self._fails_at

    def free(self) -> None:
        """Let the disk be well from now on."""
        self.freed = True

    def holds(self, path: str) -> bool:
        """Return whether the disk is that of a file."""
        return Path(path).parent.resolve() == self._folder

    def fails(self, *, grows: bool = True) -> bool:
        """Count one thing asked; return whether it fails. A full disk still removes things."""
        if self.freed:
            return False
        self.asked += 1
        match self.trouble:
            case Trouble.ERROR:
                return self.asked == self._fails_at
            case Trouble.FULL:
                return grows and self.asked >= self._fails_at
            case Trouble.CUT:
                return self.asked >= self._fails_at

    def ask_of_system(self, path: Any = None) -> None:
        """Count a call of the program's own: a flush, or a change of the names in the folder."""
        concerned = path is None or self.holds(os.fspath(path))
        if concerned and self.fails(grows=path is None):
            number = errno.ENOSPC if self.trouble is Trouble.FULL else errno.EIO
            raise OSError(number, os.strerror(number))

    @property
    def code(self) -> int | None:
        """Return SQLite's result code where it is always the same."""
        return FULL if self.trouble is Trouble.FULL else None

    def flushed(self, path: str) -> None:
        """Note what is safe of a file."""
        if self.trouble is Trouble.CUT:
            self._flushed[path] = Path(path).read_bytes()

    def flushed_as(self, handle: int) -> None:
        """Note what is safe of an open file."""
        for each in self._folder.iterdir():
            if each.is_file() and os.path.samestat(each.stat(), os.fstat(handle)):
                self.flushed(str(each))

    def moved(self, there: str, to: str) -> None:
        """Note that a file has another name."""
        if there in self._flushed:
            self._flushed[to] = self._flushed.pop(there)

    def named_twice(self, there: str, to: str) -> None:
        """Note that a file has one name more."""
        if there in self._flushed:
            self._flushed[to] = self._flushed[there]

    def begin(self) -> None:
        """Take everything that is there for safe."""
        for each in self._folder.iterdir():
            if each.is_file():
                self.flushed(str(each))

    def power_returns(self) -> None:
        """Leave of each file what was flushed of it, and of SQLite's shared memory nothing."""
        for each in self._folder.iterdir():
            if each.name.endswith("-shm"):
                each.unlink()
            elif each.is_file():
                each.write_bytes(self._flushed.get(str(each), b""))


@contextmanager
def failing(disk: FailingDisk) -> Iterator[FailingDisk]:
    """Let everything that is opened meanwhile be on a failing disk."""
    disk.begin()
    with _system(disk), _sqlite(disk):
        yield disk


@contextmanager
def _system(disk: FailingDisk) -> Iterator[None]:
    """The calls by which the program itself flushes, renames, names and removes."""
    before = {name: getattr(os, name) for name in ("fsync", "replace", "link", "unlink")}

    def flush(handle: int) -> None:
        disk.ask_of_system()
        before["fsync"](handle)
        disk.flushed_as(handle)

    def move(there: Any, to: Any, **how: Any) -> None:
        disk.ask_of_system(there)
        before["replace"](there, to, **how)
        disk.moved(os.fspath(there), os.fspath(to))

    def name_twice(there: Any, to: Any, **how: Any) -> None:
        disk.ask_of_system(there)
        before["link"](there, to, **how)
        disk.named_twice(os.fspath(there), os.fspath(to))

    def remove(path: Any, **how: Any) -> None:
        disk.ask_of_system(path)
        before["unlink"](path, **how)

    ours = {"fsync": flush, "replace": move, "link": name_twice, "unlink": remove}
    try:
        for name, call in ours.items():
            setattr(os, name, call)
        yield
    finally:
        for name, call in before.items():
            setattr(os, name, call)


@contextmanager
def _sqlite(disk: FailingDisk) -> Iterator[None]:
    library = _library()
    below = ctypes.cast(library.sqlite3_vfs_find(None), ctypes.POINTER(Layer)).contents
    ours = Layer.from_buffer_copy(below)
    made = _Wrapped(disk, below)
    ours.zName, ours.xOpen, ours.xDelete = b"failing", OPEN(made.open), DELETE(made.delete)
    assert library.sqlite3_vfs_register(ctypes.byref(ours), 1) == OK
    try:
        yield
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(ours))
        library.sqlite3_vfs_register(ctypes.byref(below), 1)
        _KEPT.append((ours, made))  # connections that are still open go on through it


_KEPT: list[object] = []


def _library() -> ctypes.CDLL:
    """Return the library that the driver speaks to: SQLite's own, or one inside the driver."""
    package = driver.Connection.__module__.partition(".")[0]
    inside = importlib.import_module("_sqlite3" if package == "sqlite3" else f"{package}._sqlite3")
    library = ctypes.CDLL(inside.__file__)
    library.sqlite3_vfs_find.restype = Pointer
    library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    return library


class _Wrapped:
    """The functions of our layer: each asks the disk, then goes on below."""

    def __init__(self, disk: FailingDisk, below: Layer) -> None:
        self._disk = disk
        self._below = below
        self._paths: dict[int, str] = {}
        self._tables: dict[int, Methods] = {}
        """Our copies of the tables of functions below, by address: each made once."""

    def open(self, _layer: int, name: int, file: int, flags: int, out: int) -> int:
        below = ctypes.addressof(self._below)
        found = int(self._below.xOpen(below, name, file, flags, out))
        path = ctypes.string_at(name).decode() if name else ""
        if found == OK and path and self._disk.holds(path):
            place = ctypes.cast(file, ctypes.POINTER(Pointer))
            place[0] = ctypes.addressof(self._table(place[0] or 0))
            self._paths[file] = path
        return found

    def delete(self, _layer: int, name: int, flush: int) -> int:
        path = ctypes.string_at(name).decode()
        if self._disk.holds(path) and self._disk.fails(grows=False):
            return IOERR_DELETE
        return int(self._below.xDelete(ctypes.addressof(self._below), name, flush))

    def _table(self, below: int) -> Methods:
        if below not in self._tables:
            real = Methods.from_address(below)
            ours = Methods.from_buffer_copy(real)
            ours.xWrite = WRITE(self._asked(real.xWrite, IOERR_WRITE))
            ours.xTruncate = TRUNCATE(self._asked(real.xTruncate, IOERR_TRUNCATE, grows=False))
            ours.xSync = SYNC(self._sync(real.xSync))
            if real.xShmMap:
                ours.xShmMap = SHM_MAP(self._asked(real.xShmMap, IOERR_SHMMAP))
            self._tables[below] = ours
        return self._tables[below]

    def _asked(
        self, real: Callable[..., int], code: int, *, grows: bool = True
    ) -> Callable[..., int]:
        def asked(*given: int) -> int:
            if self._disk.fails(grows=grows):
                return self._disk.code or code
            return int(real(*given))

        return asked

    def _sync(self, real: Callable[..., int]) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            if self._disk.fails():
                return self._disk.code or IOERR_FSYNC
            found = int(real(file, flags))
            if found == OK:
                self._disk.flushed(self._paths[file])
            return found

        return sync
