"""Finding a device, pairing it, and trying it out, before anybody depends on it.

The page holds which device was chosen and nothing else: the bench on the engine's thread finds,
connects and forgets. Leaving the page ends the search and lets the device go; a bond stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from devices.catalog import find
from kapmonitor.exports import ExportFault, write_whole
from kapmonitor.language import say
from kapmonitor.pairing.bench import Bench, BenchView
from kapmonitor.pairing.cable import KnownCable, known_cable
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.trial import Trial
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import Practice
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.settings import KnownDevice, Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse
from kapmonitor.ui.pages.known_devices import forget, known_by, place_in, remember, usual_wait
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.pairing_find import FindView
from kapmonitor.ui.pages.pairing_steps import StepsView
from kapmonitor.ui.pages.pairing_words import role_of
from kapmonitor.ui.pages.ports import PortView
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column


class PairingPage(Page):
    """Set up a device, or take one that is known."""

    name = "pairing"
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._session: Session | None = None
        self._settings = Settings()
        self._view = BenchView()
        self.refusal = refusal_line()
        self.search = FindView(theme)
        self.steps = StepsView(theme)
        self.port = PortView(theme)
        self._stack = QStackedWidget()
        for view in (self.search, self.steps, self.port):
            self._stack.addWidget(view)
        self.setLayout(column(self.refusal, self._stack))
        self.refusal.setContentsMargins(28, 8, 28, 0)
        self._connect()

    def _connect(self) -> None:
        self.bridge.benchChanged.connect(self._show_bench)
        self.search.left.connect(self.left)
        self.search.rebuilt.connect(self._rechain)
        self.search.chosen.connect(self._choose)
        self.search.used.connect(self._use)
        self.search.forgotten.connect(self._forget)
        self.port.left.connect(self._look_again)
        self.port.chosen.connect(self._try_out)
        self.port.probeAsked.connect(self._find_out)
        self.steps.left.connect(self._look_again)
        self.steps.again.connect(self._again)
        self.steps.passkey.connect(self._answer_passkey)
        self.steps.compared.connect(self._answer_comparison)
        self.steps.measured.connect(self._measure)
        self.steps.judged.connect(self._judge)
        self.steps.kept.connect(self._keep)
        self.steps.captured.connect(self._capture)

    def draw(self, snapshot: Snapshot) -> None:
        """Know which session is open, if any."""
        self._session = snapshot.session if not snapshot.read_only else None
        self.search.show_known(self._settings.devices, self._session)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to search, and read what is known here."""
        super().showEvent(event)
        if event.spontaneous():  # back from being minimized: nothing was let go
            return
        refuse(self.refusal, ())
        self.bridge.practice(Practice.settings, self._show_settings)
        self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the radio and the device go."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.bridge.bench(Bench.rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentWidget() is self.search:
            self.left.emit()
        else:
            self._look_again()

    @Slot(object)
    def _show_bench(self, view: BenchView) -> None:
        self._view = view
        self.search.show_findings(view.findings, simulated=view.simulated)
        if view.findings.running and self.port.port is not None:
            kept_as, ports = self.port.port.kept_as, view.findings.ports
            now = next((each for each in ports if each.kept_as == kept_as), None)
            self.port.show_there(now, None if now is None else self._known_cable(now))
        self.port.show_probe(view.probe)
        if view.trial is not None and self._stack.currentWidget() is self.steps:
            self._show_trial(view.trial)

    def show_picture(self, view: BenchView, port: Found | None = None) -> None:
        """Show what the bench showed, or a port that was chosen there; for pictures."""
        self._show_bench(view)
        if port is not None:
            self._choose(port)
        elif view.trial is not None:
            self._stack.setCurrentWidget(self.steps)
            self._show_trial(view.trial)

    def _show_trial(self, trial: Trial) -> None:
        session = self._session
        made, kept_as = find(trial.driver), trial.device.kept_as
        place = place_in(session, made, kept_as) if session is not None else None
        self.steps.show_trial(trial, simulated=self._view.simulated, place=place)

    def _show_settings(self, settings: Settings | Exception) -> None:
        if isinstance(settings, Exception):
            refuse(self.refusal, (str(settings),))
            return
        self._settings = settings
        self.search.show_known(settings.devices, self._session)

    @Slot()
    def _rechain(self) -> None:
        chain(self)

    @Slot()
    def _look_again(self) -> None:
        self._stack.setCurrentWidget(self.search)
        self.bridge.bench(Bench.drop)
        self.bridge.bench(Bench.search)

    @Slot(object)
    def _choose(self, found: Found) -> None:
        if found.wired:
            self._stack.setCurrentWidget(self.port)
            self.port.show_port(found, self._known_cable(found))
            self.bridge.practice(Practice.own_devices, self._show_own)
        elif found.driver is not None:
            self._try_out(found, found.driver)

    def _known_cable(self, port: Found) -> KnownCable | None:
        return known_cable(port, self._settings.devices, self._view.findings.ports)

    def _show_own(self, complaints: tuple[str, ...] | Exception) -> None:
        """Offer what the practice described since the window opened, and say what is wrong."""
        told = (str(complaints),) if isinstance(complaints, Exception) else complaints
        self.port.show_own(told)

    @Slot(object)
    def _find_out(self, port: Found) -> None:
        self.bridge.bench(lambda bench: bench.find_out(port))

    @Slot(object, str)
    def _try_out(self, found: Found, driver: str) -> None:
        refuse(self.refusal, ())
        self._stack.setCurrentWidget(self.steps)
        self._show_trial(Trial(device=found, driver=driver))
        known = (each for each in self._settings.devices if each.address == found.kept_as)
        self.steps.suggest_name(next((each.name for each in known), ""))
        self.steps.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bridge.bench(partial(_try_out, device=found, driver=driver))

    @Slot()
    def _again(self) -> None:
        if self._view.trial is not None:
            self._try_out(self._view.trial.device, self._view.trial.driver)

    @Slot(str)
    def _answer_passkey(self, digits: str) -> None:
        self.bridge.bench(lambda bench: bench.answer_passkey(digits))

    @Slot(str, bool)
    def _answer_comparison(self, number: str, same: bool) -> None:
        self.bridge.bench(lambda bench: bench.answer_comparison(number, same=same))

    @Slot(bool)
    def _measure(self, start: bool) -> None:
        self.bridge.bench(Bench.start_measurement if start else Bench.stop_measurement)

    @Slot(bool)
    def _judge(self, just_now: bool) -> None:
        self.bridge.bench(lambda bench: bench.judge(just_now=just_now))

    @Slot(str, bool)
    def _keep(self, name: str, use: bool) -> None:
        if self._view.trial is None:
            return
        known = known_by(self._view.trial, name)
        if self._view.simulated:  # what is simulated is never remembered
            self._use(known)
            return
        done = partial(self._kept, known if use else None)
        self.bridge.practice(lambda practice: remember(practice, known), done)

    def _kept(self, use: KnownDevice | None, settings: Settings | Exception) -> None:
        if isinstance(settings, Exception):
            refuse(
                self.refusal,
                (say("The device is not remembered. {settings}").format(settings=settings),),
            )
            return
        self._show_settings(settings)
        self._look_again()
        if use is not None:
            self._use(use)

    @Slot(object)
    def _use(self, known: KnownDevice) -> None:
        session = self._session
        if session is None:
            return
        self.bridge.bench(Bench.drop)
        self._remember_socket(known)
        driver = find(known.driver)
        fact = DeviceAssigned(
            role=place_in(session, driver, known.address) or role_of(driver),
            driver=known.driver,
            address=known.address,
            title=known.called,
            can_start=driver.capabilities.can_start,
            simulated=self._view.simulated,
            usual_wait_s=usual_wait(known),
        )
        self.ask(Note(fact=fact), self._used)

    def _remember_socket(self, known: KnownDevice) -> None:
        """Keep where the cable is now, so that it is told once that it moved."""
        ports = self._view.findings.ports
        now = next((each.socket for each in ports if each.kept_as == known.address), "")
        if now and now != known.socket and not self._view.simulated:
            moved = replace(known, socket=now)
            self.bridge.practice(lambda practice: remember(practice, moved), self._show_settings)

    def _used(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.left.emit()

    @Slot(object)
    def _forget(self, known: KnownDevice) -> None:
        self.bridge.practice(lambda practice: forget(practice, known), self._show_settings)

    @Slot()
    def _capture(self) -> None:
        self.bridge.capture(self._save_capture)

    def _save_capture(self, text: str | None) -> None:
        if text is None:
            self.steps.tell_captured(say("Nothing went between the two yet."))
            return
        folder = Path(self.steps.capture_folder).expanduser()
        path = folder / f"capture-{datetime.now(UTC):%Y%m%d-%H%M%S}.toml"
        try:
            write_whole(path, partial(_write, text))
        except ExportFault as fault:
            self.steps.tell_captured(str(fault))
            return
        self.steps.tell_captured(say("Saved as {path}").format(path=path))


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _try_out(bench: Bench, device: Found, driver: str) -> None:
    bench.try_out(device, driver)
