"""What a person types where the patient's side has no window, a line at a time.

Each thing that is wanted is told once, as `asks`; what is typed counts where it is wanted, or waits
until it is. Digits and links may come at any time: they are tried in a session that is open too,
which goes on as it was if they lead to nobody.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from kapmonitor.companion import words
from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import AWAY_S, LINKED, CompanionView, Screen
from kapmonitor.language import say
from kapmonitor.link import code as codes

CODE, PERSON, HERE = "code", "person", "here"
_YES, _NO, _HELP = "yes", "no", "help"
_NOT_YET = (Screen.CHECK, Screen.CONNECTING)
"""The screens that soon give way to one on which digits are taken."""
_OPEN = (Screen.CUFF, Screen.TEST, Screen.CONSENT, Screen.CALM)
"""The screens of a session that new digits may be typed for."""


class Typed:
    """Lines that were typed, and what is wanted. Use from the program's loop only."""

    def __init__(
        self, tell: Callable[[Mapping[str, object]], None], *, asks_person: bool = True
    ) -> None:
        """`asks_person`: nobody said beforehand that the names are the patient's."""
        self._tell, self._asks_person = tell, asks_person
        self._lines: deque[str] = deque()
        self._asked: tuple[str, object] | None = None
        self._away_since_s: float | None = None
        self._is_open = True

    @property
    def listens(self) -> bool:
        """Whether something that was typed may yet answer what is wanted."""
        return self._is_open or bool(self._lines)

    def hear(self, line: str | None) -> None:
        """Take a line; None: no more comes."""
        if line is None:
            self._is_open = False
        elif line.strip():
            self._lines.append(line.strip())

    def act(self, it: Companion, view: CompanionView, now_s: float) -> None:
        """Do what was typed, and say what is wanted. Called again and again."""
        if self._lines and _may_do(view, self._lines[0]):
            self._do(it, view, self._lines.popleft())
            return
        if view.again and view.screen is Screen.CODE and view.error and not view.asks_server:
            it.back()  # the session goes on as it was; the digits are asked for again there
            return
        asks = self._asks(view, now_s)
        if asks != self._asked and asks is not None and self._is_open:
            self._tell({"event": "asks", "what": asks[0]})
        self._asked = asks

    def _do(self, it: Companion, view: CompanionView, line: str) -> None:
        word = line.lower()
        self._asked = None  # whatever comes of it, what is wanted then is said anew
        if word == _HELP:
            it.call_for_help()
        elif word == HERE:
            it.use_here()
        elif word in (_YES, _NO):
            if _names_are_there(view):
                it.confirm_person(is_me=word == _YES)
        elif codes.heard(line) is None and codes.in_link(line) is None:
            self._tell({"event": "error", "error": say(words.WRONG_DIGIT)})
        else:
            if view.screen in _OPEN:
                it.new_code()
            it.enter_code(line)

    def _asks(self, view: CompanionView, now_s: float) -> tuple[str, object] | None:
        """Return what is wanted now, and what would make it be asked for anew."""
        away = view.screen in _OPEN and view.dot not in LINKED
        if not away:
            self._away_since_s = None
        elif self._away_since_s is None:
            self._away_since_s = now_s
        if view.screen is Screen.CODE:
            return CODE, view.error
        if view.screen is Screen.OPEN_ELSEWHERE and view.may_use_here:
            return HERE, None
        if self._asks_person and _names_are_there(view):
            return PERSON, view.person
        long = self._away_since_s is not None and now_s - self._away_since_s >= AWAY_S
        return (CODE, None) if long else None


def _may_do(view: CompanionView, line: str) -> bool:
    """Return whether the time of a line has come: a call for help waits for a session only."""
    word = line.lower()
    if word in (_YES, _NO) and view.screen is Screen.PERSON:
        return _names_are_there(view)
    return view.screen not in _NOT_YET or (word == _HELP and view.screen is not Screen.CHECK)


def _names_are_there(view: CompanionView) -> bool:
    person = view.person
    known = person is not None and (bool(person.patient) or person.renewed)
    return view.screen is Screen.PERSON and known
