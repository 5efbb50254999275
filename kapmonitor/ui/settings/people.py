"""The people of the practice, when the screen locks, and who came in without a secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.people_facts import EmergencyAccess
from kapmonitor.record.practice import PracticeEntry
from kapmonitor.session.roles import Duty, Person, role_words
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse
from kapmonitor.ui.pages.signer import in_words
from kapmonitor.ui.settings.person_form import PersonForm
from kapmonitor.ui.settings.section import SAVED, Section, Told
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, label, row

ABOUT = mark(
    "A secret makes a person provable: it is asked for at sign-in and at each signature. A role "
    "guards what is kept to it once somebody who has it has a secret. What happened to a patient "
    "can always be recorded, by anybody."
)
LOCK_ABOUT = mark(
    "A locked screen shows values, ages and alarms without the patient's name; measuring, "
    "stopping and answering alarms stay possible. Ctrl+L locks it at once."
)
NO_MINUTES = mark("{text} is no number of minutes. 0 or empty: only a person locks the screen.")
MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Found:
    """The people, who came in without a secret, and when the screen locks."""

    people: tuple[Person, ...]
    unseen: tuple[PracticeEntry, ...]
    lock_after_min: int


def look(practice: Practice) -> Found:
    """Read what this section shows. Raises RecordFault, SettingsFault."""
    minutes = practice.settings().lock_after_min
    return Found(practice.people.known(), practice.people.unseen(), minutes)


class PeopleSection(Section):
    """Three cards and the form of one person."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.emergencies = EmergenciesCard()
        self.people = PeopleCard()
        self.form = PersonForm()
        self.lock = LockCard()
        self.told = Told(say("the people"))
        title = label(say("People"), "title")
        cards = (self.emergencies, self.people, self.form, self.lock)
        self.fill(column(title, *cards, self.told, 1, spacing=14))
        self.people.opened.connect(self._open)
        self.people.newAsked.connect(partial(self._open, None))
        self.form.saved.connect(self._save)
        self.form.secretSet.connect(self._set_secret)
        self.form.retired.connect(self._retire)
        self.lock.asked.connect(self._keep_lock)
        self.emergencies.seen.connect(self._see)

    def refresh(self) -> None:
        """Read the people anew."""
        self.bridge.practice(look, self._show)

    def _show(self, found: Found | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.people.refusal, in_words(found))
            return
        self.people.show_people(found.people, self.bridge.operator.id)
        self.emergencies.show_unseen(found.unseen)
        self.lock.show_minutes(found.lock_after_min)
        chain(self)

    @Slot(object)
    def _open(self, person: Person | None) -> None:
        self.told.say("")
        own = person is not None and person.operator.id == self.bridge.operator.id
        self.form.open_on(person, own=own)

    @Slot(object, str, object)
    def _save(self, person: Person | None, name: str, duties: frozenset[Duty]) -> None:
        origin = self.bridge.origin("settings")

        def put(practice: Practice) -> Found:
            if person is None:
                practice.people.add(name, duties, origin)
            else:
                practice.people.change(person.operator.id, name, duties, origin)
            return look(practice)

        self._ask(put)

    @Slot(object, str, str)
    def _set_secret(self, person: Person, now: str, new: str) -> None:
        origin, who = self.bridge.origin("settings"), person.operator.id
        own = who == self.bridge.operator.id

        def put(practice: Practice) -> Found:
            if own or now or not person.has_secret:
                practice.people.set_secret(who, now, new, origin)
            else:
                practice.people.reset_secret(who, new, origin)
            return look(practice)

        self._ask(put)

    @Slot(object)
    def _retire(self, person: Person) -> None:
        origin = self.bridge.origin("settings")

        def put(practice: Practice) -> Found:
            practice.people.retire(person.operator.id, origin)
            return look(practice)

        self._ask(put)

    def _ask(self, put: Callable[[Practice], Found]) -> None:
        self.bridge.practice(put, self._kept)

    def _kept(self, found: Found | Exception) -> None:
        if isinstance(found, Exception):
            self.form.refuse(in_words(found))
            return
        self.form.close_up()
        self.told.say(say(SAVED))
        self._show(found)

    @Slot(int)
    def _keep_lock(self, minutes: int) -> None:
        origin = self.bridge.origin("settings")

        def put(practice: Practice) -> Found:
            changed = replace(practice.settings(), lock_after_min=minutes)
            practice.keep_settings(changed, origin)
            return look(practice)

        self.bridge.practice(put, self._lock_kept)

    def _lock_kept(self, found: Found | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.lock.refusal, in_words(found))
            return
        self.bridge.lockChanged.emit(found.lock_after_min)
        self.lock.told.say(say(SAVED))
        self._show(found)

    @Slot(int)
    def _see(self, seq: int) -> None:
        origin = self.bridge.origin("settings")

        def put(practice: Practice) -> Found:
            practice.people.see(seq, origin)
            return look(practice)

        self.bridge.practice(put, self._seen)

    def _seen(self, found: Found | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.emergencies.refusal, in_words(found))
        else:
            self._show(found)


class PeopleCard(Card):
    """Each person with their roles, and whether a secret tells them apart."""

    opened = Signal(object)
    newAsked = Signal()

    def __init__(self) -> None:
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.refusal = refusal_line()
        self.add = button(say("Add a person"))
        super().__init__(
            say("Who works here"),
            label(say(ABOUT), "secondary", wraps=True),
            self._rows,
            self.refusal,
            row(self.add, 1),
        )
        self.add.clicked.connect(self.newAsked)

    def show_people(self, people: tuple[Person, ...], here: str) -> None:
        """Show each in a line of their own."""
        refuse(self.refusal, ())
        clear(self._rows)
        for each in people:
            name = each.operator.name + (say(" · you") if each.operator.id == here else "")
            role = role_words(each.operator.role) or say("no role")
            proof = say("has a secret") if each.has_secret else say("no secret")
            change = button(
                say("Change"), name=say("Change {name}").format(name=each.operator.name)
            )
            change.clicked.connect(partial(self._open, each))
            words = column(
                label(name, "strong", wraps=True),
                label(f"{role} · {proof}", "secondary", wraps=True),
                spacing=2,
            )
            line = row(words, change)
            line.setStretch(0, 1)
            self._rows.addLayout(line)

    def _open(self, person: Person, _on: bool = False) -> None:
        self.opened.emit(person)


class EmergenciesCard(Card):
    """Who came in without a secret, until an administrator has seen it."""

    seen = Signal(int)

    def __init__(self) -> None:
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.refusal = refusal_line()
        super().__init__(say("Emergency access, not yet seen"), self._rows, self.refusal)
        self.hide()

    def show_unseen(self, unseen: tuple[PracticeEntry, ...]) -> None:
        """Show each with its reason; none hides the card."""
        self.setVisible(bool(unseen))
        refuse(self.refusal, ())
        clear(self._rows)
        for each in unseen:
            event = each.event
            assert isinstance(event, EmergencyAccess)  # noqa: S101  the list holds nothing else
            when = f"{each.utc.astimezone():%Y-%m-%d %H:%M}"
            told = label(f"▲ {when} {event.name}: {event.reason}", wraps=True)
            see = button(say("Seen"), name=say("Seen: {name}").format(name=event.name))
            see.clicked.connect(partial(self._see, each.seq))
            line = row(told, see)
            line.setStretch(0, 1)
            self._rows.addLayout(line)

    def _see(self, seq: int, _on: bool = False) -> None:
        self.seen.emit(seq)


class LockCard(Card):
    """After how many idle minutes the screen locks."""

    asked = Signal(int)

    def __init__(self) -> None:
        self.minutes = Field(say("Lock the screen after, in idle minutes"), width=120)
        self.save = button(say("Save"), name=say("Save the screen lock"))
        self.told = Told(say("the screen lock"))
        self.refusal = refusal_line()
        super().__init__(
            say("Screen lock"),
            label(say(LOCK_ABOUT), "secondary", wraps=True),
            self.minutes,
            self.refusal,
            row(self.save, self.told, 1),
        )
        self.save.clicked.connect(self._ask)
        self.minutes.line.returnPressed.connect(self._ask)

    def show_minutes(self, minutes: int) -> None:
        """Show when it locks; what is being typed stays."""
        self.minutes.set_text(str(minutes) if minutes else "")

    @Slot()
    def _ask(self) -> None:
        text = self.minutes.text or "0"
        good = text.isascii() and text.isdigit() and int(text) <= MOST_MINUTES
        refuse(self.refusal, () if good else (say(NO_MINUTES).format(text=text),))
        self.told.say("")
        if good:
            self.asked.emit(int(text))
