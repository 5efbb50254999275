"""Who did what with the record: looked for by person, patient or session, kind and day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QTableWidgetItem

from kapmonitor.exports import ExportFault
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.access import KINDS, PAGE, Wanted, every, page
from kapmonitor.record.access_words import as_csv, sentence
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.practice import PracticeEntry
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse, under
from kapmonitor.ui.saving import documents, free_path, unreachable
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.listing import listing
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row
from kapmonitor.whole_file import write_whole

ABOUT = mark(
    "Who signed in, opened, exported, printed, copied, looked up, changed, backed up, restored or "
    "erased: each is an entry of the record's own chain. What happened in a session is in its "
    "report."
)
HEADS = (mark("When"), mark("Who"), mark("What"))
_WHAT = 2
SEARCH_MS = 200
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("all", mark("Everything"), ()),
    ("read", mark("Opened, printed, copied"), ("record_accessed", "patient_looked_up")),
    (
        "left",
        mark("Exported, backed up, restored"),
        tuple(each for each in KINDS if each in {"export_made", "backup_made", "record_restored"}),
    ),
    (
        "changed",
        mark("Settings, presets, limits"),
        tuple(
            each for each in KINDS if each in {"setting_changed", "preset_kept", "preset_signed"}
        ),
    ),
    (
        "patients",
        mark("Patients added, corrected, erased"),
        tuple(
            each
            for each in KINDS
            if each in {"patient_added", "patient_corrected", "patient_erased"}
        ),
    ),
    (
        "people",
        mark("Sign-in and people"),
        tuple(
            each
            for each in KINDS
            if each.startswith(("operator_", "sign", "secret_", "emergency_", "screen_"))
        ),
    ),
)


class AccessSection(Section):
    """A list that is looked through as one types."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.person = Field(say("Person"))
        self.about = Field(say("Session or pseudonym"))
        self.since = Field(say("From"), say("YYYY-MM-DD"), width=150)
        self.until = Field(say("To"), say("YYYY-MM-DD"), width=150)
        self.kinds = Choice()
        self.kinds.setAccessibleName(say("What was done"))
        for name, words, _kinds in GROUPS:
            self.kinds.addItem(say(words), name)
        self.table = listing(HEADS, say("Who did what"), stretched=_WHAT, tight=True)
        self.table.setMinimumHeight(300)
        self.more = button(say("Older entries"))
        self.save = button(say("Save as CSV"))
        self.refusal = refusal_line()
        self.told = label("", "secondary", wraps=True)
        self._shown: tuple[PracticeEntry, ...] = ()
        self._question = 0
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        looked_for = flow(self.person, self.about)
        days = flow(under(say("What was done"), self.kinds), self.since, self.until)
        found = Card("", looked_for, days, self.refusal, self.table, self.told)
        head = label(say("Who did what"), "title")
        foot = row(self.more, 1, self.save)
        laid = column(head, label(say(ABOUT), "secondary", wraps=True), found, foot, spacing=14)
        self.fill(laid)
        for each in (self.person, self.about, self.since, self.until):
            each.edited.connect(self._wait.start)
        self._wait.timeout.connect(self.refresh)
        self.kinds.currentIndexChanged.connect(self.refresh)
        self.more.clicked.connect(self._ask_older)
        self.save.clicked.connect(self._save)

    @Slot()
    def refresh(self) -> None:
        """Ask anew."""
        wanted = self._wanted()
        if wanted is not None:
            self._question += 1
            self.bridge.practice(
                lambda practice: page(practice.record, wanted), partial(self._know, self._question)
            )

    def _wanted(self) -> Wanted | None:
        """Return what is looked for; None while a day is no day."""
        days: list[datetime | None] = []
        for field, more in ((self.since, 0), (self.until, 1)):
            day = _day(field.text)
            if field.text and day is None:
                refuse(self.refusal, (say("Write a day as 2026-11-27."),))
                return None
            days.append(_moment(day, more) if day is not None else None)
        refuse(self.refusal, ())
        return Wanted(
            person=self.person.text,
            about=self.about.text,
            kinds=GROUPS[self.kinds.currentIndex()][2],
            since=days[0],
            until=days[1],
        )

    def _know(self, question: int, found: tuple[PracticeEntry, ...] | Exception) -> None:
        if question != self._question:
            return  # another question came before this answer
        if isinstance(found, Exception):
            refuse(self.refusal, (_words(found),))
            return
        self._shown = ()
        self._add(found)

    def _add(self, found: tuple[PracticeEntry, ...]) -> None:
        start = len(self._shown)
        self._shown = (*self._shown, *found)
        self.table.setRowCount(len(self._shown))
        for line, entry in enumerate(found, start=start):
            for place, cell in enumerate(_cells(entry)):
                self.table.setItem(line, place, QTableWidgetItem(cell))
        self.more.setVisible(len(found) == PAGE)
        self.save.setEnabled(bool(self._shown))
        self._tell("" if self._shown else say("Nothing was done that this asks for."))

    @Slot()
    def _ask_older(self) -> None:
        wanted = self._wanted()
        if wanted is not None and self._shown:
            before = self._shown[-1].seq
            question = self._question

            def older(found: tuple[PracticeEntry, ...] | Exception) -> None:
                if question == self._question and not isinstance(found, Exception):
                    self._add(found)

            self.bridge.practice(
                lambda practice: page(practice.record, wanted, before=before), older
            )

    @Slot()
    def _save(self) -> None:
        wanted = self._wanted()
        if wanted is not None:
            place = Path(documents()).expanduser() / "kapmonitor-access.csv"
            self.bridge.practice(lambda practice: _write(practice, wanted, place), self._saved)

    def _saved(self, found: Path | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (_words(found),))
        else:
            self._tell(say("Saved {result}").format(result=found))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))


def _write(practice: Practice, wanted: Wanted, place: Path) -> Path:
    """Write everything that was asked for, not only what is shown."""
    try:
        path = free_path(place)
        write_whole(path, as_csv(every(practice.record, wanted)))
    except OSError as fault:
        raise unreachable(place, fault) from fault
    return path


def _cells(entry: PracticeEntry) -> tuple[str, ...]:
    local = entry.utc.astimezone()
    who = entry.origin.operator.name if entry.origin else ""
    return f"{local:%Y-%m-%d %H:%M}", who or "–", sentence(entry.event)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _moment(day: date, more: int) -> datetime:
    """Return when a day begins here, `more` days later."""
    return (datetime(day.year, day.month, day.day) + timedelta(days=more)).astimezone(UTC)  # noqa: DTZ001 - here


def _words(fault: Exception) -> str:
    known = isinstance(fault, ExportFault | RecordFault)
    return str(fault) if known else say("The record cannot be read just now. Try again.")
