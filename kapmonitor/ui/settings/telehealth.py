"""The telehealth server: its address, whom to trust, who this room is, and a check of it.

The check tries each rule with made-up names; nothing of a patient is sent. It waits on a thread
of its own.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.settings import Settings
from kapmonitor.telehealth.reach import against, path_of
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.section import SAVED, Section
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

EXPLAINED = mark(
    "Readings of a patient at home come over a server that your practice or its host runs; it can "
    "read none of them. The check tries each rule by doing what it forbids, with made-up names; "
    "nothing of a patient is sent."
)


class TelehealthSection(Section):
    """One card: address, files, and the check's lines."""

    _line = Signal(str)
    _over = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.broker = Field(say("Address for rooms"), "mqtts://link.example:8883")
        self.authorities = Field(say("File of the certificates to trust; empty: the system's"))
        self.certificate = Field(say("File of this room's certificate"))
        self.key = Field(say("File of this room's key"))
        self.page = Field(say("Address of the patient's web page"), "https://link.example/")
        self.patients = Field(
            say("Address for patients, who type it once"), "mqtts://link.example:8884"
        )
        self.save = button(say("Save"), "primary", name=say("Save the telehealth server"))
        self.check = button(say("Check"), name=say("Check the telehealth server"))
        self.said = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        first = (
            self.broker,
            self.patients,
            self.authorities,
            self.certificate,
            self.key,
            self.page,
        )
        card = Card(
            say("Telehealth server"),
            label(say(EXPLAINED), "secondary", wraps=True),
            *first,
            row(self.save, self.check, 1),
            self.refusal,
            self.said,
        )
        note = label(say("What is saved here counts from the next session on."), "secondary")
        self.fill(column(label(say("Telehealth"), "title"), card, note, 1, spacing=14))
        self.save.clicked.connect(self._keep)
        self.check.clicked.connect(self._check)
        self._line.connect(self._add)
        self._over.connect(lambda: self.check.setEnabled(True))

    def refresh(self) -> None:
        """Read what is kept."""
        self.bridge.practice(Practice.settings, self._show)

    def _show(self, found: Settings | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self.broker.set_text(found.telehealth_broker)
        self.authorities.set_text(found.telehealth_ca_file)
        self.certificate.set_text(found.telehealth_certificate)
        self.key.set_text(found.telehealth_key)
        self.page.set_text(found.telehealth_page)
        self.patients.set_text(found.telehealth_patients)

    @Slot()
    def _keep(self) -> None:
        typed = self._typed()
        reasons = _against(typed)
        refuse(self.refusal, reasons)
        if reasons:
            return
        origin = self.bridge.origin("settings")

        def keep(practice: Practice) -> Settings:
            kept = _with(practice.settings(), typed)
            practice.keep_settings(kept, origin)
            return kept

        self.bridge.practice(keep, self._kept)

    def _kept(self, found: Settings | Exception) -> None:
        self._show(found)
        if isinstance(found, Settings):
            self.said.setText(say(SAVED))

    def _typed(self) -> Settings:
        return Settings(
            telehealth_broker=self.broker.text,
            telehealth_ca_file=self.authorities.text,
            telehealth_certificate=self.certificate.text,
            telehealth_key=self.key.text,
            telehealth_page=self.page.text,
            telehealth_patients=self.patients.text,
        )

    @Slot()
    def _check(self) -> None:
        typed, patients = self._typed(), self.patients.text
        reasons = _against(typed)
        if not typed.telehealth_broker or not patients:
            missing = say("Save the telehealth server first: an address is missing.")
            reasons = (missing, *reasons)
        refuse(self.refusal, reasons)
        if reasons:
            return
        self.check.setEnabled(False)
        self.said.setText(say("Checking …"))
        looking = threading.Thread(
            target=self._look, args=(typed, patients), name="broker check", daemon=True
        )
        looking.start()

    def _look(self, typed: Settings, patients: str) -> None:
        """Try the server; on a thread of its own."""
        try:
            from kapmonitor.link.broker import broker_at
            from kapmonitor.link_admin.check import Subject, check, named

            trust = path_of(typed.telehealth_ca_file)
            stations = broker_at(
                typed.telehealth_broker,
                authorities=trust,
                certificate=path_of(typed.telehealth_certificate),
                key=path_of(typed.telehealth_key),
            )
            room = stations.certificate
            subject = Subject(
                patients=broker_at(patients, authorities=trust),
                stations=stations if room is not None else None,
                station=named(room) if room is not None else None,
            )
            for each in check(subject):
                self._line.emit(str(each))
        except Exception as fault:  # noqa: BLE001  told where it was asked for
            self._line.emit(str(fault))
        finally:
            self._over.emit()

    @Slot(str)
    def _add(self, line: str) -> None:
        before = "" if self.said.text() == say("Checking …") else f"{self.said.text()}\n"
        self.said.setText(before + line)


def _with(base: Settings, typed: Settings) -> Settings:
    """Return settings with the fields of this section as they were typed."""
    return replace(
        base,
        telehealth_broker=typed.telehealth_broker,
        telehealth_ca_file=typed.telehealth_ca_file,
        telehealth_certificate=typed.telehealth_certificate,
        telehealth_key=typed.telehealth_key,
        telehealth_page=typed.telehealth_page,
        telehealth_patients=typed.telehealth_patients,
    )


def _against(typed: Settings) -> tuple[str, ...]:
    """Return every reason why this cannot be kept; no address at all is fine."""
    files = (typed.telehealth_ca_file, typed.telehealth_certificate, typed.telehealth_key)
    paths = [Path(each).expanduser() for each in files if each]
    reasons = [
        say("{path}: there is no such file.").format(path=each)
        for each in paths
        if not each.is_file()
    ]
    if bool(typed.telehealth_certificate) != bool(typed.telehealth_key):
        reasons.append(say("Certificate and key belong together: name both, or neither."))
    for each in filter(None, (typed.telehealth_broker, typed.telehealth_patients)):
        if (why := against(replace(typed, telehealth_broker=each))) and why not in reasons:
            reasons.append(why)
    return tuple(reasons)
