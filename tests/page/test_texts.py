"""The page's texts: each language has them all, with the same values in them, and uses each."""

from __future__ import annotations

import json
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "resources" / "page"
LANGUAGES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (PAGE / "texts").glob("*.json")
}


def _values(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_each_language_says_everything_in_words_of_its_own() -> None:
    assert set(LANGUAGES) == {"en", "es"}
    english, spanish = LANGUAGES["en"], LANGUAGES["es"]
    assert list(english) == list(spanish)
    for name, text in english.items():
        assert text.strip(), name
        assert _values(text) == _values(spanish[name]), name
    alike = {name for name, text in english.items() if text == spanish[name]}
    assert alike <= {"no"}


def test_no_text_is_left_that_nobody_says() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (PAGE / "src").glob("*.ts"))
    assert [name for name in LANGUAGES["en"] if f'"{name}"' not in source] == []


def test_no_sentence_stands_in_the_source_itself() -> None:
    """What a person sees comes from the texts: quoted sentences elsewhere go to nobody's screen."""
    shown = ("screens.ts", "elements.ts", "model.ts", "page.ts")
    source = "".join((PAGE / "src" / each).read_text(encoding="utf-8") for each in shown)
    assert re.findall(r'"[A-Z][a-z]+ [a-z][^"]*"', source) == []
