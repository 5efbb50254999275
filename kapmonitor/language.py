"""The words of the program in the person's language: a leaf that knows neither Qt nor files.

Source texts are English. `say` is given a literal, or a constant made with `mark`, because the
catalogue of texts to translate is read out of the source. Numbers and names go in afterwards, by
`format`: `say("{minutes} min ago").format(minutes=3)`; a fraction is written as the language
writes it. What people or devices wrote (a name, a note, a model) is never translated.

Whoever starts the program says how to translate (`speak_by`); until then it speaks English.
"""

from __future__ import annotations

import string
from collections.abc import Callable


def _english(text: str) -> str:
    return text


POINT = "."
_translate: Callable[[str], str] = _english
_decimal = POINT


class _Figures(string.Formatter):
    """Fills texts as `str.format` does, with the language's sign before decimals."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as the language writes it."""
        if isinstance(value, float):
            return figure(value, format_spec)
        return str(super().format_field(value, format_spec))


class _Said(str):
    """A translated text that waits for its values."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """Fill in values as `str.format` does."""
        return _FIGURES.format(str(self), *values, **named)


_FIGURES = _Figures()


def say(text: str) -> str:
    """Return a text in the person's language; the text itself where nobody translated it."""
    said = _translate(text) if text else text
    return said if _decimal == POINT else _Said(said)


def mark(text: str) -> str:
    """Return a text unchanged: it is put into the catalogue and translated where it is shown."""
    return text


def figure(value: float, form: str = "g") -> str:
    """Return a number with the language's sign before decimals: 61.5, 61,5."""
    shown = format(value, form)
    return shown if _decimal == POINT else shown.replace(POINT, _decimal)


def speak_by(translate: Callable[[str], str] | None, decimal: str = POINT) -> None:
    """Translate by this from now on; None: speak English. Called by any thread, at any time."""
    global _translate, _decimal  # noqa: PLW0603  one language for the whole program
    _translate = translate or _english
    _decimal = decimal
