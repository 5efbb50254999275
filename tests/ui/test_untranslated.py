"""A text that the catalogue lacks is shown in English, never as nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kapmonitor.language import say
from kapmonitor.session.code_words import coded
from kapmonitor.session.vocabulary import LozengeEnd
from kapmonitor.ui.languages import ENGLISH, speak


def test_a_text_that_nobody_translated_is_not_blank(qapp: QApplication) -> None:
    speak(qapp, "es")
    try:
        assert say("A sentence that is in no catalogue.") == "A sentence that is in no catalogue."
        assert say("Score") != "Score"
        assert qapp.translate("QWidgetTextControl", "Nothing of ours") == "Nothing of ours"
    finally:
        speak(qapp, ENGLISH)


def test_what_became_of_a_lozenge_is_said_in_the_language(qapp: QApplication) -> None:
    speak(qapp, "es")
    try:
        assert not {coded(end) for end in LozengeEnd} & set(LozengeEnd)
    finally:
        speak(qapp, ENGLISH)
