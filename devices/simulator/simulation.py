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
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from devices.simulator.attempt import Attempts, Found
from devices.simulator.bluetooth_cuff import BluetoothCuff
from devices.simulator.bluetooth_oximeter import BluetoothOximeter
from devices.simulator.body import Body, CuffReading
from devices.simulator.dinamap_monitor import DinamapMonitor
from devices.simulator.heart_rate_strap import HeartRateStrap
from devices.simulator.line_cuffs import Accutorr, OmronKiosk
from devices.simulator.memory_cuffs import MicrolifeCuff, TaiDocCuff, YonkerCuff
from devices.simulator.par_board import CombiBoard, ParBoard
from devices.simulator.qardio_cuff import QardioCuff
from devices.simulator.raycome_cuffs import RaycomeBluetoothCuff, RaycomeWiredCuff
from devices.simulator.scenario import CuffKind, Scenario
from devices.simulator.stage import Stage
from devices.simulator.stream import Seed
from devices.simulator.suntech_module import SunTechModule
from devices.simulator.timeline import Timeline
from devices.simulator.vendor_cuff import VendorCuff
from devices.simulator.viatom_cuffs import Bp2Cuff, Bpm188Cuff
from devices.simulator.vital_signs import VitalSigns
from devices.transport.memory import Wire
from devices.transport.seam import Transport

CUFF, STRAP, OXIMETER = "cuff", "strap", "oximeter"


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
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDevice:
    """One device as the application sees it."""

    role: str
    """`cuff`, `strap` or `oximeter`."""
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
        self._strap = HeartRateStrap(stage, stage.scenario.strap) if stage.scenario.strap else None
        worn = stage.scenario.oximeter
        self._oximeter = BluetoothOximeter(stage, worn) if worn else None

    @property
    def devices(self) -> tuple[SimulatedDevice, ...]:
        """Return the devices of this session, the cuff first."""
        kind = self._stage.scenario.cuff.kind
        cuff = SimulatedDevice(
            role=CUFF,
            driver=kind.value,
            address=f"sim:{kind.value}",
            title=_CUFFS[kind][0],
            connect=self._stage.cuff_wire.transport,
        )
        return (cuff, *self._sensors())

    @property
    def needs_a_person(self) -> bool:
        """Return whether somebody has to press START; else the host starts the cuff."""
        if isinstance(self._cuff, VendorCuff):
            return not self._cuff.HOST_STARTS
        return isinstance(self._cuff, BluetoothCuff)

    def press_start(self) -> bool:
        """Press START on the cuff; False when it is off, measuring, or has no such button."""
        cuff = self._cuff
        return isinstance(cuff, BluetoothCuff | VendorCuff) and cuff.press_start()

    @property
    def display(self) -> Found | None:
        """Return what the cuff's display shows: a reading, why there is none, or nothing yet."""
        return self._cuff.display

    def read_by_hand(self) -> CuffReading:
        """Return what a person finds now with another instrument, for a typed reading."""
        return self._stage.body.read_by_hand()

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
            if self._strap is not None:
                devices.create_task(self._strap.run())
            if self._oximeter is not None:
                devices.create_task(self._oximeter.run())

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
            yield SimulatedDevice(
                role=OXIMETER,
                driver="bluetooth_plx",
                address="sim:bluetooth_plx",
                title="Simulated oximeter",
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
