"""A whole room of simulated devices and the patient in it, for one session.

    async with simulated_devices(scenario, seed=7) as simulation:
        for device in simulation.devices:
            ...  # device.driver is the slug, device.connect() gives an ordinary transport
        simulation.press_start()                       # the person at a Bluetooth cuff
        simulation.take_dose("sublingual", 200.0)      # and the patient

Everything runs on the running loop's time; nothing reads a real clock. The devices speak true
frames over `devices.transport.memory`, so the ordinary drivers read them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from devices.simulator.attempt import Attempts, Found
from devices.simulator.bluetooth_cuff import BluetoothCuff
from devices.simulator.body import Body, CuffReading
from devices.simulator.dinamap_monitor import DinamapMonitor
from devices.simulator.heart_rate_strap import HeartRateStrap
from devices.simulator.line_cuffs import Accutorr, LabelledNumbers, OmronKiosk, ThreeNumbers
from devices.simulator.memory_cuffs import MicrolifeCuff, TaiDocCuff, YonkerCuff
from devices.simulator.oximeters import (
    BerryMed,
    ContecOnCable,
    MasimoOnCable,
    Nonin3230,
    NoninOnCable,
    O2Ring,
    Oximeter,
    StandardOximeter,
)
from devices.simulator.par_board import CombiBoard, ParBoard
from devices.simulator.qardio_cuff import QardioCuff
from devices.simulator.raycome_cuffs import RaycomeBluetoothCuff, RaycomeWiredCuff
from devices.simulator.scenario import CuffKind, CuffScript, OximeterKind, Scenario
from devices.simulator.stage import Stage
from devices.simulator.stream import Seed
from devices.simulator.suntech_module import SunTechModule
from devices.simulator.timeline import Timeline
from devices.simulator.vendor_cuff import VendorCuff
from devices.simulator.viatom_cuffs import Bp2Cuff, Bpm188Cuff
from devices.simulator.vital_signs import VitalSigns
from devices.transport.memory import Wire
from devices.transport.seam import EnvironmentFault, Transport

CUFF, SECOND_CUFF, STRAP, OXIMETER = "cuff", "second_cuff", "strap", "oximeter"


class SimulatedCuff(Protocol):
    """A cuff of any make at the far end of a wire."""

    @property
    def display(self) -> Found | None:
        """Return what the cuff's own display shows after its last attempt."""

    async def run(self) -> None:
        """Live, until cancelled."""


_CUFFS: dict[CuffKind, tuple[str, Callable[[Stage], SimulatedCuff]]] = {
    CuffKind.BLUETOOTH_BLP: ("Simulated Bluetooth cuff", BluetoothCuff),
    CuffKind.SUNTECH_OEM: ("Simulated SunTech module", SunTechModule),
    CuffKind.GE_DINAMAP: ("Simulated DINAMAP monitor", DinamapMonitor),
    CuffKind.QARDIO_ARM: ("Simulated QardioArm", QardioCuff),
    CuffKind.VIATOM_BPM188: ("Simulated Viatom BPM-188", Bpm188Cuff),
    CuffKind.VIATOM_BP2: ("Simulated Viatom BP2", Bp2Cuff),
    CuffKind.TAIDOC_BP: ("Simulated FORA meter", TaiDocCuff),
    CuffKind.MICROLIFE_BT: ("Simulated Microlife cuff", MicrolifeCuff),
    CuffKind.YONKER_BP: ("Simulated Yonker cuff", YonkerCuff),
    CuffKind.RAYCOME_BLE: ("Simulated Raycome monitor", RaycomeBluetoothCuff),
    CuffKind.RAYCOME_SERIAL: ("Simulated Raycome monitor on a cable", RaycomeWiredCuff),
    CuffKind.PAR_NIBP: ("Simulated PAR board", ParBoard),
    CuffKind.PAR_NIBP_COMBI: ("Simulated PAR Combi board", CombiBoard),
    CuffKind.OMRON_HBP9030_F5: ("Simulated Omron kiosk", OmronKiosk),
    CuffKind.ACCUTORR3: ("Simulated Accutorr monitor", Accutorr),
    CuffKind.CSV3: ("Simulated cuff that prints three numbers", ThreeNumbers),
    CuffKind.LABELLED: ("Simulated cuff that prints named numbers", LabelledNumbers),
}
_OXIMETERS: dict[OximeterKind, tuple[str, type[Oximeter]]] = {
    OximeterKind.BLUETOOTH_PLX: ("Simulated oximeter", StandardOximeter),
    OximeterKind.NONIN_3230: ("Simulated Nonin 3230", Nonin3230),
    OximeterKind.BERRYMED_BM1000: ("Simulated BerryMed oximeter", BerryMed),
    OximeterKind.VIATOM_O2RING: ("Simulated oximeter ring", O2Ring),
    OximeterKind.CONTEC_CMS50D: ("Simulated Contec oximeter", ContecOnCable),
    OximeterKind.NONIN_ASCII: ("Simulated Nonin on a cable", NoninOnCable),
    OximeterKind.MASIMO_ASCII: ("Simulated Radical-7", MasimoOnCable),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDevice:
    """One device as the application sees it."""

    role: str
    """`cuff`, `second_cuff`, `strap` or `oximeter`."""
    driver: str
    """The slug of the ordinary driver that reads it."""
    address: str
    title: str
    connect: Callable[[], Transport]
    """Returns a fresh transport; one at a time may be connected."""


class Simulation:
    """The patient, the devices, and what people do to both."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._cuff = _CUFFS[stage.scenario.cuff.kind][1](stage)
        second = stage.scenario.second_cuff
        self._second = _on_the_other_arm(stage, second) if second is not None else None
        self._strap = HeartRateStrap(stage, stage.scenario.strap) if stage.scenario.strap else None
        worn = stage.scenario.oximeter
        self._oximeter = _OXIMETERS[worn.kind][1](stage, worn) if worn else None

    @property
    def devices(self) -> tuple[SimulatedDevice, ...]:
        """Return the devices of this session, the cuff first."""
        cuff = _described(CUFF, self._stage, "")
        if self._second is None:
            return (cuff, *self._sensors())
        return (cuff, _described(SECOND_CUFF, self._second[0], "second:"), *self._sensors())

    @property
    def needs_a_person(self) -> bool:
        """Return whether somebody has to press START; else the host starts the cuff."""
        return _needs_a_person(self._cuff)

    @property
    def second_needs_a_person(self) -> bool:
        """Return the same of the second cuff; False where there is none."""
        return self._second is not None and _needs_a_person(self._second[1])

    def press_start(self, *, second: bool = False) -> bool:
        """Press START on a cuff; False when it is off, measuring, or has no such button."""
        cuff = self._which(second=second)
        return isinstance(cuff, BluetoothCuff | VendorCuff) and cuff.press_start()

    @property
    def display(self) -> Found | None:
        """Return what the cuff's display shows: a reading, why there is none, or nothing yet."""
        return self._cuff.display

    @property
    def second_display(self) -> Found | None:
        """Return the same of the second cuff."""
        cuff = self._which(second=True)
        return None if cuff is None else cuff.display

    def read_by_hand(self) -> CuffReading:
        """Return what a person finds now with another instrument, for a typed reading."""
        return self._stage.body.read_by_hand()

    def true_utc(self) -> datetime:
        """Return what a clock that is right shows."""
        return self._stage.timeline.true_utc()

    def host_sleeps(self, *, asleep: bool) -> None:
        """Let the computer that reads the cuff sleep: what the cuff measures stays in it."""
        fault = EnvironmentFault("This computer slept.") if asleep else None
        self._stage.cuff_wire.host_leaves(fault)

    def take_dose(self, route: str, amount: float, *, at_s: float | None = None) -> None:
        """Let the patient take a dose at `at_s` of the clock; now if None."""
        self._stage.body.take_dose(route, amount, at_s=at_s)

    def vital_signs(self) -> VitalSigns:
        """Return the patient's true vital signs now; no device ever shows exactly these."""
        return self._stage.body.vital_signs()

    def host_utc(self) -> datetime:
        """Return what the computer's clock shows: the true time and the scenario's steps."""
        timeline = self._stage.timeline
        return timeline.true_utc() + timedelta(minutes=timeline.host_clock_error_min())

    async def run(self) -> None:
        """Let the devices live, until cancelled."""
        async with asyncio.TaskGroup() as devices:
            devices.create_task(self._cuff.run())
            if self._second is not None:
                devices.create_task(self._second[1].run())
            if self._strap is not None:
                devices.create_task(self._strap.run())
            if self._oximeter is not None:
                devices.create_task(self._oximeter.run())

    def _which(self, *, second: bool) -> SimulatedCuff | None:
        if not second:
            return self._cuff
        return None if self._second is None else self._second[1]

    def _sensors(self) -> Iterator[SimulatedDevice]:
        if self._strap is not None:
            yield SimulatedDevice(
                role=STRAP,
                driver="bluetooth_hrp",
                address="sim:bluetooth_hrp",
                title="Simulated heart-rate strap",
                connect=self._stage.strap_wire.transport,
            )
        if self._oximeter is not None:
            kind = self._oximeter.script.kind
            yield SimulatedDevice(
                role=OXIMETER,
                driver=kind.value,
                address=f"sim:{kind.value}",
                title=_OXIMETERS[kind][0],
                connect=self._stage.oximeter_wire.transport,
            )


@asynccontextmanager
async def simulated_devices(
    scenario: Scenario, *, seed: Seed, clock: Callable[[], float] | None = None
) -> AsyncIterator[Simulation]:
    """Let the devices of a scenario live while the context is open.

    `clock` gives seconds; the running loop's time if None. A bug in a simulated device is raised
    when the context is left.
    """
    simulation = Simulation(_set(scenario, seed, clock or asyncio.get_running_loop().time))
    living = asyncio.create_task(simulation.run(), name="simulated devices")
    try:
        yield simulation
    finally:
        living.cancel()
        await asyncio.wait({living})
        if not living.cancelled():
            living.result()


def _described(role: str, stage: Stage, place: str) -> SimulatedDevice:
    kind = stage.scenario.cuff.kind
    return SimulatedDevice(
        role=role,
        driver=kind.value,
        address=f"sim:{place}{kind.value}",
        title=_CUFFS[kind][0],
        connect=stage.cuff_wire.transport,
    )


def _needs_a_person(cuff: SimulatedCuff) -> bool:
    if isinstance(cuff, VendorCuff):
        return not cuff.HOST_STARTS
    return isinstance(cuff, BluetoothCuff)


def _on_the_other_arm(stage: Stage, script: CuffScript) -> tuple[Stage, SimulatedCuff]:
    """Return a second cuff on the same body: its own script, wire and chance."""
    scenario, seed = replace(stage.scenario, cuff=script), f"{stage.seed} other arm"
    own = replace(
        stage,
        scenario=scenario,
        seed=seed,
        attempts=Attempts(scenario, seed, stage.timeline, stage.body),
        cuff_wire=Wire(),
    )
    return own, _CUFFS[script.kind][1](own)


def _set(scenario: Scenario, seed: Seed, clock: Callable[[], float]) -> Stage:
    timeline = Timeline(scenario, clock)
    body = Body(scenario, seed, timeline)
    return Stage(
        scenario=scenario,
        seed=seed,
        timeline=timeline,
        body=body,
        attempts=Attempts(scenario, seed, timeline, body),
        cuff_wire=Wire(),
        strap_wire=Wire(),
        oximeter_wire=Wire(),
    )
