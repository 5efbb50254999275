"""PAR blood-pressure boards without a saturation part: 4800 baud, frames between 02 and 03.

`devices.wire.par_frame` knows the frames and `devices.wire.par_talk` the conversation.
"""

from __future__ import annotations

from devices.decoder import SERIAL
from devices.driver import Capabilities, Driver, Model, SerialSettings, TransportKind
from devices.wire.par_frame import ABORT, PLAIN, STATUS
from devices.wire.par_talk import ParDecoder


def _decoder() -> ParDecoder:
    return ParDecoder(PLAIN)


DRIVER = Driver(
    slug="par_nibp",
    title="PAR blood-pressure board",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=_decoder,
    serial=SerialSettings(baud_rate=4800),
    channels=(SERIAL,),
    unasked=(PLAIN.command(STATUS), ABORT),
    confirms_ready=True,
    models=(
        Model(
            name="PAR NIBP2010, NIBP2020 UP, UN300C, NIBScan",
            quirks="Stays silent if it has a saturation part: try par_nibp_combi.",
        ),
    ),
    evidence=(
        "Four public programs and one captured result. One program takes the third pressure for "
        "the diastolic one, so a result whose mean does not lie between the two is refused. The "
        "board's own cycles are not used."
    ),
)
