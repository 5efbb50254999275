"""The therapist's end: it asks for signs of life, and acknowledges only what the record holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kapmonitor.link.envelope import (
    Direction,
    Entropy,
    Header,
    Keys,
    Kind,
    Opened,
    Refused,
    open_sealed,
    seal,
)
from kapmonitor.link.inbox import Arrival, Inbox, digest_of
from kapmonitor.link.message import (
    Acknowledgement,
    Bye,
    Command,
    End,
    Hello,
    Help,
    Lost,
    Message,
    Ping,
    Pong,
    Reply,
    State,
    body_of,
    message_of,
)
from kapmonitor.link.offset import Offsets, Sample
from kapmonitor.link.peer import (
    EPHEMERAL_S,
    KEPT_S,
    PING_MS,
    Action,
    Arrived,
    Conflict,
    Counter,
    LinkState,
    Passing,
    Publish,
    Reconnect,
    Repeat,
    Silence,
    Suspicion,
)

MINE, THEIRS = Direction.FROM_STATION, Direction.FROM_PATIENT
PINGS_REMEMBERED, PONG_WITHIN_MS = 5, 10_000
ACKNOWLEDGED_WITHIN_MS = 100
TOLD_FOR_MS = 60_000
"""What nothing answers is repeated for so long; it is said anew at each hello."""
_NONCE = 8


@dataclass(frozen=True, slots=True)
class Behind:
    """What the patient's side says it has written, against what the record holds."""

    head: int
    missing: int


@dataclass(slots=True)
class _Standing:
    """A numbered message of ours that is repeated until it is answered or void."""

    number: int
    message: Message
    until_ms: int | None
    repeat: Repeat


def _not_told() -> int | None:
    return None


@dataclass(slots=True)
class StationEnd:
    """One session on the therapist's side, in one process.

    `counter` and `numbers` give numbers that were never given before, also before a restart.
    `keys` are those of each pairing that the patient's side may speak under: after a renewed one
    the older counts until the patient's side was heard under the newer.
    """

    session: bytes
    keys: dict[int, Keys]
    inbox: Inbox
    entropy: Entropy
    counter: Counter
    numbers: Counter
    started_ms: int
    offsets: Offsets = field(default_factory=Offsets)
    open_calls: Callable[[], int | None] = _not_told
    """How many calls for help in the record nobody has answered; asked for with each ping."""
    instance: str | None = None
    """The patient's process that last said hello."""
    _greeted: int = 0
    """The number of that hello."""
    _connected: bool = False
    _pings: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=PINGS_REMEMBERED))
    _next_ping_ms: int = 0
    _acknowledge_ms: int | None = None
    _standing: list[_Standing] = field(default_factory=list)
    _suspicion: Suspicion = field(default_factory=Suspicion)
    _in_doubt: dict[int, bytes] = field(default_factory=dict)
    """Given to be committed and not committed yet."""
    _head: int = 0
    _sign: int = 0
    """The counter of the last sign of life that was proved; 0: none yet."""
    _silence: Silence = field(init=False)

    def __post_init__(self) -> None:
        """Begin to listen."""
        self._silence = Silence(self.started_ms)

    def state(self, now_ms: int) -> LinkState:
        """Return how alive the patient's side is, as far as this side can hear."""
        return self._silence.state(now_ms)

    def silent_ms(self, now_ms: int) -> int:
        """Return how long nothing proved that the patient's side is alive."""
        return now_ms - self._silence.since_ms

    @property
    def is_connected(self) -> bool:
        """Whether our own connection stands: if not, the silence is on our side."""
        return self._connected

    @property
    def told_lost(self) -> bool:
        """Whether the broker said that the patient's connection died."""
        return self._silence.told_lost

    def behind(self) -> Behind:
        """Return how much is still on the way."""
        # After a restart no pong has told of it yet, and what came proves what was before it.
        head = max(self._head, self.inbox.highest)
        return Behind(head, self.inbox.missing(head))

    def connected(self, now_ms: int) -> list[Action]:
        """The connection stands."""
        self._connected = True
        self._next_ping_ms = now_ms
        for each in self._standing:
            each.repeat = Repeat(now_ms)
        return self.tick(now_ms)

    def disconnected(self) -> None:
        """The connection is gone."""
        self._connected = False

    def clock_moved(self) -> None:
        """Our own clock was set, or this machine slept: what was known of theirs is void."""
        self.offsets = Offsets()
        self._pings.clear()

    def renew(self, keys: Keys) -> None:
        """Take a renewed pairing's keys, beside those before it: its welcome may be lost yet."""
        self.keys[keys.key_id] = keys
        # What was said to the one before, names above all, is not for whoever typed the new code.
        self._standing = [each for each in self._standing if isinstance(each.message, End)]

    def say(self, message: Message, now_ms: int) -> list[Action]:
        """Send a numbered message, again and again until it is answered or void."""
        number = self.numbers.next()
        self._standing.append(
            _Standing(number, message, _until_ms(message, now_ms), Repeat(now_ms))
        )
        return self._repeated(now_ms)

    def tick(self, now_ms: int) -> list[Action]:
        """Let time pass, several times a second."""
        if not self._connected:
            return []
        done = self._repeated(now_ms)
        if now_ms >= self._next_ping_ms:
            done += self._ping(now_ms)
        elif self._acknowledge_ms is not None and now_ms >= self._acknowledge_ms:
            done += self._acknowledgement()
        if self._silence.must_force(now_ms):
            done.append(Reconnect())
        return done

    def committed(self, numbers: Iterable[int], now_ms: int) -> None:
        """These are in the record: the patient's side may let them go, whatever is missing."""
        done = [(each, self._in_doubt.pop(each)) for each in numbers if each in self._in_doubt]
        if done:
            self.inbox.keep(done)
            self._acknowledge_soon(now_ms)

    def abandoned(self) -> None:
        """The record did not take the rest: it will be given again when it comes again."""
        self._in_doubt.clear()

    def receive(self, octets: bytes, now_ms: int) -> list[Action]:
        """Take what came up, also by the broker's will."""
        found = open_sealed(octets, THEIRS, self.session, self.keys)
        if isinstance(found, Refused):
            return self._suspicion.note(found)
        self._suspicion.understood()
        self._retire(found.header.key_id)
        match found.header.kind:
            case Kind.RELIABLE:
                return self._numbered(found, now_ms)
            case Kind.WILL:
                self._lost(message_of(found.body))
            case Kind.EPHEMERAL:
                return self._of_now(found.header.sequence, message_of(found.body), now_ms)
            case Kind.ACKNOWLEDGEMENT:
                pass  # only this side acknowledges
        return []

    def _retire(self, heard: int) -> None:
        """End what is older than the key that the patient's side speaks under."""
        for each in [key_id for key_id in self.keys if key_id < heard]:
            del self.keys[each]

    def _numbered(self, found: Opened, now_ms: int) -> list[Action]:
        number, digest = found.header.sequence, digest_of(found.body)
        message = message_of(found.body)
        in_doubt = self._in_doubt.get(number)
        if in_doubt is not None:
            return [] if in_doubt == digest else [Conflict(number, message)]
        match self.inbox.judge(number, digest):
            case Arrival.NEW:
                self._in_doubt[number] = digest
                self._heed(message, number)
                return [Arrived(number, digest, message, found.body)]
            case Arrival.CONFLICT | Arrival.ABSURD:
                return [Conflict(number, message)]
            case Arrival.KNOWN:
                self._acknowledge_soon(now_ms)
                return []

    def _heed(self, message: Message, number: int) -> None:
        """Note what a message says about the link itself."""
        match message:
            case Hello(instance=instance):
                self.instance, self._greeted = instance, number
            case Reply(request=request):
                self._settle(lambda mine: isinstance(mine, Command) and mine.id == request)
            case Bye():
                self._left(number)
                self._settle(lambda mine: isinstance(mine, End))
            case _:
                pass

    def _left(self, number: int) -> None:
        """Their program closes though nobody ended the session: no silence needs to tell it.

        A goodbye of an earlier process, which came late, says nothing about the one that lives.
        """
        asked = any(isinstance(each.message, End) for each in self._standing)
        if not asked and number > self._greeted:
            self._silence.told_lost = True

    def _settle(self, answered: Callable[[Message], bool]) -> None:
        self._standing = [each for each in self._standing if not answered(each.message)]

    def _lost(self, message: Message) -> None:
        # A will of an earlier process says nothing about the one that lives.
        if isinstance(message, Lost) and message.instance == self.instance:
            self._silence.told_lost = True

    def _of_now(self, sequence: int, message: Message, now_ms: int) -> list[Action]:
        """Take what holds at this moment and is not kept.

        Anything but a pong counts only behind one that answered a ping of ours: an old one that
        somebody replays would be believed otherwise.
        """
        if isinstance(message, Pong):
            self._pong(sequence, message, now_ms)
        elif isinstance(message, State | Help) and 0 < self._sign < sequence:
            self._sign = sequence
            return [Passing(message)]
        return []

    def _pong(self, sequence: int, message: Pong, now_ms: int) -> None:
        """Count a pong as life only if it answers one of our last pings, and soon."""
        sent_ms = dict(self._pings).get(message.nonce)
        if sent_ms is None or now_ms - sent_ms >= PONG_WITHIN_MS or message.asked != sent_ms:
            return
        self._sign = max(self._sign, sequence)
        self._silence.sign(sent_ms)  # alive when it heard the question: the answer may have waited
        self._head = max(self._head, message.head)
        if message.waiting == 0:
            # What is missing up to there was written by another, whose key has ended.
            self.inbox.give_up(message.head)
        sample = Sample(sent_ms, message.heard, message.sent, now_ms)
        self.offsets.take(message.epoch, sample)

    def _ping(self, now_ms: int) -> list[Action]:
        self._next_ping_ms = now_ms + PING_MS
        self._acknowledge_ms = None  # a ping acknowledges as well
        nonce = self.entropy(_NONCE).hex()
        self._pings.append((nonce, now_ms))
        kept, beyond = self.inbox.cumulative, self.inbox.beyond()
        calls = self.open_calls()
        ping = Ping(nonce=nonce, sent=now_ms, kept=kept, beyond=beyond, calls=calls)
        return self._of_this_moment(Kind.EPHEMERAL, ping)

    def _acknowledge_soon(self, now_ms: int) -> None:
        if self._acknowledge_ms is None:
            self._acknowledge_ms = now_ms + ACKNOWLEDGED_WITHIN_MS

    def _acknowledgement(self) -> list[Action]:
        self._acknowledge_ms = None
        said = Acknowledgement(kept=self.inbox.cumulative, beyond=self.inbox.beyond())
        return self._of_this_moment(Kind.ACKNOWLEDGEMENT, said)

    def _of_this_moment(self, kind: Kind, message: Message) -> list[Action]:
        """Seal under every key that may be the other side's, while that is not known."""
        return [
            Publish(self._sealed(kind, self.counter.next(), message, keys), 0, EPHEMERAL_S)
            for keys in self.keys.values()
        ]

    def _repeated(self, now_ms: int) -> list[Action]:
        if not self._connected:
            return []
        self._standing = [
            each for each in self._standing if each.until_ms is None or now_ms < each.until_ms
        ]
        done: list[Action] = []
        for each in self._standing:
            if each.repeat.due_ms <= now_ms:
                each.repeat.again(now_ms)
                # Sealed anew each time: a pairing may have been renewed, and the number stays.
                keys = self.keys[min(self.keys)]
                octets = self._sealed(Kind.RELIABLE, each.number, each.message, keys)
                done.append(Publish(octets, 1, self._lapses_s(each, now_ms)))
        return done

    @staticmethod
    def _lapses_s(each: _Standing, now_ms: int) -> int:
        return KEPT_S if each.until_ms is None else max(1, (each.until_ms - now_ms) // 1000)

    def _sealed(self, kind: Kind, number: int, message: Message, keys: Keys) -> bytes:
        header = Header(
            kind=kind,
            direction=MINE,
            session=self.session,
            sequence=number,
            key_id=keys.key_id,
        )
        return seal(header, body_of(message), keys.from_station, self.entropy)


def _until_ms(message: Message, now_ms: int) -> int | None:
    """Return until when a message is repeated without an answer: the end of a session for ever."""
    match message:
        case Command(ttl=ttl):
            return now_ms + ttl
        case End():
            return None
        case _:
            return now_ms + TOLD_FOR_MS
