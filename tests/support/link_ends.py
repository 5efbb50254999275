"""Both ends of a link over a network that loses, doubles, delays and reorders: no broker is as bad.

The patient's store is the real one on a real disk; the therapist's record is a list that commits
when told to, so that a test can crash between taking and committing.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kapmonitor.link.envelope import Body, Entropy, Keys
from kapmonitor.link.inbox import Inbox
from kapmonitor.link.message import Command, Hello, Message, Symptom
from kapmonitor.link.outbox import Outbox
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.link.peer import Action, Arrived, Counter, Publish
from kapmonitor.link.station import StationEnd

SESSION = bytes(range(16))
ROOT = bytes(32)


@contextmanager
def swift_folder() -> Iterator[Path]:
    """Lend a folder where a flush costs little: for tests that end no machine, only programs."""
    memory = Path("/dev/shm")  # noqa: S108 - what is in it has a random name
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def entropy_of(seed: str) -> Entropy:
    """Return octets that look random and are the same in each run."""
    given = iter(range(10**9))
    return lambda size: hashlib.shake_128(f"{seed} {next(given)}".encode()).digest(size)


@dataclass(slots=True)
class Numbers:
    """What the therapist's record keeps to never give a number twice."""

    last: int = 0

    def reserve(self, size: int) -> int:
        self.last += size
        return self.last - size + 1


@dataclass(slots=True)
class Ends:
    """A patient's end, a station's end, and what is on the way between them."""

    folder: Path
    ahead_ms: int = 0
    """How far the patient's wall clock is ahead."""
    now_ms: int = 1_000_000
    up: list[bytes] = field(default_factory=list)
    down: list[bytes] = field(default_factory=list)
    committed: list[Arrived] = field(default_factory=list)
    shown: list[Action] = field(default_factory=list)
    """What the ends told their people."""
    said: int = 0
    starts: int = 0
    _doubt: list[Arrived] = field(default_factory=list)
    _counter: Numbers = field(default_factory=Numbers)
    _numbers: Numbers = field(default_factory=Numbers)
    patient: PatientEnd = field(init=False)
    station: StationEnd = field(init=False)

    def __post_init__(self) -> None:
        self.start_patient()
        self.start_station()

    def start_patient(self) -> None:
        """Start the patient's process, on what is on its disk."""
        self.starts += 1
        store = Outbox(self.folder / "outbox.db")
        self.patient = PatientEnd(
            session=SESSION,
            keys=Keys.of(ROOT, SESSION),
            store=store,
            entropy=entropy_of(f"patient {self.starts}"),
            instance=f"{self.starts:016x}",
            epoch=store.next_epoch(),
            started=self.theirs(),
        )

    def stop_patient(self) -> None:
        """End the process, as a crash would: nothing of it but its disk stays."""
        self.patient.store.close()

    def start_station(self) -> None:
        """Start the therapist's process, on what its record holds."""
        self._doubt.clear()
        kept = {each.number: each.digest for each in self.committed}
        self.starts += 1
        self.station = StationEnd(
            session=SESSION,
            keys={0: Keys.of(ROOT, SESSION)},
            inbox=Inbox(kept),
            entropy=entropy_of(f"station {self.starts}"),
            counter=Counter(self._counter.reserve),
            numbers=Counter(self._numbers.reserve),
            started_ms=self.now_ms,
        )

    def theirs(self) -> Now:
        """Return the patient's clocks."""
        return Now(self.now_ms + self.ahead_ms, self.now_ms)

    def connect(self) -> None:
        """Connect both."""
        self.of_patient(self.patient.connected(self.theirs()))
        self.of_station(self.station.connected(self.now_ms))

    def greet(self) -> None:
        """Let the patient's process say hello, as each does, and both compare their clocks."""
        self.of_patient(self.patient.say(hello_of(self), self.theirs()))
        exchange(self)
        self.tick(2_000)
        exchange(self)

    def say(self, message: Message | None = None) -> None:
        """Let the patient say something, each time something else."""
        self.said += 1
        spoken = message or Symptom(code="s", text=str(self.said))
        self.of_patient(self.patient.say(spoken, self.theirs()))

    def ask(self, message: Message) -> None:
        """Let the therapist's side say something."""
        self.of_station(self.station.say(message, self.now_ms))

    def tick(self, ms: int) -> None:
        """Let time pass on both sides."""
        self.now_ms += ms
        self.of_patient(self.patient.tick(self.theirs()))
        self.of_station(self.station.tick(self.now_ms))

    def arrive_up(self, place: int = 0) -> None:
        """Let one of the octets on the way up arrive."""
        if self.up:
            octets = self.up.pop(place % len(self.up))
            self.of_station(self.station.receive(octets, self.now_ms))

    def arrive_down(self, place: int = 0) -> None:
        """Let one of the octets on the way down arrive."""
        if self.down:
            octets = self.down.pop(place % len(self.down))
            self.of_patient(self.patient.receive(octets, self.theirs()))

    def commit(self) -> None:
        """Let the record take what was given."""
        self.committed += self._doubt
        numbers = [each.number for each in self._doubt]
        self._doubt.clear()
        self.station.committed(numbers, self.now_ms)

    def settle(self, seconds: int = 120) -> None:
        """Heal everything and let time pass until nothing is on the way."""
        self.connect()
        for _ in range(seconds * 2):
            while self.up or self.down:
                self.arrive_up()
                self.arrive_down()
            self.commit()
            if self.patient.store.count_waiting() == 0:
                return
            self.tick(500)

    def bodies(self) -> list[Body]:
        """Return what the record holds, by number."""
        return [each.body for each in sorted(self.committed, key=lambda each: each.number)]

    def of_patient(self, actions: list[Action]) -> None:
        """Do what the patient's end asks."""
        for each in actions:
            if isinstance(each, Publish):
                self.up.append(each.octets)
            else:
                self.shown.append(each)

    def of_station(self, actions: list[Action]) -> None:
        """Do what the station's end asks."""
        for each in actions:
            if isinstance(each, Publish):
                self.down.append(each.octets)
            elif isinstance(each, Arrived):
                self._doubt.append(each)
            else:
                self.shown.append(each)


def exchange(ends: Ends) -> None:
    while ends.up or ends.down:
        ends.arrive_down()
        ends.arrive_up()
    ends.commit()


def command(ends: Ends, ttl: int = 30_000) -> Command:
    return Command(id="ab" * 8, do="measure", at=ends.now_ms, ttl=ttl)


def hello_of(ends: Ends) -> Hello:
    return Hello(
        instance=ends.patient.instance, app="0", system="", epoch=ends.patient.epoch, zone_min=0
    )
