"""The way in for everything that needs Qt: light enough that a window is painted at once.

Qt is first imported here, after `kapmonitor.machine` has found that it can be. The rest of the
program is joined in `kapmonitor.composition`, which is loaded behind the painted frame.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from kapmonitor.machine import reference_obstacles
from kapmonitor.settings import Settings, SettingsFault, load, save
from kapmonitor.ui import languages
from kapmonitor.ui.frame import Frame
from kapmonitor.ui.housekeeping import kept_application
from kapmonitor.ui.theme import Theme, ThemeName

if TYPE_CHECKING:
    from kapmonitor.central.enrolment import Enrolment
    from kapmonitor.companion.view import CompanionDesk
    from kapmonitor.composition import Household
    from kapmonitor.desk import Desk
    from kapmonitor.link.cable import Cables
    from kapmonitor.practice import PastSession
    from kapmonitor.session.instant import Instant
    from kapmonitor.session.state import Session
    from kapmonitor.simulation import Play
    from kapmonitor.ui.companion.host import Host
    from kapmonitor.ui.gallery import Gallery


class QtFault(Exception):
    """Qt as installed cannot be used; the text has the cure."""


def run_window(folder: Path) -> int:
    """Open the window on a data folder and run until it is closed."""

    def desk() -> Desk:
        from kapmonitor.composition import desk_of

        return desk_of(folder)

    return _run(desk, _kept_in(folder), folder=folder)


def run_simulated_window(what: Play, speed: float) -> int:
    """Open the window and let a simulated session play in it; stays open at its end."""

    def desk() -> Desk:
        from kapmonitor.composition import desk_of_play

        return desk_of_play(what, speed)

    return _run(desk, Settings(), simulated=True)


def run_patient_window(folder: Path, make_desk: Callable[[], CompanionDesk]) -> int:
    """Open the patient's window over a desk and run until it is closed. Raises QtFault."""
    from kapmonitor.ui.companion.host import Host

    own, kept = application(), _kept_in(folder)
    languages.speak(own, languages.chosen(kept.language))
    host = Host(own, make_desk(), Theme(own, ThemeName.ROOM))
    host.closed.connect(own.quit)
    host.open()
    try:
        return own.exec()
    finally:
        host.stop()


def patient_desk(folder: Path) -> CompanionDesk:
    """Return the patient's side, which keeps in this folder what is not delivered yet."""
    from kapmonitor.companion.desk import ThreadedCompanion

    return ThreadedCompanion(folder)


def run_station_window(
    folder: Path, enrolment: Callable[[], Enrolment], cables: Callable[[Enrolment], Cables]
) -> int:
    """Open the supervising screen and run until it is closed. Raises QtFault."""
    from kapmonitor.ui.station.host import Sound, StationHost

    own, kept = application(), _kept_in(folder)
    languages.speak(own, languages.chosen(kept.language))

    def keep_output(name: str) -> None:
        # A choice that cannot be kept still holds until the program ends.
        with suppress(SettingsFault):
            save(folder, replace(load(folder), sound_output=name))

    host = StationHost(
        Theme(own, ThemeName(kept.theme)),
        enrolment,
        cables,
        Sound(kept.sound_output, keep_output),
    )
    host.start()
    host.window.show()
    try:
        return own.exec()
    finally:
        host.stop()


def write_report_offscreen(past: PastSession, path: Path) -> None:
    """Write the PDF report of a session; works without a display. Raises QtFault, OSError."""
    application()
    from kapmonitor.ui.paper.report import write_report

    write_report(past.session, path, head=past.head, patient=past.patient)


def write_live_picture(session: Session, at: Instant, path: Path) -> None:
    """Write the live screen as it looks for this session at this moment. Raises QtFault."""
    from kapmonitor.composition import photograph

    photograph(open_gallery(), session, at, path)


def open_gallery() -> Gallery:
    """Return a window without an engine, to be photographed; works without a display."""
    own = application()
    from kapmonitor.composition import gallery

    return gallery(own)


def application() -> QApplication:
    """Return the one application. Raises QtFault when this Qt would die within minutes."""
    found = QApplication.instance()
    own = found if isinstance(found, QApplication) else kept_application()
    own.setApplicationName("kapmonitor")
    languages.speak(own, languages.asked_for())
    for obstacle in reference_obstacles(own.setObjectName):
        raise QtFault(str(obstacle))
    return own


class MovingIn(QObject):
    """Loads the program once the frame was painted; a guided tour takes its place for a while."""

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        make_desk: Callable[[], Desk],
        *,
        folder: Path | None = None,
        simulated: bool = False,
    ) -> None:
        """`folder`: where a patient at this computer keeps what is not delivered yet.

        `simulated`: the desk plays a session, and nobody at it has said a name.
        """
        super().__init__(frame)
        self._folder = folder
        self.patient: Host | None = None
        self._simulated = simulated
        self._frame = frame
        self._theme = theme
        self._make_desk = make_desk
        self._tour: tempfile.TemporaryDirectory[str] | None = None
        self.household: Household | None = None
        frame.painted.connect(self._move_in)

    @Slot()
    def _move_in(self) -> None:
        from kapmonitor.composition import Household

        self._furnish(Household(self._make_desk(), self._theme, simulated=self._simulated))

    @Slot()
    def _tour_begins(self) -> None:
        """Close the practice and play a simulated session in a folder that goes with it."""
        from kapmonitor.composition import Household, desk_of_tour

        self._tour = tempfile.TemporaryDirectory(prefix="kapmonitor-tour-")
        desk = desk_of_tour(Path(self._tour.name))
        self._furnish(Household(desk, self._theme, guided=True))

    @Slot(str)
    def _speak(self, code: str) -> None:
        """Say everything anew in another language: what is on the screen was said in the old."""
        languages.speak(application(), code)
        self._move_in()

    @Slot()
    def _tour_ends(self) -> None:
        self._move_in()
        self._put_away()

    @Slot()
    def _patient_comes(self) -> None:
        """Close the practice, and open the patient's window in its place."""
        from kapmonitor.ui.companion.host import Host

        if self._folder is None or self.household is None:
            return
        self.household.stop()
        self.patient = Host(application(), patient_desk(self._folder), self._theme)
        self.patient.open()
        self._frame.hide()  # after the other stands, or the program would end with its last window

    def _furnish(self, household: Household) -> None:
        """Let another household take the place of the one that is there: one engine at a time."""
        before = self.household
        if before is not None:
            before.stop()
            household.bridge.operator = before.bridge.operator
        self.household = household
        household.tour_wanted.connect(self._tour_begins)
        household.language_wanted.connect(self._speak)
        household.patient_wanted.connect(self._patient_comes)
        household.tour_over.connect(self._tour_ends)
        household.start()
        self._frame.furnish(household.window)
        if before is not None:
            before.deleteLater()

    def stop(self) -> None:
        """Stop in order."""
        if self.patient is not None:
            self.patient.stop()
        if self.household is not None:
            self.household.stop()
        self._put_away()

    def _put_away(self) -> None:
        if self._tour is not None:
            self._tour.cleanup()
            self._tour = None


def _kept_in(folder: Path) -> Settings:
    """Return theme and language; settings that cannot be read are told on the first page."""
    try:
        return load(folder)
    except SettingsFault:
        return Settings()


def _run(
    make_desk: Callable[[], Desk],
    kept: Settings,
    *,
    folder: Path | None = None,
    simulated: bool = False,
) -> int:
    own = application()
    languages.speak(own, languages.chosen(kept.language))
    theme = Theme(own, ThemeName(kept.theme))
    frame = Frame(theme)
    moving = MovingIn(frame, theme, make_desk, folder=folder, simulated=simulated)
    frame.show_fitting()
    try:
        return own.exec()
    finally:
        moving.stop()
