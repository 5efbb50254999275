"""The clinic's policies: asked plainly, changed with a reason, recorded with a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot

from kapmonitor.clinic_rules import ClinicFault
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.practice import PracticeEntry, SettingChanged
from kapmonitor.session.clinic import ClinicRules, CuffStart
from kapmonitor.session.fact import replace
from kapmonitor.session.refusal import Refused
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import YES_NO, refusal_line, refuse
from kapmonitor.ui.settings.numbers import number_in, shown
from kapmonitor.ui.settings.section import SAVED, WHO_FIRST, Told
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, label, row

STARTS = (
    (CuffStart.OWN_BUTTON.value, mark("Only the cuff's own button")),
    (CuffStart.PERSON.value, mark("A person, for each reading")),
    (CuffStart.SCHEDULE.value, mark("Also the program, when a reading is due")),
)
ALONE = (("no", mark("Never")), ("yes", mark("Where the signed preset allows it")))
WHAT_STARTS = mark("What may start a cuff")
STARTS_HINT = mark("By schedule only where clinic and patient agreed to it in that session.")
RIDE_ALONE = mark("Home alone by taxi or rideshare")
TWO_SIGN = mark("A second person signs the discharge")
NO_DRIVING = mark("No driving for at least, in hours")
LONGER_ONLY = mark("Empty: as the preset says. A preset that asks for more wins.")
SAY_WHY = mark("Say why: the reason is recorded with your name.")
NOT_A_NUMBER = mark("{text} is no number.")
UNREADABLE = mark(
    "Until this is repaired, sessions open under the strictest reading of every rule."
)
LAST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules as they stand, what is wrong with their file, and who changed them last."""

    rules: ClinicRules
    faults: tuple[str, ...]
    changes: tuple[PracticeEntry, ...]


def look(practice: Practice) -> Ruled:
    """Read the rules. Raises RecordFault."""
    rules, faults = practice.rules_in_force()
    return Ruled(rules, faults, practice.rule_changes()[-LAST_SHOWN:])


def against_keeping(bridge: Bridge, reason: str) -> tuple[str, ...]:
    """Return what is missing before a change of the rules may be kept."""
    return (
        *(() if bridge.operator.name else (say(WHO_FIRST),)),
        *(() if reason else (say(SAY_WHY),)),
    )


class PoliciesCard(Card):
    """What holds in every session of the clinic."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._rules = ClinicRules()
        self.starts = Answers(say(WHAT_STARTS), STARTS, looks="small", upright=True)
        self.alone = Answers(say(RIDE_ALONE), ALONE, looks="small")
        self.two = Answers(say(TWO_SIGN), YES_NO, looks="small")
        self.hours = Field(say(NO_DRIVING), width=120)
        self.reason = Field(say("Reason for the change"))
        self.save = button(say("Save"), name=say("Save the policies"))
        self.told = Told(say("the policies"))
        self.history = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        super().__init__(
            say("Policies"),
            label(say(WHAT_STARTS)),
            row(self.starts, 1),
            label(say(STARTS_HINT), "secondary", wraps=True),
            label(say(RIDE_ALONE)),
            row(self.alone, 1),
            label(say(TWO_SIGN)),
            row(self.two, 1),
            row(self.hours, 1),
            label(say(LONGER_ONLY), "secondary", wraps=True),
            self.reason,
            self.refusal,
            row(self.save, self.told, 1),
            self.history,
        )
        self.starts.answered.connect(self._start)
        self.alone.answered.connect(self._ride)
        self.two.answered.connect(self._sign)
        self.reason.line.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)

    def show_rules(self, found: Ruled) -> None:
        """Show the rules as they stand."""
        self._rules = found.rules
        self.starts.show_answer(found.rules.cuff_start.value)
        self.alone.show_answer("yes" if found.rules.rideshare_alone_allowed else "no")
        self.two.show_answer("yes" if found.rules.second_signature else "no")
        self.hours.set_text(shown(found.rules.no_driving_hours))
        refuse(self.refusal, (*found.faults, say(UNREADABLE)) if found.faults else ())
        self.history.setText("\n".join(map(_line, found.changes)))
        self.history.setVisible(bool(found.changes))

    @Slot(str)
    def _start(self, value: str) -> None:
        self._rules = replace(self._rules, cuff_start=CuffStart(value))

    @Slot(str)
    def _ride(self, value: str) -> None:
        self._rules = replace(self._rules, rideshare_alone_allowed=value == "yes")

    @Slot(str)
    def _sign(self, value: str) -> None:
        self._rules = replace(self._rules, second_signature=value == "yes")

    @Slot()
    def _keep(self) -> None:
        self.told.say("")
        hours = number_in(self.hours.text)
        reasons = against_keeping(self._bridge, self.reason.text)
        if hours is None and self.hours.text:
            reasons = (*reasons, say(NOT_A_NUMBER).format(text=self.hours.text))
        refuse(self.refusal, reasons)
        if not reasons:
            wanted = replace(self._rules, no_driving_hours=hours)
            self._bridge.practice(partial(self._put, wanted, self.reason.text), self._kept)

    def _put(self, wanted: ClinicRules, reason: str, practice: Practice) -> Ruled:
        kept = replace(wanted, ceilings=practice.rules().ceilings)
        practice.keep_rules(kept, reason, self._bridge.origin("settings"))
        return look(practice)

    def _kept(self, found: Ruled | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, in_words(found))
            return
        self.reason.line.clear()
        self.told.say(say(SAVED))
        self.show_rules(found)


def in_words(fault: Exception) -> tuple[str, ...]:
    """Return every reason of a fault."""
    if isinstance(fault, Refused):
        return fault.reasons
    return fault.lines if isinstance(fault, ClinicFault) else (str(fault),)


def _line(entry: PracticeEntry) -> str:
    """Return who changed what, when and why."""
    event = entry.event
    assert isinstance(event, SettingChanged)  # noqa: S101  the list holds nothing else
    moment = entry.utc.astimezone()
    who = entry.origin.operator.name if entry.origin is not None else ""
    return say("{when} {who}: {what} {before} to {after}. {why}").format(
        when=f"{moment:%Y-%m-%d %H:%M}",
        who=who,
        what=event.name.removeprefix("clinic.").replace("_", " ").replace(".", " "),
        before=(event.before or "–").replace("_", " "),
        after=(event.after or "–").replace("_", " "),
        why=event.reason or "",
    )
