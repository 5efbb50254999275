"""Raycome "pulse wave" and Maibobo RBP monitors on a serial or USB lead, 9600 8N1.

`devices.wire.raycome_frame` knows the frames and `devices.wire.raycome_talk` the conversation,
which is the one over Bluetooth with another version number.
"""

from __future__ import annotations

from devices.decoder import SERIAL
from devices.driver import Capabilities, Driver, Model, SerialSettings, TransportKind
from devices.wire.raycome_frame import USB_VERSION, Command
from devices.wire.raycome_talk import RaycomeDecoder

DRIVER = Driver(
    slug="raycome_serial",
    title="Raycome / Maibobo blood-pressure monitor on a cable",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=RaycomeDecoder,
    serial=SerialSettings(baud_rate=9600),
    channels=(SERIAL,),
    unasked=tuple(
        command.octets(USB_VERSION)
        for command in (Command.CONNECT, Command.QUERY_POWER, Command.STOP)
    ),
    confirms_ready=True,
    models=(
        Model(
            name="Raycome and Maibobo RBP monitors with a USB lead",
            quirks="The clock is often never set. Approval for clinical use is not known.",
        ),
    ),
    evidence=(
        "One public package (MIT) for the cable, six more for the same frames over Bluetooth, and "
        "captured results. The cable's version 3 and its live pressure rest on one of them."
    ),
)
