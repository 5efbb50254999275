"""What is spoken: which language, decimals and days in it, and every page with longer words."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.language import figure, say, speak_by
from kapmonitor.ui import languages
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.dates import long_day, named_moment, short_day
from kapmonitor.ui.languages import ENGLISH, available, chosen, speak
from kapmonitor.ui.window import Window
from tests.support.builders import recovered
from tests.support.far_port import FarPort
from tests.support.laid_out import lay_out
from tests.ui.layout import faults, mirrored
from tests.ui.pages import theme


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "es")
    yield
    speak(qapp, ENGLISH)


def test_english_is_there_and_spanish() -> None:
    assert [each.name for each in available()] == ["English", "Español"]


def test_the_environment_wins_then_what_was_chosen_and_nothing_unknown_is_spoken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_DE"))
    assert chosen("es", {"KAPMONITOR_LANGUAGE": "en"}) == "en"
    assert chosen("es", {}) == "es"
    assert chosen("xx", {"KAPMONITOR_LANGUAGE": "yy"}) == "en"


def test_the_systems_language_is_spoken_where_there_is_a_translation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("es_MX"))
    assert chosen("", {}) == "es"


@pytest.mark.usefixtures("spanish")
def test_texts_figures_and_days_are_spanish() -> None:
    assert say("Stop") == "Detener"
    assert say("no such text") == "no such text"
    assert figure(61.5) == "61,5"
    assert say("From {low:g} to {high:g}.").format(low=0.5, high=2.0) == "De 0,5 a 2."
    assert long_day(date(2026, 3, 4)) == "4 de marzo de 2026"
    assert named_moment(datetime(2026, 3, 4, 14, 9)) == "miércoles 4 de marzo, 14:09"  # noqa: DTZ001  a wall clock


def test_english_days_are_english_whatever_the_computer_is_set_to() -> None:
    assert short_day(date(2026, 3, 4)) == "4 Mar 2026"
    assert named_moment(datetime(2026, 3, 4, 14, 9)) == "Wednesday 4 March, 14:09"  # noqa: DTZ001  a wall clock


def test_a_language_written_from_right_to_left_mirrors_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "_locale", lambda _code: QLocale("ar"))
    try:
        speak(qapp, "es")
        assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    finally:
        monkeypatch.undo()
        speak(qapp, ENGLISH)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def long(text: str) -> str:
    """Return a text in a made-up language: two fifths longer, its values untouched."""
    values = re.findall(r"\{[^}]*\}", text)
    words = re.sub(r"\{[^}]*\}", "", text)
    return f"{text}{' ñöñ' * (len(words) // 10)}" if values or len(words) > 9 else f"{text}ñö"


@pytest.fixture
def wordy_and_mirrored(qapp: QApplication) -> Iterator[None]:
    speak_by(long)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    speak_by(None)


SMALLEST = (1024, 700)


@pytest.mark.usefixtures("wordy_and_mirrored")
def test_longer_words_from_right_to_left_are_neither_cut_off_nor_over_one_another(
    qtbot: QtBot, qapp: QApplication
) -> None:
    bridge = Bridge(FarPort(recovered()), "test")
    made = pages(bridge, theme(qapp))
    window = Window(bridge, theme(qapp), made)
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    bridge.start()
    found = {}
    for name in made:
        window.go_to(name)
        lay_out()
        found[name] = faults(window)
    assert mirrored(window)
    assert {name: told for name, told in found.items() if told} == {}
