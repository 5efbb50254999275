"""The link of one session: what arrives goes into the record, then it is acknowledged.

Acknowledged is what the durable session holds, and nothing else: an answer "done, not saved", a
refusal, and a session that takes no more entries are no acknowledgement, and the patient's side
keeps its rows. A reading that may not be taken yet is left out, and nothing waits for that.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kapmonitor.clock import Clock
from kapmonitor.language import say
from kapmonitor.link.cable import Cables, Trouble
from kapmonitor.link.envelope import Entropy, Keys
from kapmonitor.link.inbox import digest_of
from kapmonitor.link.line import StationLine
from kapmonitor.link.message import Hello, Message, Reading, body_of
from kapmonitor.link.offset import Placed
from kapmonitor.link.peer import (
    Action,
    Arrived,
    Conflict,
    LinkState,
    Passing,
    Suspicious,
    UpdateNeeded,
)
from kapmonitor.link.station import StationEnd
from kapmonitor.link.waits import Waits
from kapmonitor.session.event import DeviceAssigned, PatientProgramStarted
from kapmonitor.session.intent import Asked, Note
from kapmonitor.session.intents.remote import (
    RemoteArrived,
    RemoteLinkReport,
    RemoteSuspicion,
    RemoteVersionMet,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Numbering, Origin, Role
from kapmonitor.telehealth.core import Answered, Core
from kapmonitor.telehealth.held import Held
from kapmonitor.telehealth.intake import put
from kapmonitor.telehealth.numbers import Numbers
from kapmonitor.telehealth.pushes import Pushes
from kapmonitor.telehealth.reading import Scene, is_read_again, passing, taken
from kapmonitor.telehealth.words import NOT_VERIFIED, UPDATE, of_trouble

RETURNS_AFTER_S = 5.0
_PUSHED = (Trouble.TAKEN_OVER, Trouble.STANDING_BACK)
STEP_MS = 2_000
_OURS = {Trouble.NO_SUCH_HOST, Trouble.PORTAL, Trouble.UNREACHABLE, Trouble.FILES}
_TITLE = "Cuff at the patient's home"

_log = logging.getLogger(__name__)


def name_of(link: str, request: str) -> str:
    """Return how a request of the session is called on the link: octets in hex."""
    return hashlib.sha256(f"{link}/{request}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Paired:
    """A link and the keys that its last pairing agreed on."""

    link: str
    keys: Keys


class Station:
    """One paired patient's side. Use from the engine's loop only."""

    def __init__(  # noqa: PLR0913  what one link needs
        self,
        core: Core,
        clock: Clock,
        keys: Paired,
        cables: Cables,
        arrived: Callable[[Message], None],
        entropy: Entropy = os.urandom,
    ) -> None:
        self._core, self._clock, self._entropy = core, clock, entropy
        self.link = link = keys.link
        self._heard = arrived
        first = clock.read()
        self._zero_ms = round(first.utc.timestamp() * 1000) - round(first.monotonic_s * 1000)
        self._left_ms = 0.0
        self._reported: tuple[object, ...] = ()
        self._unsaved: tuple[str, str, bool] | None = None
        """The cuff that was assigned while the record took nothing."""
        self.trouble: Trouble | None = None
        self.notes: list[str] = []
        self.by: Origin | None = None
        """Who confirmed the words here: the cuff is assigned in their name."""
        numbering = Numbers(core, link)
        self.end = StationEnd(
            session=bytes.fromhex(link),
            keys={keys.keys.key_id: keys.keys},
            inbox=numbering.inbox(),
            entropy=entropy,
            counter=numbering.counter(Numbering.SIGNS),
            numbers=numbering.counter(Numbering.MESSAGES),
            started_ms=self.now_ms(),
            open_calls=lambda: core.session.remote.open_calls if core.session else None,
        )
        self._held = Held(self.end, self.now_ms)
        self._cables = cables
        self._pushes = Pushes()
        self._holding: asyncio.Task[None] | None = None
        self._line: StationLine | None = None
        self._task = asyncio.create_task(self._run(), name="telehealth")

    def _ours_ms(self) -> float:
        """Return how far the wall's clock has left ours, which no setting moves.

        A jump is a clock that was set, or a sleep of this machine that ours has not counted: then
        the two clocks are compared anew before a reading is placed by them.
        """
        wall_ms = self._clock.read().utc.timestamp() * 1000
        left_ms = wall_ms - self.now_ms()
        if abs(left_ms - self._left_ms) > STEP_MS:
            self.end.clock_moved()
            self._held.compare_anew()
        self._left_ms = left_ms
        return left_ms

    def now_ms(self) -> int:
        """Return the wall's ms as they stood at the start; a clock that is set moves nothing."""
        return self._zero_ms + round(self._clock.read().monotonic_s * 1000)

    def say(self, message: Message) -> None:
        """Send a numbered message until it is answered or void."""
        actions = self.end.say(message, self.now_ms())
        if self._line is not None:
            self._line.do(actions)

    @property
    def state(self) -> LinkState:
        """How alive the patient's side is."""
        return self.end.state(self.now_ms())

    @property
    def silent_s(self) -> float:
        """How long nothing proved that it is alive."""
        return max(0, self.end.silent_ms(self.now_ms())) / 1000

    @property
    def side(self) -> LinkSide | None:
        """Where the silence is; None while there is none."""
        if self.state is LinkState.OK:
            return None
        if self.end.is_connected:
            return LinkSide.PATIENT
        return LinkSide.OURS if self.trouble in _OURS else LinkSide.SERVER

    @property
    def told_lost(self) -> bool:
        """Whether the server said that the patient's connection died."""
        return self.end.told_lost

    @property
    def program(self) -> PatientProgramStarted | None:
        """What the patient's program told of itself over this link, in the record."""
        session = self._core.session
        told = None if session is None else session.remote.patient.program
        return told if told is not None and told.link == self.link else None

    def clock(self) -> Placed | None:
        """Return how the patient's clock stands to the wall's here just now."""
        placed = self.end.offsets.newest(self.now_ms())
        return None if placed is None else replace(placed, ahead_ms=placed.ahead_ms - self._left_ms)

    def report(self) -> None:
        """Tell the session how the link stands, where that has changed."""
        self._ours_ms()
        placed = self.clock()
        bound = None if placed is None or placed.bound_ms is None else placed.bound_ms / 1000
        told = (self.state, self.side, self.told_lost, None if bound is None else round(bound, 1))
        if told == self._reported:
            return
        self._reported = told
        self._core.post(
            RemoteLinkReport(
                link=self.link,
                standing=LinkStanding(self.state.value),
                side=self.side,
                told_lost=self.told_lost,
                bound_s=bound,
            )
        )

    async def close(self) -> None:
        """Hang up; nothing is told to the patient's side, which keeps what it has."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def _made(self) -> StationLine:
        return StationLine(self.end, self._cables, self.now_ms, self._commit, self._tell)

    def renew(self, keys: Keys) -> None:
        """Take a renewed pairing's key, and come back if another program had pushed us out."""
        self.end.renew(keys)
        self.end.clock_moved()  # it may be another computer's, with a clock of its own
        self._held.compare_anew()
        self._pushes, self._reported = Pushes(), ()
        self.by = None  # until the words are compared again it may be anybody
        if self.trouble in _PUSHED:
            self._anew()

    def _anew(self) -> None:
        """Have the line made anew, unless it stands."""
        if self._holding is not None and not self.end.is_connected:
            self._holding.cancel()

    async def _run(self) -> None:
        """Hold the line; a fault of ours in it is told and the line made anew."""
        waits = Waits()
        while True:
            try:
                self._line = self._made()
                self._holding = asyncio.create_task(self._line.run(), name="telehealth line")
                await self._holding
            except asyncio.CancelledError:
                this = asyncio.current_task()
                if this is None or this.cancelling():
                    raise
            except Exception:  # noqa: BLE001  a dead line would look like a quiet patient
                wait_s = waits.failed(asyncio.get_running_loop().time())
                _log.error("the link's line failed", exc_info=waits.is_first)
                self.trouble = Trouble.BROKEN
                self._let_line_go()
                await asyncio.sleep(wait_s)
            self._let_line_go()

    def _let_line_go(self) -> None:
        self._line = None
        self.end.disconnected()
        self.end.abandoned()

    def _commit(self, arrived: Sequence[Arrived]) -> frozenset[int]:
        """Return the numbers that the record holds now."""
        self._ours_ms()  # a clock that was just set places nothing
        return self._put(self._held.ready(arrived, agreed=self._agreed))

    @property
    def _agreed(self) -> bool:
        """Whether a person found the words to be the same, and that was carried out here: before
        the cuff is assigned, its readings would be none of the session's."""
        session = self._core.session
        same = session is not None and session.remote.words_same is True
        return same and self.by is not None

    def _put(self, arrived: Sequence[Arrived]) -> frozenset[int]:
        session, left_ms = self._core.session, self._ours_ms()
        if session is None or not arrived:
            return frozenset()
        read = [each.message.driver for each in arrived if isinstance(each.message, Reading)]
        for driver in (each for each in read[:1] if each):
            self._assign(session, driver)
        kept = put(self._core, self._scene(self._core.session or session, left_ms), arrived)
        if any(isinstance(each.message, Hello) for each in arrived if each.number in kept):
            self.assign()
        return kept

    def assign(self) -> None:
        """Give the patient's cuff its role as the patient's program told of it last."""
        session = self._core.session
        program = self.program
        if session is not None and program is not None and program.cuff_driver:
            self._assign(session, program.cuff_driver)

    def _assign(self, session: Session, driver: str) -> None:
        """Give the patient's cuff its role, once the words agreed."""
        address = f"link://{self.link}"
        cuff, program = session.devices.get(Role.CUFF), self.program
        if self.by is None:
            return
        startable = program is not None and "start" in program.can
        wanted = (address, driver, startable)
        known = None if cuff is None else (cuff.address, cuff.driver, cuff.can_start)
        if known == wanted:
            self._unsaved = None
            return
        if wanted == self._unsaved:
            return  # it waits for the record, and is not to wait once for each try of a reading
        fact = DeviceAssigned(
            role=Role.CUFF,
            driver=driver,
            address=address,
            title=(program.cuff_model if program is not None else None) or _TITLE,
            can_start=startable,
            simulated=session.simulated,
        )
        answers: list[Answered] = []
        self._core.post(Asked(intent=Note(fact=fact), origin=self.by), answers.append)
        waits = bool(answers) and not answers[0].saved and not answers[0].refusals
        self._unsaved = wanted if waits else None
        if not is_read_again(driver):
            self.note(say(NOT_VERIFIED))

    def _scene(self, session: Session, left_ms: float) -> Scene:
        cuff = session.devices.get(Role.CUFF)
        known = {*session.remote.stages}
        if session.request is not None:
            known.add(session.request.request)
        names = {name_of(self.link, each): each for each in known}
        return Scene(
            link=self.link,
            simulated=session.simulated,
            driver="" if cuff is None else cuff.driver,
            offsets=self.end.offsets,
            left_ms=left_ms,
            asked=names.get,
            entropy=self._entropy,
        )

    def _tell(self, action: Action | Trouble) -> None:
        match action:
            case Trouble():
                self.trouble = action
                if action in _PUSHED and self._pushes.may_return(self.state):
                    asyncio.get_running_loop().call_later(RETURNS_AFTER_S, self._anew)
            case Arrived(message=message):
                self._heard(message)
            case Passing(message=message) if self._agreed:
                self._core.post(passing(self.link, message))
            case Conflict(number=number, message=message):
                self._contradicted(number, message)
            case Suspicious(refusals=refusals, last=last):
                self._suspect(refusals, last.value)
            case UpdateNeeded(version=version):
                self.note(say(UPDATE))
                self._core.post(RemoteVersionMet(link=self.link, version=version))
            case _:
                pass

    def _contradicted(self, number: int, message: Message) -> None:
        session = self._core.session
        if session is None or number not in session.remote.numbers(self.link):
            self._suspect(1, "absurd")
            return
        body = body_of(message)
        other = taken(number, digest_of(body), message, body, self._scene(session, self._ours_ms()))
        self._core.post(RemoteArrived(link=self.link, messages=(other,)))

    def _suspect(self, refusals: int, why: str) -> None:
        self._core.post(RemoteSuspicion(link=self.link, refusals=refusals, why=why))

    def note(self, sentence: str) -> None:
        """Keep a sentence for the therapist, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def why_down(self) -> str:
        """Return why our own connection is missing, in a sentence; empty: it stands."""
        if self.end.is_connected or self.trouble is None:
            return ""
        return of_trouble(self.trouble)
