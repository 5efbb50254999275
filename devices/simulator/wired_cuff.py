"""What the simulated cuffs on a serial line, each with a maker's own protocol, do alike."""

from __future__ import annotations

from devices.decoder import SERIAL, Send, Write
from devices.simulator.serial_line import SerialLine
from devices.simulator.stage import Stage
from devices.simulator.vendor_cuff import VendorCuff


class WiredCuff(VendorCuff):
    """A cuff whose octets come whole or in pieces; a subclass hears and says them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.line = SerialLine(self.far_end, chunked=stage.scenario.cuff.chunked, seed=stage.seed)

    def hear(self, step: Send) -> None:
        """Be told what the host wrote."""
        if isinstance(step, Write) and step.channel == SERIAL:
            self.obey(step.octets)

    def obey(self, octets: bytes) -> None:
        """Be told the octets of one write, which is always one whole command."""
