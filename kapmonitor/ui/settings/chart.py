"""The chart system: where sessions may be sent, by what token, and whether it answers.

A trial asks the server what it is; nothing of a patient is sent. It waits on a thread of its own.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.push.post import Failed, try_connection
from kapmonitor.push.server import Server, base_of, keep_token, server_of, token_of
from kapmonitor.push.words import WHY
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import joined, refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row

EXPLAINED = mark(
    "A signed session is sent when you press the button on its report, and never by itself. Only "
    "https; the certificate is always checked."
)
IN_FILE = mark(
    "This machine has no store of secrets: the token is in a file that only you may read. Whoever "
    "can read your files can read it."
)
IN_STORE = mark("The token is in the system's own store of secrets.")
ASKING = mark("Asking …")
KEPT = mark("Kept.")


class ChartCard(Card):
    """The address, the token, a trial."""

    _answered = Signal(str, bool)

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.address = Field(say("Address"), "https://chart.example/fhir")
        self.numbers = Field(say("The chart's system of patient numbers"), "urn:oid:1.2.3")
        self.certificates = Field(say("File of certificates to trust as well"))
        self.token = Field(say("New token"))
        self.token.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.trial = QCheckBox(say("A test server: simulated sessions only"))
        self.save = button(say("Save"), "primary", name=say("Save the chart system"))
        self.check = button(say("Test the connection"))
        self.said = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        super().__init__(
            say("Chart system"),
            label(say(EXPLAINED), "secondary", wraps=True),
            self.address,
            self.numbers,
            self.certificates,
            self.token,
            self.trial,
            self.refusal,
            row(self.save, self.check, 1),
            self.said,
        )
        joined(self.address.line, self.numbers.line, self.certificates.line, self.token.line)
        self.save.clicked.connect(self._keep)
        self.check.clicked.connect(self._check)
        self._answered.connect(self._show_answer)

    def show_settings(self, found: Settings | Exception) -> None:
        """Show what is kept; a token is never shown."""
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self.address.set_text(found.chart_server)
        self.numbers.set_text(found.chart_patients)
        self.certificates.set_text(found.chart_ca_file)
        self.trial.setChecked(found.chart_is_test)

    @Slot()
    def _keep(self) -> None:
        typed = Settings(
            chart_server=self.address.text,
            chart_patients=self.numbers.text,
            chart_ca_file=self.certificates.text,
            chart_is_test=self.trial.isChecked(),
        )
        keep = partial(_put, typed, self.token.text, self._bridge)
        self._bridge.practice(keep, self._kept)

    def _kept(self, said: str | Exception) -> None:
        if isinstance(said, Exception):
            refuse(self.refusal, (str(said),))
            return
        refuse(self.refusal, ())
        self.token.line.clear()
        self.said.setText(said)

    @Slot()
    def _check(self) -> None:
        self.said.setText(say(ASKING))
        self._bridge.practice(_known, self._try)

    def _try(self, known: tuple[Server, str] | Exception) -> None:
        if isinstance(known, Exception):
            self._show_answer(str(known), False)
            return
        self.check.setEnabled(False)
        threading.Thread(target=self._ask, args=known, name="chart trial", daemon=True).start()

    def _ask(self, server: Server, token: str) -> None:
        """Wait for the server's answer; on a thread of its own."""
        try:
            name = try_connection(server, token)
            self._answered.emit(say("It answers: {name}").format(name=name), True)
        except Failed as failed:
            why = say(WHY[failed.reason])
            self._answered.emit(" ".join(filter(None, (why, failed.told))), False)

    @Slot(str, bool)
    def _show_answer(self, words: str, well: bool) -> None:
        self.check.setEnabled(True)
        self.said.setText(words if well else "")
        refuse(self.refusal, () if well else (words,))


def _put(typed: Settings, token: str, bridge: Bridge, practice: Practice) -> str:
    """Keep the settings and a new token; return what is to be said of it."""
    base = base_of(typed.chart_server) if typed.chart_server else ""
    changed = replace(
        practice.settings(),
        chart_server=base,
        chart_patients=typed.chart_patients,
        chart_ca_file=typed.chart_ca_file,
        chart_is_test=typed.chart_is_test,
    )
    if base:
        server_of(changed)  # says what cannot be used before any of it is kept
    practice.keep_settings(changed, bridge.origin("settings"))
    if not token or not base:
        return say(KEPT)
    return say(IN_STORE if keep_token(practice.record.path.parent, base, token) else IN_FILE)


def _known(practice: Practice) -> tuple[Server, str]:
    server = server_of(practice.settings())
    return server, token_of(practice.record.path.parent, server.base)
