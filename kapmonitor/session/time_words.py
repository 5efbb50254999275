"""How it is known when a reading was taken, where that is not simply when it came."""

from __future__ import annotations

from devices.measurement import Provenance
from kapmonitor.language import figure, mark, say
from kapmonitor.session.state import Reading

ARRIVAL = mark("time of arrival, the cuff's clock is not known")
ARRIVAL_THERE = mark("time of arrival at the patient's computer, the cuff's clock is not known")


def is_of_arrival(reading: Reading) -> bool:
    """Return whether nothing says when a reading was taken but that it came."""
    typed = reading.source is not None or reading.provenance is Provenance.MANUAL
    return not typed and (reading.waited_s is None or reading.taken_within_s is None)


def of_time(reading: Reading) -> str:
    """Return how a reading's time is known; empty: a person gave it, or it came as it was taken."""
    if is_of_arrival(reading):
        return say(ARRIVAL if reading.relayed is None else ARRIVAL_THERE)
    if not reading.waited_s or reading.taken_within_s is None:
        return ""
    return say("waited {seconds} s in the cuff, by its clock ± {bound} s").format(
        seconds=figure(reading.waited_s, ".0f"), bound=figure(reading.taken_within_s, ".0f")
    )
