"""The therapist's side of a telehealth session: inviting, asking, showing, ending.

Joins a meeting under a code, the station of the session and the engine; decides nothing that the
core decides. A request goes out once, when its entry is durable, and never again: not after a
restart, not late. The key is kept until everything is delivered.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

from kapmonitor.clock import Clock
from kapmonitor.language import say
from kapmonitor.link.cable import Trouble
from kapmonitor.link.envelope import Keys
from kapmonitor.link.meet import Told
from kapmonitor.link.meeting import Fruitless, Paired, Trying, Waiting
from kapmonitor.link.message import Command, End, Hello, Message, Who
from kapmonitor.link.pairing import Agreed, Failed
from kapmonitor.session.event import (
    CheckWordsCompared,
    Entry,
    SessionEnded,
    TrialReadingAccepted,
)
from kapmonitor.session.intent import (
    Asked,
    CancelReading,
    Intent,
    Note,
    RequestReading,
)
from kapmonitor.session.intents.remote import RemotePairingDone
from kapmonitor.session.relayed import TEST
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkStanding, Origin, Role
from kapmonitor.telehealth import words
from kapmonitor.telehealth.asking import Asking
from kapmonitor.telehealth.core import Answered, Core, tell_silence
from kapmonitor.telehealth.goodbye import Goodbye
from kapmonitor.telehealth.hosting import Hosting, Reach, offer_for
from kapmonitor.telehealth.keeping import Keeping
from kapmonitor.telehealth.kept_root import Kept, Roots
from kapmonitor.telehealth.missed import Missed
from kapmonitor.telehealth.station import Paired as Link
from kapmonitor.telehealth.station import Station
from kapmonitor.telehealth.undelivered import tell as tell_lost
from kapmonitor.telehealth.view import Pairing

LOOKS_S = 0.5
MESSAGE_TTL_MS = 60_000

_log = logging.getLogger(__name__)


class Telehealth:
    """The link of the open session. Use from the engine's loop only."""

    def __init__(self, core: Core, clock: Clock, roots: Roots, reach: Reach) -> None:
        self.core, self._clock, self._reach = core, clock, reach
        self._keeping = Keeping(core, roots)
        self.by: Origin | None = None
        """Who asks just now."""
        self.changed: Callable[[], None] = lambda: None
        self.pairing = Pairing.OFF
        self.why = ""
        self.hosting = Hosting(reach, self._told)
        self.words: tuple[str, str] | None = None
        self.station: Station | None = None
        self.asking = Asking(core)
        self.missed = Missed()
        self._label = ""
        self._goodbye = Goodbye()
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking = asyncio.create_task(self._look(), name="telehealth look")

    # What a person may ask.

    def invite(self, label: str) -> None:
        """Make a code for the open session."""
        self._label = label.strip() or self._label or "-"
        self._invite(as_link=False)

    def take_over(self, label: str) -> None:
        """Meet the patient of the open session anew."""
        self.invite(label)

    def new_code(self) -> None:
        """Throw the code away and make another."""
        self._invite(as_link=self.hosting.as_link)

    def send_link(self) -> None:
        """Make a link to be sent in place of the spoken code."""
        self._invite(as_link=True)

    def words_match(self, *, match: bool) -> None:
        """Say whether both people see the same two words."""
        if self.station is not None:
            self._ask(Note(fact=CheckWordsCompared(link=self.station.link, same=match)))

    def stop(self) -> None:
        """Stop inviting, or waiting for what is still on the way."""
        self.hosting.end()
        self.pairing = self._settled()
        self.changed()

    def cancel(self) -> None:
        """Take back what is asked for."""
        self._ask(CancelReading())

    def ask_test(self) -> None:
        """Ask for a test reading before the dose; of a cuff that nothing is known of, in words."""
        session = self.core.session
        if session is not None and Role.CUFF not in session.devices and self.station is not None:
            self.show_message(say(words.PRESS_START))
            return
        if self.station is not None:
            self.station.report()  # what the badge shows counts, though nobody looked since
        self._ask(RequestReading(reason=TEST))

    def accept_test(self, seq: int) -> None:
        """Accept the test reading that was in sight, and no other that came meanwhile."""
        self._ask(Note(fact=TrialReadingAccepted(seq=seq)))

    def show_message(self, text: str) -> None:
        """Show a few words on the patient's screen."""
        station = self.station
        if station is None or station.by is None or not text.strip():
            return  # nobody has compared the words: it may be anybody's screen
        name = self._reach.entropy(8).hex()
        now = station.now_ms()
        station.say(
            Command(id=name, do="show", text=text.strip()[:200], at=now, ttl=MESSAGE_TTL_MS)
        )

    def finish(self) -> None:
        """Tell the patient's side that the session is over."""
        if self.station is None or self.pairing in {Pairing.ENDING, Pairing.ENDED}:
            return
        self.hosting.end()
        self.pairing = Pairing.ENDING
        self._goodbye.await_anew()
        self.asking.end()
        self.station.say(End())
        self.changed()

    # What the room tells.

    def follow(self, session: Session, entries: tuple[Entry, ...], *, saved: bool) -> None:
        """Carry out what the newest entries ask. Old entries never come here."""
        self.asking.follow(session, entries, self.station, saved=saved)
        self._carry_out(self.missed.sort(entries, saved=saved))

    def resume(self, session: Session, session_id: str, origin: Origin) -> None:
        """Go on with the link of an unfinished session, with no new code; ask nothing again."""
        remote, kept = session.remote, self._keeping.of(session_id)
        if remote.link is None or remote.words_same is False:
            return
        if kept is None or kept.link != remote.link:
            if remote.patient.ended is None:
                self.why = say(words.NO_KEY)
            return
        self._label, root = kept.label, bytes.fromhex(kept.root)
        self._hold(kept, root)
        if self.station is None:
            return
        if remote.words_same is None:
            self.words = Agreed(root).words
        else:
            self.station.by = origin
            asyncio.get_running_loop().call_soon(self._confirmed)
        self.pairing = self._settled()
        if session.ended is not None:
            self.finish()

    @property
    def waits(self) -> bool:
        """Whether the session stays open for what is still on the way."""
        return self.pairing is Pairing.ENDING

    async def close(self) -> None:
        """Hang up; the key stays for the next start unless everything was delivered, or the record
        is signed and takes nothing more.
        """
        self._looking.cancel()
        session = self.core.session
        if session is not None and session.signed_by is not None:
            self._forget()
        self.hosting.end()
        if self.station is not None:
            await self.station.close()
        await asyncio.gather(self._looking, *self._tasks, return_exceptions=True)

    # Meeting.

    def _invite(self, *, as_link: bool) -> None:
        session = self.core.session
        if session is None or session.signed_by is not None:
            return
        if session.ended is not None and session.remote.link is None:
            return  # over, and there is nobody whose readings may be missing
        entropy = self._reach.entropy
        self.pairing, self.why = Pairing.CLAIMING, ""
        # What was recorded until the moment of pairing counts, not until the code was made.
        made = self.hosting.begin(
            lambda: offer_for(self.core.session or session, entropy, self._head()),
            as_link=as_link,
        )
        self._keep(made)
        self.changed()

    def _head(self) -> int:
        """Return the highest number that the patient's side told of; of another link it is none."""
        session, station = self.core.session, self.station
        same = session is not None and station is not None and station.link == session.remote.link
        return station.end.behind().head if same and station is not None else 0

    def _told(self, told: Told) -> None:
        match told:
            case Waiting():
                self.pairing, self.why = Pairing.WAITING, ""
            case Trying():
                self.pairing = Pairing.SOMEONE
            case Fruitless():
                self.pairing = Pairing.WAITING
            case Paired():
                self._paired(told)
            case Failed(why=why):
                self.hosting.over()
                self.pairing, self.why = Pairing.FAILED, words.of_failure(why)
            case Trouble():
                self.why = words.of_trouble(told)
        self.changed()

    def _paired(self, paired: Paired) -> None:
        link, key_id = paired.offer.session.hex(), paired.offer.key_id
        answers: list[Answered] = []
        self.core.post(RemotePairingDone(link=link, key_id=key_id), answers.append)
        if not answers or answers[0].refusals or not answers[0].saved:
            self.pairing, self.why = Pairing.FAILED, say(words.NOT_SAVED)
            return
        kept = Kept(link, key_id, paired.root.hex(), self._label)
        self.words = paired.words
        self._hold(kept, paired.root)
        if (fault := self._keeping.keep(kept)) and self.station is not None:
            self.station.note(fault)
        self.hosting.over()
        self.pairing = Pairing.WORDS

    def _hold(self, kept: Kept, root: bytes) -> None:
        """Hold the line of a pairing; one that goes on takes the newer key beside the older."""
        keys = Keys.of(root, bytes.fromhex(kept.link), kept.key_id)
        if self.station is not None and self.station.link == kept.link:
            self.station.renew(keys)
            return
        if self.station is not None:
            self._keep(asyncio.create_task(self.station.close()))
        self.station = Station(
            self.core,
            self._clock,
            Link(kept.link, keys),
            self._reach.cables,
            self._heard,
            self._reach.entropy,
        )

    def _carry_out(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            match entry.event:
                case CheckWordsCompared(same=same):
                    self._compared(entry.origin, same=same)
                case SessionEnded():
                    asyncio.get_running_loop().call_soon(self.finish)
                case _:
                    pass

    def _compared(self, origin: Origin | None, *, same: bool) -> None:
        self.words = None
        station = self.station
        if station is None:
            return
        if same:
            station.by = origin
            self.pairing = Pairing.CONNECTED
            asyncio.get_running_loop().call_soon(self._confirmed)
        else:
            self._erase()
            session = self.core.session
            if session is not None and session.doses:
                tell_silence(self.core, station.link, LinkStanding.DOWN)
            self.pairing, self.why = Pairing.FAILED, say(words.WORDS_DIFFER)
        self.changed()

    def _settled(self) -> Pairing:
        if self.station is None:
            return Pairing.OFF
        return Pairing.CONNECTED if self.words is None else Pairing.WORDS

    # The session's course.

    def _heard(self, message: Message) -> None:
        self._goodbye.heard(message, asyncio.get_running_loop().time())
        if isinstance(message, Hello):
            self._introduce()
        self.changed()

    def _confirmed(self) -> None:
        """The words agree: the patient's cuff gets its role, and they learn who we are."""
        if self.station is not None:
            self.station.assign()
            self._introduce()
            session = self.core.session
            if session is not None and session.ended is not None:
                self.finish()

    def _introduce(self) -> None:
        """Say who we are; to nobody before a person has found the words to agree."""
        station = self.station
        if station is None or station.by is None or station.program is None:
            return  # its first message asks again
        names = (self._reach.practice, station.by.operator.name)
        therapist = ", ".join(each for each in names if each) or "-"
        station.say(Who(therapist=therapist, patient=self._label or "-"))

    async def _look(self) -> None:
        """Several times a minute's breath: what lapsed, what changed, what is delivered."""
        while True:
            await asyncio.sleep(LOOKS_S)
            try:
                self._looked()
            except Exception:  # noqa: BLE001  it looks again
                _log.exception("looking after the link failed")

    def _looked(self) -> None:
        station, session = self.station, self.core.session
        if station is None or session is None:
            return
        if due := self.missed.due(session):
            self._carry_out(due)
            return
        station.report()
        tell_lost(self.core, station.link, station.end.inbox)
        self.asking.lapse(session, station.now_ms())
        over = self._goodbye.is_over(session, asyncio.get_running_loop().time())
        if over and session.remote.denied_seq is not None:
            self._denied(station)
            return
        if self.pairing is Pairing.ENDING and over and station.end.behind().missing == 0:
            self._erase()
            self.pairing = Pairing.ENDED
            self.changed()

    def _denied(self, station: Station) -> None:
        """It was somebody else, and has gone: nothing stays paired, and the silence is told."""
        self._erase()
        tell_silence(self.core, station.link, LinkStanding.DOWN)
        self.pairing, self.why, self.words = Pairing.FAILED, say(words.NOT_THEM), None
        self.changed()

    def _erase(self) -> None:
        """Hang up for good, and forget the key."""
        station, self.station = self.station, None
        if station is not None:
            self._keep(asyncio.create_task(station.close()))
            tell_silence(self.core, station.link, LinkStanding.WAITING)
        self._forget()

    def _forget(self) -> None:
        self.why = self._keeping.forget() or self.why

    def _ask(self, intent: Intent) -> None:
        if self.by is None:
            return

        def answered(answer: Answered) -> None:
            # What was asked has been carried out by now, and may have said why it came to nothing.
            if answer.refusals or self.pairing is not Pairing.FAILED:
                self.why = " ".join(answer.refusals)
            self.changed()

        self.core.post(Asked(intent=intent, origin=self.by), answered)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
