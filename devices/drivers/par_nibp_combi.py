"""PAR blood-pressure boards with a saturation part: 19200 baud, frames between FD and FE.

`devices.wire.par_frame` knows the frames and `devices.wire.par_talk` the conversation.
"""

from __future__ import annotations

from devices.decoder import SERIAL
from devices.driver import Capabilities, Driver, Model, SerialSettings, TransportKind
from devices.wire.par_frame import ABORT, COMBI, STATUS
from devices.wire.par_talk import ParDecoder


def _decoder() -> ParDecoder:
    return ParDecoder(COMBI)


DRIVER = Driver(
    slug="par_nibp_combi",
    title="PAR blood-pressure board with a saturation part",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=_decoder,
    serial=SerialSettings(baud_rate=19200),
    channels=(SERIAL,),
    unasked=(COMBI.command(STATUS), ABORT),
    confirms_ready=True,
    models=(
        Model(
            name="PAR NIBP2020 UP with SpO2 (Combi)",
            quirks="Saturation is not read; where it is off, try par_nibp.",
        ),
    ),
    evidence=(
        "Four public programs and one captured result. One program takes the third pressure for "
        "the diastolic one, so a result whose mean does not lie between the two is refused. The "
        "board's own cycles are not used."
    ),
)
