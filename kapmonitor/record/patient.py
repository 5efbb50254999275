"""A person as the practice knows them, what finds them again, and who might be the same person.

Pure. A search looks through one line of plain letters per patient: name, initials, local number,
pseudonym and the day of birth as it is written in different places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

PSEUDONYM_OCTETS = 4
_NEAR = 0.8
"""How much of two names must agree, 0 to 1, to be taken for a slip of the pen."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person as the practice knows them. `id` is the pseudonym that sessions carry."""

    id: str
    name: str = ""
    """A name, initials or a local number, as the practice prefers."""
    born: date | None = None
    local_id: str = ""
    """The number that the practice's own chart has for them."""
    emergency_name: str = ""
    emergency_phone: str = ""
    notes: str = ""
    added: datetime

    def __repr__(self) -> str:
        """Show the pseudonym only: this may reach a log."""
        return f"Patient({self.id})"


def plain(text: str) -> str:
    """Return words in small letters without accents, one blank between them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.split())


def sought(patient: Patient) -> str:
    """Return the line that a search looks through; the name stands first."""
    name = plain(patient.name)
    parts = [name, initials(name), plain(patient.local_id), plain(patient.id), *_days(patient.born)]
    return " ".join(part for part in parts if part)


def initials(name: str) -> str:
    """Return the first letters of a name's words."""
    return "".join(word[0] for word in _words(name))


IDENTIFYING = ("name", "born", "local_id", "emergency_name", "emergency_phone")


def corrected(before: Patient, after: Patient) -> tuple[str, ...]:
    """Return the fields in which two states of one patient differ."""
    return tuple(name for name in IDENTIFYING if getattr(before, name) != getattr(after, name))


def alike(one: Patient, other: Patient) -> bool:
    """Return whether two entries might be one person: for a person to look at, never to merge.

    The same local number; the same name; the same or a near name where the day of birth agrees,
    nearly agrees or is missing; the same initials on the same day of birth.
    """
    if one.local_id and plain(one.local_id) == plain(other.local_id):
        return True
    mine, theirs = _words(one.name), _words(other.name)
    if not mine or not theirs:
        return False
    if sorted(mine) == sorted(theirs):
        return True
    if _near_name(mine, theirs) and _near_day(one.born, other.born):
        return True
    same_day = one.born is not None and one.born == other.born
    return same_day and _could_be_initials(mine, theirs)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _days(born: date | None) -> tuple[str, ...]:
    if born is None:
        return ()
    day, month, year = born.day, born.month, born.year
    pairs = {(day, month), (month, day)}
    short = sorted(f"{first}/{second}/{year}" for first, second in pairs)
    long = sorted(f"{first:02}/{second:02}/{year}" for first, second in pairs)
    dotted = (f"{day}.{month}.{year}", f"{day:02}.{month:02}.{year}")
    return (born.isoformat(), *dict.fromkeys((*dotted, *short, *long)))


def _near_name(mine: list[str], theirs: list[str]) -> bool:
    together = SequenceMatcher(None, "".join(sorted(mine)), "".join(sorted(theirs))).ratio()
    apart = SequenceMatcher(None, " ".join(mine), " ".join(theirs)).ratio()
    return max(together, apart) >= _NEAR


def _near_day(mine: date | None, theirs: date | None) -> bool:
    """Return whether two days of birth may be one day: two of three parts agree, or are swapped."""
    if mine is None or theirs is None:
        return True
    agreeing = (mine.year == theirs.year) + (mine.month == theirs.month) + (mine.day == theirs.day)
    swapped = (mine.day, mine.month) == (theirs.month, theirs.day)
    return agreeing >= 2 or (swapped and mine.year == theirs.year)


def _could_be_initials(mine: list[str], theirs: list[str]) -> bool:
    """Return whether one name can be the other one shortened, as in "A. R." and "Anna Rivers"."""
    shorter, longer = sorted((mine, theirs), key=lambda words: len("".join(words)))
    letters = "".join(shorter)
    return letters == "".join(word[0] for word in longer) or any(
        len(word) > 1 and word in longer for word in shorter
    )
