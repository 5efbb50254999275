"""A room's side: tells its boards what it shows, and takes what a supervisor asks.

Sealed for the boards on the roster, signed by the room. The whole state goes out at every change
and every fifteen seconds, retained, so that a board that comes late has it at once. Each session
has a key of its own, and so has each change of who may read: whoever left the roster reads no
further. Events are numbered without gaps. Nothing a board asks can do more than acknowledge the
alarms that its person saw, and leave a message with their name.

Use from the engine's loop only. The session is not held up by any of it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kapmonitor.central.enrolment import Enrolment, EnrolmentFault
from kapmonitor.central.message import (
    AcknowledgeAsked,
    BoardCommand,
    CommandAnswered,
    MessageAsked,
    RoomEvent,
    body_of,
    told_of,
)
from kapmonitor.central.roster import Member, RosterRefused
from kapmonitor.central.sealing import KEY_SIZE, hand_out
from kapmonitor.central.told import Scene, state_of, steps_of
from kapmonitor.central.topics import COMMAND_S, KEPT_S, OFFLINE, ONLINE, RoomTopics
from kapmonitor.central.view import SKEW_S
from kapmonitor.language import mark, say
from kapmonitor.link.cable import Attachment, Cable, Cables, Came, Down, Happening, Trouble, Up
from kapmonitor.link.envelope import (
    SESSION_SIZE,
    Direction,
    Header,
    Keys,
    Kind,
    Opened,
    open_sealed,
    seal,
)
from kapmonitor.link.mail import Mail
from kapmonitor.session.event import StationWrote
from kapmonitor.session.intent import AcknowledgeAlarms, Intent, Note
from kapmonitor.session.personal import personal
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Origin

TOLD_EVERY_S = 15.0
FOLLOWED_WITHIN_S = 10.0
"""A session that was not shown for so long stands still: it is not told again as if it were now."""
ROSTER_EVERY_S = 60.0
MOST_WAITING = 1_000
"""Events that wait for a connection; a board sees by their numbers that older ones are missing."""
MOST_HEARD = 1_000
"""Commands of a board that are known again: many times what a person can ask within the minute in
which one is worth anything."""
FROM_THE_STATION = "from the station"
"""The page in the origin of whatever a supervisor did from elsewhere."""
NOBODY_NAMED = mark("Nobody was named. Nothing was done.")
TOO_OLD = mark("It came too late, or the clocks of board and room differ. Nothing was done.")
NOT_OPEN = mark("No session is open in this room. Nothing was done.")
OTHER_ALARMS = mark("These alarms are over, answered, or new since. Look again.")
STOPPED = mark("Supervising screen: not told any more, by a fault of this program.")
NOT_LISTED = mark("Supervising screen: this room is not on the roster.")
CUT_OFF = mark("Supervising screen: not connected.")
FORBIDDEN = mark("Supervising screen: the server does not allow it.")
CLOCKS = mark(
    "Supervising screen: its clock and this one differ by {seconds} s, or its words come late."
)
EMPTY = mark("The message is empty. Nothing was done.")

_log = logging.getLogger(__name__)


class Said(Protocol):
    """What the engine answers to an intent."""

    @property
    def refusals(self) -> tuple[str, ...]:
        """Every reason against it."""


Submit = Callable[[Intent, Origin, Callable[[Said], None]], None]


@dataclass(slots=True)
class _Period:
    """One key's time: what was sealed under it, and what came."""

    session: bytes
    keys: Keys
    handed: bytes
    """The keys message."""
    about: str | None
    """The session of the record that it is for; None: no session is open."""
    counter: int = 0
    events: int = 0
    alarms_told: dict[int, int] = field(default_factory=dict)
    """How much of each alarm's course was told, by the entry that raised it."""
    heard: dict[str, deque[str]] = field(default_factory=dict)
    """The newest commands of each board. By name, not by number: a board's number is by its clock,
    and one whose clock was set back would be dropped without a word."""


class Publisher:
    """Tells a room's boards what it shows. `load` returns the enrolment as it stands now."""

    def __init__(
        self,
        load: Callable[[], Enrolment],
        cables: Callable[[Enrolment], Cables],
        submit: Submit,
        now_ms: Callable[[], int],
    ) -> None:
        """`now_ms`: the room's wall clock. Raises EnrolmentFault, RosterRefused."""
        self._load, self._submit, self._now_ms = load, submit, now_ms
        self._enrolment = load()
        self._cables = cables
        self._name = self._enrolment.own.name
        self._topics = RoomTopics(self._name)
        self._scene = Scene(session=None, at=None)
        self._waiting: deque[bytes] = deque(maxlen=MOST_WAITING)
        self._cable: Cable | None = None
        self._up = False
        self._forbidden = False
        self._ahead_s = 0.0
        """How far the clock of the board that asked last is ahead, the way here included."""
        self._told_mark: tuple[object, ...] | None = None
        # By the loop's own seconds, which no setting of the wall's clock moves.
        self._loop = asyncio.get_running_loop()
        self._told_s = 0.0
        self._followed_s = self._looked_s = self._loop.time()
        self._counts = True
        """Whether this machine was a room when the roster was looked at last."""
        self._period = self._begin()

    @property
    def trouble(self) -> str:
        """Return what keeps the boards from seeing this room, in a few words; empty: nothing."""
        if not self._counts:
            return say(NOT_LISTED)
        if not self._is_followed():
            return say(STOPPED)
        if self._forbidden:
            return say(FORBIDDEN)
        if not self._up:
            return say(CUT_OFF)
        if abs(self._ahead_s) > SKEW_S:
            return say(CLOCKS).format(seconds=round(abs(self._ahead_s)))
        return ""

    def follow(self, scene: Scene) -> None:
        """Take what the engine has published."""
        self._scene, self._followed_s = scene, self._loop.time()
        session = scene.session
        if (session.id if session is not None else None) != self._period.about:
            self._renew()
        elif session is not None:
            for step in steps_of(session, self._period.alarms_told, self._now_ms()):
                self._tell_event(step)
        if scene.mark() != self._told_mark:
            self._tell_state()

    def _is_followed(self) -> bool:
        """Return whether what is known of the session is what the room shows now."""
        still_s = self._loop.time() - self._followed_s
        return self._scene.session is None or still_s < FOLLOWED_WITHIN_S

    async def run(self) -> None:
        """Hold the line until cancelled; while this machine is no room, only look again."""
        while True:
            if self._still_enrolled():
                await self._hold()
            else:
                await asyncio.sleep(ROSTER_EVERY_S)

    async def _hold(self) -> None:
        mail = Mail(self._loop)
        attachment = Attachment(
            client=f"room-{self._name}",
            hears=(self._topics.commands,),
            will=(self._topics.presence, OFFLINE),
            will_retained=True,
        )
        self._cable = self._cables(self._enrolment)(attachment, mail.put)
        self._cable.open()
        try:
            while self._still_enrolled():
                for each in await mail.some():
                    self._take(each)
                self._cable.look_after()
                if self._loop.time() - self._told_s >= TOLD_EVERY_S:
                    self._tell_state()
        finally:
            self._publish(self._topics.presence, OFFLINE, retain=True)
            self._cable.close()
            self._cable, self._up = None, False
            self._renew()  # whoever held the key until now reads no further

    def _still_enrolled(self) -> bool:
        """Look at the roster from time to time; a change of who may read brings a new key."""
        if self._loop.time() - self._looked_s < ROSTER_EVERY_S:
            return self._counts
        self._looked_s = self._loop.time()
        try:
            found = self._load()
        except (EnrolmentFault, RosterRefused, OSError) as fault:
            _log.warning("this room tells its boards nothing more: %s", fault)
            self._counts = False
            return False
        self._counts = True
        if found.roster.serial < self._enrolment.roster.serial:
            return True  # whoever puts an older list in its place brings nobody back
        before, self._enrolment = self._enrolment, found
        if found.boards != before.boards or not found.own.is_same(before.own):
            self._renew()
            self._tell_state()
        return True

    def _take(self, happening: Happening) -> None:
        match happening:
            case Up():
                self._up, self._forbidden = True, False
                self._publish(self._topics.presence, ONLINE, retain=True)
                self._publish(self._topics.keys, self._period.handed, retain=True)
                self._tell_state()
                while self._waiting:
                    self._publish(self._topics.events, self._waiting.popleft())
            case Down(why=why):
                # What is not allowed is answered on a connection that stands.
                self._forbidden = why is Trouble.NOT_ALLOWED
                self._up = self._up and self._forbidden
            case Came(octets=octets):
                self._hear(octets)
                if self._cable is not None:
                    self._cable.took(happening)

    def _begin(self) -> _Period:
        content, session = os.urandom(KEY_SIZE), os.urandom(SESSION_SIZE)
        boards = [(each.name, each.box) for each in self._enrolment.boards]
        now = self._scene.session
        period = _Period(
            session,
            Keys.of(content, session),
            hand_out(content, session, boards, self._enrolment.own.signing),
            now.id if now is not None else None,
        )
        if now is not None and len(now.alarms) + len(now.alarm_history):
            for _ in steps_of(now, period.alarms_told, 0):
                pass  # what happened before is in the state
        return period

    def _renew(self) -> None:
        self._period = self._begin()
        self._publish(self._topics.keys, self._period.handed, retain=True)

    def _tell_state(self) -> None:
        """Tell the whole of what is shown; without a connection it is told once there is one."""
        if not self._up or not self._is_followed():
            return
        period, now_ms = self._period, self._now_ms()
        self._told_mark, self._told_s = self._scene.mark(), self._loop.time()
        period.counter = max(period.counter + 1, now_ms)
        body = body_of(state_of(self._scene, self._name, now_ms))
        octets = seal(
            Header(
                kind=Kind.EPHEMERAL,
                direction=Direction.FROM_PATIENT,
                session=period.session,
                sequence=period.counter,
            ),
            body,
            period.keys.from_patient,
            os.urandom,
            self._enrolment.own.signing,
        )
        self._publish(self._topics.board, octets, retain=True)

    def _tell_event(self, event: RoomEvent) -> None:
        period = self._period
        period.events += 1
        header = Header(
            kind=Kind.RELIABLE,
            direction=Direction.FROM_PATIENT,
            session=period.session,
            sequence=period.events,
        )
        signing = self._enrolment.own.signing
        octets = seal(header, body_of(event), period.keys.from_patient, os.urandom, signing)
        if self._up:
            self._publish(self._topics.events, octets)
        else:
            self._waiting.append(octets)

    def _publish(self, topic: str, octets: bytes, *, retain: bool = False) -> None:
        if self._cable is not None:
            self._cable.publish(topic, octets, 1, KEPT_S, retain=retain)

    def _hear(self, octets: bytes) -> None:
        """Take what a supervisor of the roster asks, each once; anything else is nothing."""
        period = self._period
        for member in self._enrolment.supervisors:
            found = open_sealed(
                octets,
                Direction.FROM_STATION,
                period.session,
                {period.keys.key_id: period.keys},
                signer=member.signer,
            )
            if not isinstance(found, Opened):
                continue
            command = told_of(found.body)
            if not isinstance(command, BoardCommand) or command.board != member.name:
                return
            heard = period.heard.setdefault(member.name, deque(maxlen=MOST_HEARD))
            if command.id not in heard:
                heard.append(command.id)
                self._ahead_s = (command.at - self._now_ms()) / 1000
                self._obey(command, member)
            return

    def _obey(self, command: BoardCommand, member: Member) -> None:
        intent = self._intent_of(command)
        if isinstance(intent, str):
            self._answer(command, (intent,))
            return
        person = Operator(id="", name=command.person.strip(), role=member.role.value)
        origin = Origin(operator=person, station=member.name, page=FROM_THE_STATION)
        self._submit(intent, origin, lambda said: self._answer(command, said.refusals))

    def _intent_of(self, command: BoardCommand) -> Intent | str:
        """Return what is asked of the session, or why it cannot be."""
        session = self._scene.session
        if not command.person.strip():
            return say(NOBODY_NAMED)
        if abs(self._now_ms() - command.at) > COMMAND_S * 1000:
            return say(TOO_OLD)
        if session is None:
            return say(NOT_OPEN)
        if isinstance(command, MessageAsked):
            return _message(command.text.strip())
        return _acknowledgement(session, command)

    def _answer(self, command: BoardCommand, reasons: tuple[str, ...]) -> None:
        self._tell_event(
            CommandAnswered(
                at=self._now_ms(),
                board=command.board,
                command=command.id,
                done=not reasons,
                reasons=reasons,
            )
        )


def _message(text: str) -> Intent | str:
    if not text:
        return say(EMPTY)
    words = personal(text, ref=f"w{secrets.token_hex(6)}", salt=secrets.token_hex(16))
    return Note(fact=StationWrote(text=words))


def _acknowledgement(session: Session, command: AcknowledgeAsked) -> Intent | str:
    """Answer the alarms that were seen: one that was raised anew since is another alarm."""
    seen = {(each.code, each.raised) for each in command.alarms}
    codes = tuple(
        code
        for code, alarm in session.alarms.items()
        if (code, alarm.raised_seq) in seen and alarm.acknowledged is None
    )
    return AcknowledgeAlarms(codes=codes) if codes else say(OTHER_ALARMS)
