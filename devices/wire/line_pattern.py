r"""Expressions for lines of text whose work is bounded, whoever wrote them.

Python's own matcher tries one way after another, and there are expressions for which a line of
thirty characters keeps it busy for years. Here all ways advance together, one character at a time,
so a line costs at most its length times the size of the expression, which is capped. The syntax is
the part of Python's that needs no memory of what was matched: characters, classes, ``.``, ``^``,
``$``, groups, ``|`` and repetitions; what else `re` knows is refused. The meaning is the same.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

MOST_STEPS = 300
"""Largest expression, counted with its repetitions written out."""
LONGEST_PATTERN = 500
DEEPEST = 8

_ATOM = re.compile(r"\\[dDsSwWtrn]|\\[^A-Za-z0-9]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[\]{}*+?|^$]")
_COUNT = re.compile(r"([*+?])|\{(\d{1,3})(?:(,)(\d{0,3}))?\}")
_GROUP = re.compile(r"\(\?P<([a-z][a-z0-9_]*)>|\(\?:")
_CHARACTERS = tuple(map(chr, range(256)))


class PatternFault(Exception):
    """An expression cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class _Character:
    among: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fork:
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class _Save:
    slot: int


@dataclass(frozen=True, slots=True)
class _Edge:
    at_end: bool


_Step = _Character | _Fork | _Save | _Edge
"""Forks are relative to where they stand, so that a piece of program can be moved."""
_Program = list[_Step]
_Slots = tuple[int, ...]


class LinePattern:
    """One expression. Characters are those of Latin-1, one for each octet."""

    def __init__(self, text: str) -> None:
        """Read the expression. Raises PatternFault."""
        reader = _Reader(text)
        program = reader.program()
        self.names = tuple(reader.names)
        self._whole = 2 * len(self.names)
        self._program = [_Save(self._whole), *program, _Save(self._whole + 1)]

    def search(self, line: str) -> dict[str, tuple[int, int]] | None:
        """Return where each named group that took part lies in the leftmost match, or None."""
        slots = self._run(line)
        if slots is None:
            return None
        spans = {name: (slots[2 * i], slots[2 * i + 1]) for i, name in enumerate(self.names)}
        return {name: span for name, span in spans.items() if span[0] >= 0}

    def extent(self, line: str) -> tuple[int, int] | None:
        """Return where the leftmost match lies as a whole, or None."""
        slots = self._run(line)
        return None if slots is None else (slots[self._whole], slots[self._whole + 1])

    def _run(self, line: str) -> _Slots | None:
        found: _Slots | None = None
        threads: dict[int, _Slots] = {}
        for at in range(len(line) + 1):
            if found is None:
                self._follow(threads, 0, (-1,) * (self._whole + 2), at, len(line))
            following: dict[int, _Slots] = {}
            for here, slots in threads.items():
                if here == len(self._program):
                    found = slots
                    break
                step = self._program[here]
                if at < len(line) and isinstance(step, _Character) and line[at] in step.among:
                    self._follow(following, here + 1, slots, at + 1, len(line))
            threads = following
        return found

    def _follow(self, threads: dict[int, _Slots], here: int, slots: _Slots, *place: int) -> None:
        """Add every step that is reached from `here` without a character, the best way first."""
        at, end = place
        waiting = [(here, slots)]
        while waiting:
            here, slots = waiting.pop()
            if here in threads:
                continue
            threads[here] = slots
            step = self._program[here] if here < len(self._program) else None
            match step:
                case _Fork(first=first, second=second):
                    waiting += [(here + second, slots), (here + first, slots)]
                case _Save(slot=slot):
                    waiting.append((here + 1, (*slots[:slot], at, *slots[slot + 1 :])))
                case _Edge(at_end=at_end) if at == (end if at_end else 0):
                    waiting.append((here + 1, slots))
                case _:
                    pass


class _Reader:
    """Reads an expression into a program, and collects the names of its groups."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST_PATTERN:
            raise PatternFault(f"is longer than {LONGEST_PATTERN} characters")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                re.compile(text)
        except (re.error, OverflowError, RecursionError, Warning) as fault:
            raise PatternFault(f"is no regular expression: {fault}") from None
        self._text, self._at, self._depth = text, 0, 0
        self.names: list[str] = []

    def program(self) -> _Program:
        """Return the whole program."""
        return self._choices()

    def _choices(self) -> _Program:
        program = self._sequence()
        if self._next() != "|":
            return program
        self._at += 1
        rest = self._choices()
        return _capped(
            [
                _Fork(1, len(program) + 2),
                *program,
                _Fork(len(rest) + 1, len(rest) + 1),
                *rest,
            ]
        )

    def _sequence(self) -> _Program:
        program: _Program = []
        while self._next() not in ("", "|", ")"):
            program = _capped(program + self._repeated(self._piece()))
        return program

    def _piece(self) -> _Program:
        character = self._next()
        if character == "(":
            return self._group()
        if character in "^$":
            self._at += 1
            return [_Edge(character == "$")]
        atom = _ATOM.match(self._text, self._at)
        if atom is None:
            raise PatternFault(f"uses what is not permitted here: {self._text[self._at :][:12]}")
        self._at = atom.end()
        return [_Character(_among(atom[0]))]

    def _group(self) -> _Program:
        head = _GROUP.match(self._text, self._at)
        if head is None or self._depth == DEEPEST:
            raise PatternFault(
                f"has a group that is not permitted: {self._text[self._at :][:12]}"
                f" (permitted: (?P<name>…) and (?:…), {DEEPEST} deep)"
            )
        self._at, self._depth = head.end(), self._depth + 1
        slot = 2 * len(self.names)
        if head[1]:
            self.names.append(head[1])
        inner = self._choices()
        self._at, self._depth = self._at + 1, self._depth - 1
        return [_Save(slot), *inner, _Save(slot + 1)] if head[1] else inner

    def _repeated(self, piece: _Program) -> _Program:
        count = _COUNT.match(self._text, self._at)
        if count is None:
            return piece
        self._at = count.end()
        lazy = self._next() == "?"
        if self._next() == "+":
            raise PatternFault("has a possessive repetition, which is not permitted")
        self._at += lazy
        least, most = _bounds(count)
        if len(piece) * max(least, most or 0) > MOST_STEPS:
            raise PatternFault(f"has more than {MOST_STEPS} steps with its repetitions")
        return piece * least + _optional(piece, None if most is None else most - least, lazy=lazy)

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]


@lru_cache(maxsize=256)
def _among(atom: str) -> frozenset[str]:
    single = re.compile(atom, re.ASCII)
    return frozenset(c for c in _CHARACTERS if single.fullmatch(c))


def _bounds(count: re.Match[str]) -> tuple[int, int | None]:
    if count[1]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[count[1]]
    least = int(count[2])
    if not count[3]:
        return least, least
    return least, int(count[4]) if count[4] else None


def _optional(piece: _Program, times: int | None, *, lazy: bool) -> _Program:
    """Return `piece` up to `times` more, or for ever."""
    inside, outside = 1, len(piece) + 2
    if times is None:
        fork = _Fork(outside, inside) if lazy else _Fork(inside, outside)
        return [fork, *piece, _Fork(-len(piece) - 1, -len(piece) - 1)]
    program: _Program = []
    for _ in range(times):
        past = len(piece) + len(program) + 1
        fork = _Fork(past, inside) if lazy else _Fork(inside, past)
        program = [fork, *piece, *program]
    return program


def _capped(program: _Program) -> _Program:
    if len(program) > MOST_STEPS:
        raise PatternFault(f"has more than {MOST_STEPS} steps with its repetitions")
    return program
