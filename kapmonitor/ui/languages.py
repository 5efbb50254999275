"""Which languages there are, which one is spoken, and the start of speaking it.

A catalogue is the file that Qt's own tools edit (`resources/translations/*.ts`), read as it
stands: see docs/decisions/language.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kapmonitor.assets import resource
from kapmonitor.language import speak_by

VARIABLE = "KAPMONITOR_LANGUAGE"
CONTEXT = "kapmonitor"
ENGLISH = "en"
_FOLDER = "translations"
_NAMES = {ENGLISH: "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the program speaks whole."""

    code: str
    """ISO 639-1, as the settings keep it."""
    name: str
    """As those who speak it call it."""


def available() -> tuple[Language, ...]:
    """Return every language there is, English first."""
    found = sorted(resource(_FOLDER).glob(f"{CONTEXT}_*.ts"))
    codes = [ENGLISH, *(path.stem.removeprefix(f"{CONTEXT}_") for path in found)]
    return tuple(Language(code, _own_name(code)) for code in codes)


def chosen(kept: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Return the code to speak: of the environment, else as kept, else the system's, else English.

    `kept` is what the settings say; empty: nobody chose.
    """
    known = {each.code for each in available()}
    wishes = (environment.get(VARIABLE, ""), kept, *_of_the_system())
    return next((wish for wish in wishes if wish in known), ENGLISH)


def asked_for(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of what is made without a window: English unless the environment asks."""
    return environment.get(VARIABLE) or ENGLISH


def speak(application: QApplication, code: str) -> None:
    """Speak a language from now on; what is on the screen already stays as it is."""
    locale = _locale(code)
    for old in application.findChildren(QTranslator, options=_DIRECT):
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(locale)
    application.setLayoutDirection(locale.textDirection())
    if code == ENGLISH:
        speak_by(None)
        return
    QCoreApplication.installTranslator(Catalogue(code, application))
    _install_qts_own(application, locale)
    speak_by(partial(QCoreApplication.translate, CONTEXT), locale.decimalPoint())


def spoken() -> QLocale:
    """Return the locale whose names of days and months are shown."""
    return QLocale()


def spoken_code() -> str:
    """Return the code of the language that is spoken now."""
    known = {each.code for each in available()}
    code = QLocale().name().split("_")[0]
    return code if code in known else ENGLISH


class Catalogue(QTranslator):
    """The texts of one language, as translated."""

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from xml.etree import ElementTree  # English needs none

        path = resource(_FOLDER, f"{CONTEXT}_{code}.ts")
        root = ElementTree.parse(path)  # noqa: S314  a file that ships with the program
        self._texts = {
            message.findtext("source", ""): message.findtext("translation", "")
            for message in root.iter("message")
        }

    def isEmpty(self) -> bool:
        """Return False: Qt asks a translator that has something."""
        return not self._texts

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the translation of a text; None where there is none, so that Qt keeps it: None is
        its null string, and an empty one would blank the text."""
        return self._texts.get(text) or None if context == CONTEXT else None


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def _install_qts_own(application: QApplication, locale: QLocale) -> None:
    """Let Qt's own words (a menu of a text field) be in that language, where it ships them."""
    own = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(locale, "qtbase", "_", folder):
        QCoreApplication.installTranslator(own)


def _of_the_system() -> list[str]:
    """Return the codes of the languages that the person's computer is set to, the first first."""
    return [name.split("-")[0].split("_")[0] for name in QLocale.system().uiLanguages()]


def _locale(code: str) -> QLocale:
    """Return the system's locale where it is of that language: decimals differ within one."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == code else QLocale(code)


def _own_name(code: str) -> str:
    return _NAMES.get(code) or QLocale(code).nativeLanguageName()
