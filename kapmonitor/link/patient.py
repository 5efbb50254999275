"""The patient's end: what it says is on its disk first, and stays until acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kapmonitor.link.envelope import (
    Body,
    Direction,
    Entropy,
    Header,
    Keys,
    Kind,
    Opened,
    Refused,
    open_sealed,
    resealed,
    seal,
)
from kapmonitor.link.heeded import Heeded
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
from kapmonitor.link.outbox import Outbox, OutboxFault
from kapmonitor.link.peer import (
    EPHEMERAL_S,
    KEPT_S,
    WINDOW,
    Action,
    Asked,
    Counter,
    Delivered,
    LinkState,
    Publish,
    Reconnect,
    Repeat,
    Silence,
    Suspicion,
)

_ALL = 1_000_000
PARTS_MS, PARTS_CONNECTED_MS = 600_000, 60_000
"""So long a goodbye waits for somebody who hears it, connected, where nothing else is left."""
_PASSING = (Bye, Hello, Reply, State)
"""What says how something stands at present: after the end nobody misses it."""
SIGNS_AT_ONCE = 100_000
"""Counter values of signs of life, enough for days: a disk that is full by then gives no more."""
MINE, THEIRS = Direction.FROM_PATIENT, Direction.FROM_STATION


@dataclass(frozen=True, slots=True)
class Now:
    """Both clocks of the patient's machine, in ms."""

    wall_ms: int
    up_ms: int


@dataclass(slots=True)
class PatientEnd:
    """One session on the patient's side, in one process."""

    session: bytes
    keys: Keys
    store: Outbox
    entropy: Entropy
    instance: str
    epoch: int
    started: Now
    unkept: tuple[State | Help, ...] = ()
    """What the disk does not take: said with each sign of life, since it can have no number."""
    heeded: Heeded = field(default_factory=Heeded)
    _connected: bool = False
    _connected_ms: int = 0
    _ended: bool = False
    _under_way: dict[int, Repeat] = field(default_factory=dict)
    _suspicion: Suspicion = field(default_factory=Suspicion)
    _highest: int = 0
    _ahead_ms: int | None = None
    """How far our wall clock is ahead of theirs at most, in this epoch."""
    _written: dict[int, int] = field(default_factory=dict)
    """When each message of this process and epoch was stored, until a ping says that it is kept."""
    _proved_ms: int | None = None
    """When the newest was stored of those that a ping said were kept: it was sent after that."""
    _asked_ms: int = 0
    """When the newest ping was sent, by their clock."""
    _held: list[Command] = field(default_factory=list)
    """Requests whose age cannot be told yet."""
    _silence: Silence = field(init=False)
    _counter: Counter = field(init=False)

    def __post_init__(self) -> None:
        """Begin to listen; a process before this one may have heard the end."""
        self._silence = Silence(self.started.up_ms)
        self._counter = Counter(self.store.reserve, SIGNS_AT_ONCE)
        self._ended = self.store.is_over

    def will(self) -> bytes:
        """Return what the broker is to say if this process vanishes."""
        return self._sealed(Kind.WILL, self._counter.next(), Lost(instance=self.instance))

    def state(self, now: Now) -> LinkState:
        """Return how alive the therapist's side is."""
        return self._silence.state(now.up_ms) if self._connected else LinkState.DOWN

    @property
    def is_connected(self) -> bool:
        """Whether the broker is reached; the therapist's side may be silent all the same."""
        return self._connected

    @property
    def is_ended(self) -> bool:
        """Whether the therapist's side has ended the session, in this process or before it."""
        return self._ended

    @property
    def heard_ms(self) -> int:
        """When the therapist's side was last heard, by this computer's clock."""
        return self._silence.since_ms

    def left_ms(self, command: Command, now: Now) -> int:
        """Return how long a request that was asked still stands; 0 where nobody can tell."""
        if self._ahead_ms is None:
            return 0
        return command.ttl - max(0, now.wall_ms - self._ahead_ms - command.at)

    def say(self, message: Message, now: Now) -> list[Action]:
        """Store a message for good, then send it. Raises OutboxFault, having stored nothing."""
        self.keep(message, now)
        return self.due(now)

    def keep(self, message: Message, now: Now) -> int:
        """Store a message for good; return its number. Raises OutboxFault, having stored nothing.

        A call for help is sent before all else that waits.
        """
        row = self.store.append(
            lambda number: self._sealed(Kind.RELIABLE, number, message),
            urgent=isinstance(message, Help),
        )
        self._written[row.number] = now.wall_ms
        return row.number

    def due(self, now: Now) -> list[Action]:
        """Send what is new or due again; what the disk does not give now goes at a later tick."""
        try:
            return self._sent(now)
        except OutboxFault:
            return []  # all of it is stored: to say it again would store it twice

    def connected(self, now: Now) -> list[Action]:
        """The connection stands: whatever is not acknowledged goes out, in order."""
        self._connected, self._connected_ms = True, now.up_ms
        self._under_way.clear()
        return self._sent(now)

    def disconnected(self) -> None:
        """The connection is gone."""
        self._connected = False

    def new_epoch(self, epoch: int) -> None:
        """Our clocks parted: what was known of the therapist's clock is void."""
        self.epoch, self._ahead_ms = epoch, None
        self._written.clear()
        self._proved_ms = None

    def renew(self, keys: Keys) -> None:
        """Go on under the key of a renewed pairing. Raises OutboxFault."""

        def again(octets: bytes) -> bytes:
            found = resealed(octets, self.keys, keys, self.session, self.entropy)
            # A row that does not open was written under this key by us: the disk altered it. It
            # goes as it is, so that the other side sees and counts it.
            return octets if isinstance(found, Refused) else found

        self.store.reseal(again)
        self.keys = keys
        self._under_way.clear()
        self._ahead_ms = None  # it may be another machine, with another clock

    def resume(self, store: Outbox, session: bytes, keys: Keys, hello: Hello) -> None:
        """Go on from another session, whose therapist's machine was lost. Raises OutboxFault.

        The hello, with `resume_of`, comes first, then what the other session's store could not
        deliver, under numbers of this one. That store may then be erased; a crash in between
        does not double anything. A call for help is not taken over: this session may have it.
        """
        rows = store.waiting(_ALL)
        found = [open_sealed(row.octets, MINE, session, {keys.key_id: keys}) for row in rows]
        waited = [each.body for each in found if isinstance(each, Opened)]
        kept = [body for body in waited if not isinstance(message_of(body), Help)]
        self.store.take_over([self._sealing(body) for body in (body_of(hello), *kept)])

    def _sealing(self, body: Body) -> Callable[[int], bytes]:
        return lambda number: self._sealed_body(Kind.RELIABLE, number, body)

    def tick(self, now: Now) -> list[Action]:
        """Let time pass, once a second or so."""
        done = self._sent(now)
        if self._connected and self._silence.must_force(now.up_ms):
            done.append(Reconnect())
        return done + self._over(now)

    def receive(self, octets: bytes, now: Now) -> list[Action]:
        """Take what came down. Raises OutboxFault; the octets may then be given again."""
        found = open_sealed(octets, THEIRS, self.session, {self.keys.key_id: self.keys})
        if isinstance(found, Refused):
            return self._suspicion.note(found)
        self._suspicion.understood()
        message = message_of(found.body)
        if found.header.kind is Kind.RELIABLE:
            return self._asked(found.header.sequence, message, now)
        if not self._is_fresh(found):
            return []
        match message:
            case Ping():
                return self._answered(message, now)
            case Acknowledgement(kept=kept, beyond=beyond):
                return self._let_go(kept, beyond, now)
            case _:
                return []

    def _is_fresh(self, found: Opened) -> bool:
        fresh = found.header.sequence > self._highest
        self._highest = max(self._highest, found.header.sequence)
        return fresh

    def _answered(self, ping: Ping, now: Now) -> list[Action]:
        self._silence.sign(now.up_ms)
        self._compare(ping, now)
        self.heeded.hear(ping)
        try:
            done = self._let_go(ping.kept, ping.beyond, now)
        except OutboxFault:
            done = []  # we live all the same, and it comes again
        pong = Pong(
            nonce=ping.nonce,
            asked=ping.sent,
            heard=now.wall_ms,
            sent=now.wall_ms,
            head=self.store.head,
            waiting=self.store.count_waiting(),
            instance=self.instance,
            epoch=self.epoch,
        )
        over = self.heeded.passing
        unkept = [each for each in self.unkept if not (over and isinstance(each, Help))]
        self.heeded.went_out(calls=any(isinstance(each, Help) for each in unkept))
        signs = [self._of_now(each) for each in (pong, *unkept)]
        return [*signs, *done, *self._released(now)]

    def _of_now(self, message: Message) -> Publish:
        octets = self._sealed(Kind.EPHEMERAL, self._counter.next(), message)
        return Publish(octets, 0, EPHEMERAL_S)

    def _compare(self, ping: Ping, now: Now) -> None:
        """Compare their clock with ours by a ping: it was sent before now, and after whatever it
        says is kept was stored here.

        One that proves nothing of this process and epoch may be of before: what a computer that
        falls asleep has in its buffers, or a broker held back, would make an old request young.
        """
        kept = [(1, ping.kept), *ping.beyond]
        for number in list(self._written):
            if any(first <= number <= last for first, last in kept):
                self._proved_ms = max(self._written.pop(number), self._proved_ms or 0)
        if self._proved_ms is None:
            return
        if ping.sent < self._asked_ms:
            self._ahead_ms = None  # their clock was set back, or is another one
        self._asked_ms = ping.sent
        ahead = now.wall_ms - ping.sent
        least = ahead if self._ahead_ms is None else min(ahead, self._ahead_ms)
        # Theirs may have stood still since: a computer that sleeps counts none of it.
        self._ahead_ms = max(least, self._proved_ms - ping.sent)

    def _let_go(self, kept: int, beyond: tuple[tuple[int, int], ...], now: Now) -> list[Action]:
        self.store.acknowledge(kept, beyond)
        return self._sent(now) + self._over(now)

    def _asked(self, number: int, message: Message, now: Now) -> list[Action]:
        """A numbered message of theirs is heard once, whatever becomes of this process."""
        answer = self._sealing(body_of(Bye())) if isinstance(message, End) else None
        if not self.store.hear(number, answer):
            return []
        match message:
            case Command():
                self._held.append(message)
                return self._released(now)
            case End():
                self._ended = True
                return [Asked(message), *self.due(now)]
            case _:
                return [Asked(message)]

    def _released(self, now: Now) -> list[Action]:
        """Requests become known once their age is known: in time, or not at all. What is taken
        back is taken back at once, and however late."""
        held, self._held = self._held, []
        done: list[Action] = []
        for each in held:
            if each.do == "cancel":
                done.append(Asked(each))
            elif self._ahead_ms is None:
                self._held.append(each)
            elif now.wall_ms - self._ahead_ms - each.at > each.ttl:
                done += self.say(Reply(request=each.id, stage="expired"), now)
            else:
                done.append(Asked(each))
        return done

    def _over(self, now: Now) -> list[Action]:
        if self._ended and (self.store.count_waiting() == 0 or self._is_parting(now)):
            return [Delivered()]
        return []

    def _is_parting(self, now: Now) -> bool:
        """Return whether only our goodbye is left and nobody has been there for long: the other
        side had all that counts, and its last answer did not come through before it left."""
        silent_ms, up_ms = now.up_ms - self._silence.since_ms, now.up_ms - self._connected_ms
        if not self._connected or silent_ms < PARTS_MS or up_ms < PARTS_CONNECTED_MS:
            return False
        rows = self.store.waiting(WINDOW + 1)
        keys = {self.keys.key_id: self.keys}
        found = [open_sealed(row.octets, MINE, self.session, keys) for row in rows]
        return len(rows) <= WINDOW and all(
            isinstance(each, Opened) and isinstance(message_of(each.body), _PASSING)
            for each in found
        )

    def _sent(self, now: Now) -> list[Action]:
        """Send what is new or due again, as far as the window reaches."""
        if not self._connected:
            return []
        rows = self.store.waiting(WINDOW)
        known = self._under_way
        self._under_way = {row.number: known.get(row.number) or Repeat(now.up_ms) for row in rows}
        done: list[Action] = []
        for row in rows:
            repeat = self._under_way[row.number]
            if repeat.due_ms <= now.up_ms:
                done.append(Publish(row.octets, 1, KEPT_S))
                repeat.again(now.up_ms)
        return done

    def _sealed(self, kind: Kind, number: int, message: Message) -> bytes:
        return self._sealed_body(kind, number, body_of(message))

    def _sealed_body(self, kind: Kind, number: int, body: Body) -> bytes:
        header = Header(
            kind=kind,
            direction=MINE,
            session=self.session,
            sequence=number,
            key_id=self.keys.key_id,
        )
        return seal(header, body, self.keys.from_patient, self.entropy)
