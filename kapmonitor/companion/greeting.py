"""The first message of each process, and again when the cuff is known: what there is here."""

from __future__ import annotations

import platform

from kapmonitor import __version__
from kapmonitor.clock import Clock
from kapmonitor.companion.cuff import CuffSide
from kapmonitor.companion.session import OpenSession
from kapmonitor.link.message import Cuff, Hello

STEP_PERCENT = 10


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
        cuff=cuff_of(side),
        zone_min=0 if offset is None else round(offset.total_seconds() / 60),
    )


def cuff_of(side: CuffSide) -> Cuff | None:
    """Return what is known of the cuff; its battery in steps, so that not each percent is told."""
    driver, percent = side.driver, side.view.battery_percent
    if driver is None:
        return None
    stepped = None if percent is None else percent - percent % STEP_PERCENT
    return Cuff(
        id=side.id,
        model=side.model,
        slot=side.slot,
        battery_percent=stepped,
        driver=driver.slug,
    )
