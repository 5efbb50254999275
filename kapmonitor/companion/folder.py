"""The companion's folder: one program at a time, and room for two sessions for a moment.

A second one is there only while the patient has not yet said that it is the right one, and until
it has taken over what the first could not deliver.
"""

from __future__ import annotations

from pathlib import Path

from kapmonitor.companion.shelf import FolderFault, Kept, Shelf
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.lock import WriterLock

NAME = "companion"
_OTHER = "other"


class OpenElsewhere(Exception):
    """Another program on this computer has this folder's session open."""


class Folder:
    """The companion's folder, held by one program at a time."""

    def __init__(self, data: Path, *, simulated: bool = False) -> None:
        """Take it. Raises OpenElsewhere, FolderFault. A simulation uses no store of secrets."""
        self.path = data / NAME
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = WriterLock(self.path / "session")
        except RecordFault as fault:
            raise OpenElsewhere from fault
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault
        first, second = self.path, self.path / _OTHER
        self._shelves = tuple(Shelf(each, simulated=simulated) for each in (first, second))

    def left_open(self) -> tuple[tuple[Shelf, Kept], ...]:
        """Return the session that was left open; two: the second takes the first one's place.

        One that the patient never said to be the right one is erased: the first goes on. Raises
        KeyLocked, FolderFault.
        """
        found = [(each, kept) for each in self._shelves if (kept := each.kept()) is not None]
        if len(found) > 1 and found[0][1].resumes == found[1][1].session:
            found.reverse()
        if len(found) > 1 and not found[1][1].notes.confirmed:
            found.pop()[0].erase()
        return tuple(found)

    def free(self) -> Shelf:
        """Return a place for another session. Raises FolderFault where there is none."""
        free = [each for each in self._shelves if each.is_free]
        free += [each for each in self._shelves if each.is_over]
        if not free:
            raise FolderFault
        free[0].erase()
        return free[0]

    def close(self) -> None:
        """Let another program have it."""
        self._lock.release()
