"""The first page: who you are, what was left unfinished, and the way into a new session.

The very first time it leads there in three steps: who, what this is and is not, and a try.

Nobody is chosen for you: the record says who did what, so the person says it first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.roles import Duty, Person
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.backup_words import backups_told
from kapmonitor.ui.bridge import NOBODY, Bridge
from kapmonitor.ui.disk_words import disk_told
from kapmonitor.ui.notice import notice, notice_digest
from kapmonitor.ui.pages.first_run import FirstRun, Step
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.operators import Operators
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.patient_way import PatientWay
from kapmonitor.ui.pages.signer import in_words
from kapmonitor.ui.pages.start_unfinished import Unfinished
from kapmonitor.ui.pages.unlock import UnlockCard, protection_words
from kapmonitor.ui.pages.who import two_identifiers
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import button, column, label, row, rule

if TYPE_CHECKING:  # this page is painted before the rest is loaded
    from kapmonitor.practice import Practice
    from kapmonitor.record.session_index import SessionRow
    from kapmonitor.settings import Settings
    from kapmonitor.strongbox import Protection

WHO_FIRST = mark("Say who you are first: the record names the person behind every entry.")
UNSEEN = mark(
    "▲ Somebody came in by emergency access: an administrator sees to it in Settings, People."
)
WIDTH = 760


@dataclass(frozen=True, slots=True)
class Seen:
    """What the first page shows of the practice."""

    people: tuple[Person, ...]
    unfinished: tuple[tuple[SessionRow, str], ...]
    """Each with the patient's name and day of birth, as the practice knows them."""
    settings: Settings
    unseen: int
    """Emergency accesses that no administrator has seen."""
    protection: Protection
    only_read: str = ""
    """Why the record can only be read."""
    backups: str = ""
    """How it stands with backups, in a sentence."""
    disk: str = ""
    """How little room the disk has."""


def look(practice: Practice) -> Seen:
    """Read what the first page shows, on the engine's thread. Raises RecordFault, SettingsFault."""
    from kapmonitor.strongbox import protection_of  # loaded there, behind the painted page

    rows = practice.unfinished()
    patients = [practice.patient(each.patient) for each in rows]
    names = [two_identifiers(each) if each else "" for each in patients]
    return Seen(
        people=practice.people.known(),
        unfinished=tuple(zip(rows, names, strict=True)),
        settings=practice.settings(),
        unseen=len(practice.people.unseen()),
        protection=protection_of(practice.record.path),
        only_read=practice.only_read,
        backups=backups_told(practice.care.state()) if practice.care is not None else "",
        disk=disk_told(practice),
    )


class StartPage(Page):
    """Shown while no session is open."""

    name = "start"
    newSession = Signal()
    resumed = Signal()
    historyAsked = Signal()
    devicesAsked = Signal()
    settingsAsked = Signal()
    tourAsked = Signal()
    languageAsked = Signal(str)
    patientAsked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._seen: Seen | None = None
        self.refusal = refusal_line()
        self._operators = Operators()
        self._emergency = label(say(UNSEEN), "strong", wraps=True)
        self._emergency.hide()
        self._unfinished = Unfinished()
        self.first = FirstRun()
        self._trying = False
        """Whether the last step of the first run is in sight."""
        self._who_again = False
        self._backups, self._disk = label("", "secondary", wraps=True), refusal_line()
        self.unlock = UnlockCard(bridge)
        self.protection = label("", wraps=True)
        self.new = button(say("New session"), "primary")
        self.history = button(say("History"))
        self.devices = button(say("Set up devices"))
        self.settings = button(say("Settings"))
        self.tour = button(say("Guided tour"))
        self.patient = PatientWay("small")
        self._usual = QWidget()
        self._lay_out()
        self._connect()
        for part in (self._operators, self._usual):
            part.hide()  # until it is known who is asked what

    @Slot(str)
    def _speak(self, code: str) -> None:
        """Keep a language and speak it; one that cannot be kept is spoken until the end."""

        def keep(practice: Practice) -> None:
            practice.keep_settings(replace(practice.settings(), language=code))

        self.bridge.practice(keep, lambda _kept: self.languageAsked.emit(code))

    def _lay_out(self) -> None:
        self._usual.setLayout(
            column(
                row(self.new, self.history, self.devices, self.settings, self.tour, 1),
                self.protection,
                self._disk,
                self._backups,
                label(notice(), "secondary", wraps=True),
                rule(),
                self.patient,
                spacing=14,
            )
        )
        inside = column(
            label("kapmonitor", "title"),
            self.unlock,
            self.first,
            self._operators,
            self._emergency,
            self._unfinished,
            self.refusal,
            self._usual,
            1,
            spacing=14,
        )
        self.setLayout(column(scrolled(row(_in_the_middle(inside)))))

    def _connect(self) -> None:
        self.first.read.connect(self._keep_read)
        self.first.back.connect(self._ask_again)
        self.first.languageAsked.connect(self._speak)
        self.first.patientAsked.connect(self.patientAsked)
        self.first.tourAsked.connect(self.tourAsked)
        self.first.devicesAsked.connect(self.devicesAsked)
        self.first.done.connect(self._go_on)
        self.patient.asked.connect(self.patientAsked)
        self.tour.clicked.connect(self.tourAsked)
        self._operators.chosen.connect(self._choose)
        self._operators.added.connect(self._add)
        self._operators.entered.connect(self._enter)
        self._operators.emergency.connect(self._go_in)
        self._operators.leftAsked.connect(self._sign_out)
        self.unlock.opened.connect(self._sign_in)
        self._unfinished.resume.connect(self._resume)
        self.new.clicked.connect(self._begin)
        self.history.clicked.connect(self._read)
        self.devices.clicked.connect(self.devicesAsked)
        self.settings.clicked.connect(self.settingsAsked)

    def draw(self, snapshot: Snapshot) -> None:
        """Ask for a secret while the record waits for one: nothing else can be done meanwhile."""
        if snapshot.locked:
            for each in (self.first, self._operators, self._unfinished, self._usual):
                each.hide()
        if snapshot.locked is self.unlock.isHidden():
            self.unlock.setVisible(snapshot.locked)
            if snapshot.locked:
                self.unlock.secret.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the practice anew whenever the page comes in sight."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the practice anew."""
        self.bridge.practice(look, self._show)

    def _show(self, seen: Seen | Exception) -> None:
        if isinstance(seen, Exception):
            refuse(self.refusal, (str(seen),))
            self._usual.setVisible(self.unlock.isHidden())
            return
        self._seen = seen
        if seen.only_read:
            refuse(self.refusal, (seen.only_read,))
        self._operators.show_people(
            seen.people, self.bridge.operator, likely=seen.settings.operator
        )
        self._unfinished.show_rows(seen.unfinished)
        words = protection_words(seen.protection)
        self.protection.setText(words)
        self.protection.setVisible(bool(words))
        self._arrange(seen)
        chain(self)

    def _arrange(self, seen: Seen) -> None:
        """Show one step of the first run at a time, or what is always here."""
        only_read = bool(seen.only_read)
        self._disk.setText(seen.disk)
        self._disk.setVisible(bool(seen.disk))
        self._backups.setText(seen.backups)
        self._backups.setVisible(bool(seen.backups))
        self.new.setVisible(not only_read)
        unread = not seen.settings.disclaimer_read and not only_read
        named = bool(self.bridge.operator.name) and not self._who_again
        step = (Step.READ if named else Step.WHO) if unread else Step.TRY if self._trying else None
        self.first.show_step(step)
        self._operators.setVisible(step in {None, Step.WHO} and (not only_read or _guarded(seen)))
        self._emergency.setVisible(step is None and seen.unseen > 0)
        self._unfinished.setVisible(step is None and bool(seen.unfinished) and not only_read)
        self._usual.setVisible(step is None)

    @Slot()
    def _keep_read(self) -> None:
        """Keep who read the notice, and which words."""
        digest, origin = notice_digest(), self.bridge.origin("start")

        def keep(practice: Practice) -> Seen:
            practice.read_notice(digest, origin)
            return look(practice)

        self._trying = True
        self.bridge.practice(keep, self._show)

    @Slot()
    def _ask_again(self) -> None:
        self._who_again = True
        self.refresh()

    @Slot()
    def _go_on(self) -> None:
        self._trying = False
        self.refresh()

    @Slot(object)
    def _choose(self, operator: Operator) -> None:
        if operator.id == self.bridge.operator.id:
            self._signed_in(self.bridge.operator)
            return
        self._sign_in(operator.id, "")

    @Slot(object, str)
    def _enter(self, person: Person, secret: str) -> None:
        self._sign_in(person.operator.id, secret)

    @Slot(str, str)
    def _sign_in(self, who: str, secret: str) -> None:
        origin = self.bridge.origin("start")
        self.bridge.practice(
            lambda practice: practice.people.sign_in(who, secret, origin), self._signed_in
        )

    @Slot(str, str)
    def _go_in(self, name: str, reason: str) -> None:
        origin = self.bridge.origin("start")
        self.bridge.practice(
            lambda practice: practice.people.emergency(name, reason, None, origin),
            self._signed_in,
        )

    @Slot()
    def _sign_out(self) -> None:
        origin = self.bridge.origin("start")
        self.bridge.operator = NOBODY

        def leave(practice: Practice) -> Seen:
            practice.people.sign_out(origin)
            return look(practice)

        self.bridge.practice(leave, self._show)

    def _signed_in(self, found: Operator | Exception) -> None:
        if isinstance(found, Exception):
            self._operators.refuse(in_words(found))
            return
        self.bridge.operator = found
        self._who_again = False
        self._operators.refuse(())

        def keep(practice: Practice) -> Seen:
            practice.keep_settings(replace(practice.settings(), operator=found.id))
            return look(practice)

        refuse(self.refusal, ())
        self.bridge.practice(keep, self._show)

    @Slot(str, object)
    def _add(self, name: str, duties: frozenset[Duty]) -> None:
        def added(operator: Operator | Exception) -> None:
            if isinstance(operator, Exception):
                self._operators.refuse(in_words(operator))
            else:
                self._operators.forget_typed()
                self._choose(operator)

        origin = self.bridge.origin("start")
        self.bridge.practice(lambda practice: practice.people.add(name, duties, origin), added)

    @Slot()
    def _begin(self) -> None:
        if self._may_go_on():
            self.newSession.emit()

    @Slot()
    def _read(self) -> None:
        """Go to the record: once somebody here has a secret, only a person who signed in does."""
        if self._seen is None or not _guarded(self._seen) or self._may_go_on():
            self.historyAsked.emit()

    @Slot(str)
    def _resume(self, session: str) -> None:
        if self._may_go_on():
            self.bridge.resume(session, self._resumed)

    def _resumed(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.resumed.emit()

    def _may_go_on(self) -> bool:
        reasons = () if self.bridge.operator.name else (say(WHO_FIRST),)
        refuse(self.refusal, reasons)
        return not reasons


def _guarded(seen: Seen) -> bool:
    """Return whether people here are told apart: then the record is for those who signed in."""
    return any(each.has_secret for each in seen.people)


def _in_the_middle(inside: QLayout) -> QWidget:
    """Return what is laid out as wide as lines are read."""
    middle = QWidget()
    middle.setMaximumWidth(WIDTH)
    middle.setLayout(inside)
    return middle
