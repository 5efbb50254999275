"""The words of the program in the person's language: a leaf that knows neither Qt nor files.

Source texts are English. `say` is given a literal, or a constant made with `mark`, because the
catalogue of texts to translate is read out of the source. Numbers and names go in afterwards, by
`format`: `say("{minutes} min ago").format(minutes=3)`. What people or devices wrote (a name, a
note, a model) is never translated.

Whoever starts the program says how to translate (`speak_by`); until then it speaks English.
"""

from __future__ import annotations

from collections.abc import Callable


def _english(text: str) -> str:
    return text


_translate: Callable[[str], str] = _english


def say(text: str) -> str:
    """Return a text in the person's language; the text itself where nobody translated it."""
    return _translate(text)


def mark(text: str) -> str:
    """Return a text unchanged: it is put into the catalogue and translated where it is shown."""
    return text


def speak_by(translate: Callable[[str], str] | None) -> None:
    """Translate by this from now on; None: speak English. Called by any thread, at any time."""
    global _translate  # noqa: PLW0603  one language for the whole program, as on its screen
    _translate = translate or _english
