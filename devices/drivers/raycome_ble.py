"""Raycome "pulse wave" and Maibobo RBP monitors over Bluetooth: service FFF0.

`devices.wire.raycome_frame` knows the frames and `devices.wire.raycome_talk` the conversation,
which is the one on the cable with another version number. FFF1 notifies, FFF2 is written.
"""

from __future__ import annotations

from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.wire.raycome_frame import BLUETOOTH_VERSION, Command
from devices.wire.raycome_talk import RaycomeDecoder

NOTIFY, WRITE = "fff1", "fff2"


def _decoder() -> RaycomeDecoder:
    return RaycomeDecoder(BLUETOOTH_VERSION, writes=WRITE, notifies=NOTIFY)


DRIVER = Driver(
    slug="raycome_ble",
    title="Raycome / Maibobo Bluetooth blood-pressure monitor",
    transport=TransportKind.BLE,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=_decoder,
    matches=(BleMatch(name="RBP"), BleMatch(name="Maibobo")),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    unasked=tuple(
        command.octets(BLUETOOTH_VERSION)
        for command in (Command.CONNECT, Command.QUERY_POWER, Command.STOP)
    ),
    confirms_ready=True,
    models=(
        Model(
            name="Raycome and Maibobo RBP monitors",
            quirks="The clock is often never set. Approval for clinical use is not known.",
        ),
    ),
    evidence=(
        "The maker's integration paper as six public programs quote it, with captured results. The "
        "advertised names are a guess: many other devices offer the same service, so it is not "
        "enough. Units that answer on FFF6 are not served."
    ),
)
