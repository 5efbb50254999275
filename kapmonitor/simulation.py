"""A whole simulated session: patient, devices, people, and the ordinary room between them.

The devices speak true frames to the ordinary drivers; the people send the intents that a window
would send. Time is the loop's, ids and salts come from the seed: at maximum speed the same seed,
scenario and preset give the same entries, bit for bit.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from devices.catalog import find as find_driver
from devices.simulator import Scenario, Simulation, simulated_devices
from devices.simulator.link_faults import Side
from kapmonitor import __version__
from kapmonitor.clock import ClockReading
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.port import Answer, Snapshot
from kapmonitor.presets import PresetFile, guardrails
from kapmonitor.record.data_key import DataKey
from kapmonitor.rehearsal import LOOK_EVERY_S, THERAPIST, Players
from kapmonitor.rehearsal.afar import Afar
from kapmonitor.room import TICK_S, Outlets, Room, Surroundings
from kapmonitor.session.clinic import ClinicRules, CuffStart
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Intent, OpenSession
from kapmonitor.session.limits import rooms
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin
from kapmonitor.supervisor import DeviceSource
from kapmonitor.telehealth.view import LinkView

if TYPE_CHECKING:
    from kapmonitor.rehearsal.network import Network
    from kapmonitor.rehearsal.troubles import Trouble

PSEUDONYM = "SIMULATED"
COURSE = (1, 8)
LONGEST_S = 12 * 3600.0
SIMULATED_CLINIC = ClinicRules(cuff_start=CuffStart.SCHEDULE)
"""The clinic of a simulated session lets its cuffs start by schedule."""
UNSAVED_S = 3600.0
"""How long a simulated session goes on while nothing can be saved."""
STALLED = (
    "The simulated session did not end within 12 hours and was stopped. What happened is in its "
    "record. The scenario, or the preset, asks for something that never comes."
)


class SimulationFault(Exception):
    """The simulated session could not go on; the text says why."""


class Transport(StrEnum):
    """What the two sides of a telehealth session are linked by."""

    MEMORY = "memory"
    """A server inside this process, in simulated time."""
    BROKER = "broker"
    """A Mosquitto of the session's own, on this machine."""


def _untold(_what: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What is played, and where its record goes."""

    scenario: Scenario
    preset: PresetFile
    seed: int
    folder: Path
    tick_s: float = TICK_S
    """How often, in simulated seconds, the session hears that time has passed."""
    key: DataKey | None = None
    """What its record is encrypted with; None: not at all."""
    link: Transport | None = None
    """What links the patient's program, which is played too; None: it is not played."""
    pace: float = 1.0
    """Simulated seconds per second, as far as a real server's clients must keep up with it."""
    told: Callable[[Trouble], None] = _untold
    """Hears of each fault of the link when it is done."""


@dataclass(slots=True)
class _Clock:
    """The clock of the simulated computer, wrong where the scenario says so."""

    simulation: Simulation
    zone: tzinfo
    _last: ClockReading | None = field(init=False, default=None)
    """One moment is read several times; it is worked out once."""

    def read(self) -> ClockReading:
        now = asyncio.get_running_loop().time()
        if self._last is None or self._last.monotonic_s != now:
            self._last = ClockReading(self.simulation.host_utc(), now)
        return self._last


async def play(what: Play, outlets: Outlets, *, at_work: Callable[[Room], None]) -> Session:
    """Play the session to its end; return it. Raises RecordFault, SimulationFault.

    `at_work` hears of the room, and of the next one after a scripted crash.
    """
    async with (
        simulated_devices(what.scenario, seed=what.seed) as simulation,
        _network(what) as network,
    ):
        stage = _Stage(what, simulation, outlets, network)
        try:
            await stage.raise_curtain(at_work)
            async with asyncio.timeout(LONGEST_S):
                return await stage.act()
        except TimeoutError as stalled:
            raise SimulationFault(STALLED) from stalled
        finally:
            await stage.close()


class _Stage:
    """The room of a simulated session, across a scripted crash."""

    def __init__(
        self, what: Play, simulation: Simulation, outlets: Outlets, network: Network | None
    ) -> None:
        self._what = what
        self._simulation = simulation
        self._outlets = replace(outlets, snapshot=self._show)
        self._audience = outlets.snapshot
        self._failing_since: float | None = None
        self._record_fault = ""
        offset = timedelta(minutes=what.scenario.utc_offset_min)
        self._zone = timezone(offset)
        self._clock = _Clock(simulation, self._zone)
        self._at_work: Callable[[Room], None] = lambda _room: None
        self._link = LinkView()
        self._rooms = 0
        self._network = network
        self._afar: Afar | None = None
        self.room = self._new_room()

    async def close(self) -> None:
        """Let the patient's side go, then the room."""
        try:
            if self._afar is not None:
                await self._afar.close()
        finally:
            await self.room.close()

    async def raise_curtain(self, at_work: Callable[[Room], None]) -> None:
        """Open the record and the session."""
        self._at_work = at_work
        self._enter()
        self._submit(self._opening(), THERAPIST, _or_fail)

    async def act(self) -> Session:
        """Let the people play until the record is signed."""
        players = Players(
            self._what.scenario,
            self._simulation,
            see=self._see,
            submit=self._submit,
            seed=self._what.seed,
            afar=self._far_side(),
        )
        players.look_every_s = max(LOOK_EVERY_S, self._what.tick_s)
        while (crash := await players.play()) is not None:
            session = self._see()[0].id
            await self.room.close()
            await asyncio.sleep(crash.gap_min * 60)
            self.room = self._new_room()
            self._enter()
            self.room.resume(session, THERAPIST, _or_fail)
        return self._see()[0]

    def _far_side(self) -> Afar | None:
        """Let the patient's program start at home, and give the therapist the panel."""
        if self._network is None:
            return None
        from kapmonitor.rehearsal.computer import Computer
        from kapmonitor.rehearsal.home import Home
        from kapmonitor.rehearsal.troubles import Troubles

        home = Home(
            self._what.folder,
            self._simulation,
            Computer(self._simulation, self._zone),
            self._network.cables(Side.PATIENT),
            self._entropy("home"),
        )
        self._afar = Afar(
            home,
            Troubles(self._network, home, self._what.told),
            lambda: self._link,
            lambda ask: self.room.telehealth(ask, THERAPIST),
        )
        return self._afar

    def _entropy(self, whose: str) -> Callable[[int], bytes]:
        """Return octets that follow from the seed: nothing here is anybody's secret."""
        return random.Random(f"link {whose} {self._what.seed}").randbytes  # noqa: S311  simulated

    def _enter(self) -> None:
        self.room.open()
        self._at_work(self.room)

    def _new_room(self) -> Room:
        around = Surroundings(reach=simulated_reach(self._simulation), key=self._what.key)
        if self._network is not None:
            entropy = self._entropy(f"room {self._rooms}")
            cables = self._network.cables(Side.THERAPIST)
            around = replace(around, cables=cables, entropy=entropy)
        self._rooms += 1
        room = Room(
            self._what.folder, self._clock, self._outlets, resolve=self._resolve, around=around
        )
        room.tick_s = self._what.tick_s
        return room

    def _show(self, snapshot: Snapshot) -> None:
        self._audience(snapshot)
        self._link = snapshot.link
        if snapshot.record_fault is None:
            self._failing_since = None
            return
        self._record_fault = snapshot.record_fault
        self._failing_since = self._failing_since or asyncio.get_running_loop().time()

    def _see(self) -> tuple[Session, Instant, str]:
        session, since = self.room.session, self._failing_since
        if since is not None and asyncio.get_running_loop().time() - since > UNSAVED_S:
            raise SimulationFault(self._record_fault)
        if session is None:
            raise SimulationFault("The simulated session did not open.")
        return session, self.room.now(), self.room.head

    def _submit(self, intent: Intent, origin: Origin, done: Callable[[Answer], None]) -> None:
        self.room.submit(intent, origin, done)

    def _resolve(self, assigned: DeviceAssigned) -> DeviceSource:
        device = next(each for each in self._simulation.devices if each.address == assigned.address)
        return DeviceSource(
            role=assigned.role,
            driver=find_driver(device.driver),
            address=device.address,
            title=device.title,
            transport=lambda _tell: device.connect(),
            simulated=True,
        )

    def _opening(self) -> OpenSession:
        scenario, preset = self._what.scenario, self._what.preset
        chance = random.Random(f"session {scenario.name} {self._what.seed}")  # noqa: S311  an id
        number, planned = COURSE
        return OpenSession(
            session=f"sim-{chance.getrandbits(48):012x}",
            simulated=True,
            setting=preset.preset.setting,
            preset_document=preset.document,
            approval=None,
            patient=PSEUDONYM,
            age_years=scenario.patient.age_years,
            session_number=number,
            planned_sessions=planned,
            utc_offset_min=scenario.utc_offset_min,
            software=f"kapmonitor {__version__}",
            limit_rooms=rooms(preset.preset, guardrails(), {}),
            clinic=SIMULATED_CLINIC,
        )


@asynccontextmanager
async def _network(what: Play) -> AsyncIterator[Network | None]:
    """Yield what links both sides; what it needs is imported only now. Raises SimulationFault."""
    if what.link is None:
        yield None
        return
    network = await _made(what)
    try:
        await network.open()
        yield network
    finally:
        await network.close()


async def _made(what: Play) -> Network:
    if what.link is Transport.MEMORY:
        from kapmonitor.rehearsal.network import MemoryNetwork

        return MemoryNetwork()
    from kapmonitor.link_admin.keeper import KeptBroker
    from kapmonitor.link_admin.trial import TrialFault
    from kapmonitor.rehearsal.local_broker import BrokerNetwork

    try:
        return BrokerNetwork(await asyncio.to_thread(KeptBroker), what.pace)
    except TrialFault as fault:
        raise SimulationFault(str(fault)) from fault


def _or_fail(answer: Answer) -> None:
    if answer.refusals:
        raise SimulationFault(" ".join(answer.refusals))
