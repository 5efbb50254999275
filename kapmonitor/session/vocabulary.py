"""Words the whole session shares: closed sets, in the terms of IEC 60601-1-8 and FHIR."""

from __future__ import annotations

from enum import StrEnum

from kapmonitor.session.fact import fact


class Setting(StrEnum):
    """Where the patient is."""

    OFFICE = "office"
    TELEHEALTH = "telehealth"


class Priority(StrEnum):
    """Alarm priority (IEC 60601-1-8)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return 1, 2 or 3; higher is more urgent."""
        return ("low", "medium", "high").index(self.value) + 1


class AlarmKind(StrEnum):
    """Whether the patient or the equipment is meant (IEC 60601-1-8)."""

    PHYSIOLOGICAL = "physiological"
    TECHNICAL = "technical"


class AlarmStep(StrEnum):
    """What happened to an alarm, or was done about it."""

    RAISED = "raised"
    CONFIRMED = "confirmed"
    ESCALATED = "escalated"
    CHANGED = "changed"
    ACKNOWLEDGED = "acknowledged"
    DID = "did"
    CLEARED = "cleared"


class Role(StrEnum):
    """What a device does in this session."""

    CUFF = "cuff"
    SECOND_CUFF = "second_cuff"
    """Beside the cuff, on the other arm or to compare two cuffs: shown, and watched by the alarms;
    in no mean, no change, no scheduled reading and no criterion, which keep to one arm."""
    STRAP = "strap"
    OXIMETER = "oximeter"


CUFFS = (Role.CUFF, Role.SECOND_CUFF)
"""The roles of a device that measures blood pressure."""


class Posture(StrEnum):
    """How the patient sits or lies while a cuff measures."""

    SEATED = "seated"
    RECLINED = "reclined"
    LYING = "lying"
    STANDING = "standing"


class Site(StrEnum):
    """Where a cuff is."""

    LEFT_ARM = "left_arm"
    RIGHT_ARM = "right_arm"
    LEFT_WRIST = "left_wrist"
    RIGHT_WRIST = "right_wrist"


class CuffSize(StrEnum):
    """The size that is printed on a cuff."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    EXTRA_LARGE = "extra_large"


class Answer(StrEnum):
    """Never pre-filled; NOT_ASSESSED blocks as NO does."""

    YES = "yes"
    NO = "no"
    NOT_ASSESSED = "not_assessed"


class DrivingAnswer(StrEnum):
    """The answer to "Will the patient drive today?"."""

    NO = "no"
    YES = "yes"
    NOT_SURE = "not_sure"


class ReadingSource(StrEnum):
    """Where a typed reading came from."""

    DISPLAY = "display"
    READ_ALOUD = "read_aloud"
    TEXTED = "texted"


class LozengeEnd(StrEnum):
    """What became of the lozenge."""

    SPIT = "spit"
    SWALLOWED = "swallowed"


class Identifier(StrEnum):
    """What a person compared with the patient to know them."""

    NAME = "name"
    BORN = "born"
    LOCAL_ID = "local_id"
    DOCUMENT = "document"
    """A document with a picture was looked at; nothing of it is kept."""


IDENTIFIERS_NEEDED = 2


class OrderSource(StrEnum):
    """Where the lines of an order came from before a person recorded it."""

    TYPED = "typed"
    LAST_TIME = "last_time"
    """Read line by line from an earlier session, each line confirmed."""
    FILE = "file"
    """Read line by line from the prescriber's file, each line confirmed."""


class ObservationKind(StrEnum):
    """What an entry of the palette means; wanted effects are kept apart from harm."""

    SYMPTOM = "symptom"
    EXPECTED = "expected"
    """An effect that belongs to the drug: no harm, unless its detail says that it distressed."""
    EVENT = "event"
    RED_FLAG = "red_flag"


class Amendment(StrEnum):
    """What an amendment does to the entry that it names; both stay in the record."""

    IN_ERROR = "in_error"
    """The entry should not be there."""
    CORRECTED = "corrected"
    LATE_ENTRY = "late_entry"
    """Something that happened and was not recorded then; it names the session's opening."""
    NOTE = "note"


class SoundMode(StrEnum):
    """How an alarm priority sounds; HIGH is never OFF."""

    SOFT = "soft"
    OFF = "off"


class Outcome(StrEnum):
    """How a session ended."""

    DISCHARGED = "discharged"
    OVERRIDDEN = "overridden"
    LEFT_AGAINST_ADVICE = "left_against_advice"
    CARE_TRANSFERRED = "care_transferred"
    NOT_DOSED = "not_dosed"


class ProvenBy(StrEnum):
    """How sure the record is that a person was the one they were named as."""

    SECRET = "secret"  # noqa: S105  no secret, the word for one
    """Their secret was entered for this."""
    NAME = "name"
    """A name was chosen or typed, and nothing more."""
    EMERGENCY = "emergency"
    """A name and a reason were typed to get in without a secret."""


class HostCondition(StrEnum):
    """A technical condition that the computer, not a device, reports."""

    RECORD_FAILING = "record_failing"
    COMPUTER_BATTERY = "computer_battery"
    DISK_SPACE = "disk_space"
    CLOCK_STEPPED = "clock_stepped"
    SOUND_LOST = "sound_lost"
    WINDOW_HIDDEN = "window_hidden"
    WINDOW_STALLED = "window_stalled"
    INTERNAL_FAULT = "internal_fault"
    CONTACT_LOST = "contact_lost"


class LinkStanding(StrEnum):
    """How alive the patient's side of a link is, by our own clock."""

    WAITING = "waiting"
    """Paired, and not heard yet."""
    OK = "ok"
    LATE = "late"
    DOWN = "down"


class LinkSide(StrEnum):
    """On whose side a link is silent, as far as that is known."""

    PATIENT = "patient"
    OURS = "ours"
    SERVER = "server"


class Numbering(StrEnum):
    """The two rows of numbers that our own messages take."""

    MESSAGES = "messages"
    """Those that are repeated until they are answered."""
    SIGNS = "signs"
    """Signs of life and acknowledgements: they only rise."""


class RequestStage(StrEnum):
    """How far a request to the patient's side has come."""

    SENT = "sent"
    SHOWN = "shown"
    ACCEPTED = "accepted"
    STARTED = "started"
    DONE = "done"
    DECLINED = "declined"
    FAILED = "failed"
    EXPIRED = "expired"

    @property
    def ends(self) -> bool:
        """Return whether nothing more will come of it."""
        return self in {self.DONE, self.DECLINED, self.FAILED, self.EXPIRED}


@fact
class Operator:
    """A person who uses the program; no secret."""

    id: str
    name: str
    role: str = "therapist"


@fact
class Signing:
    """Who gave a signature, in what role, and how that was proven."""

    person: str = ""
    """Their id; empty: a name was typed that the program does not know."""
    role: str = ""
    how: ProvenBy = ProvenBy.NAME


@fact
class Origin:
    """Who asked, and from where: in every entry that a person caused."""

    operator: Operator
    station: str
    page: str = ""
