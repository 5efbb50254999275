"""A text that the catalogue lacks is shown in English, never as nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kapmonitor.language import say
from kapmonitor.ui.languages import ENGLISH, speak


def test_a_text_that_nobody_translated_is_not_blank(qapp: QApplication) -> None:
    speak(qapp, "es")
    try:
        assert say("A sentence that is in no catalogue.") == "A sentence that is in no catalogue."
        assert say("Score") != "Score"
        assert qapp.translate("QWidgetTextControl", "Nothing of ours") == "Nothing of ours"
    finally:
        speak(qapp, ENGLISH)
