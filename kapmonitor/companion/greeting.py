"""The first message of each process, and again when the cuff is known: what there is here."""

from __future__ import annotations

import platform

from kapmonitor import __version__
from kapmonitor.clock import Clock
from kapmonitor.companion.cuff import CuffSide
from kapmonitor.companion.session import OpenSession
from kapmonitor.link.message import Cuff, Hello


def greeting(session: OpenSession, side: CuffSide, clock: Clock) -> Hello:
    """Return what the therapist's side is told of this program, its cuff and its clock."""
    offset = clock.read().utc.astimezone(clock.zone).utcoffset()
    driver = side.driver
    can: dict[str, bool] = {}
    if driver is not None:
        known = driver.capabilities
        can = {
            "start": known.can_start,
            "cancel": known.can_stop,
            "live_pressure": known.live_pressure,
            "hr": known.heart_rate,
        }
    return Hello(
        instance=session.instance,
        app=f"kapmonitor {__version__}",
        system=platform.system(),
        epoch=session.end.epoch,
        can=tuple(name for name, there in can.items() if there),
        cuff=Cuff(id=side.id, model=side.model, driver=driver.slug) if driver is not None else None,
        zone_min=0 if offset is None else round(offset.total_seconds() / 60),
    )
