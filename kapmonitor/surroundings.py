"""What stands around a room: where it shows things, and the computer it watches and uses."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kapmonitor.host_watch import Host
from kapmonitor.pairing.bench import BenchView
from kapmonitor.pairing.reach import Reach
from kapmonitor.port import CuffPressureNow, Snapshot
from kapmonitor.record.data_key import DataKey
from kapmonitor.sounding import Sounding
from kapmonitor.strongbox import Strongbox

if TYPE_CHECKING:
    from kapmonitor.link.cable import Cables


def _nobody(_what: object) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Where the room sends what it has to show; called on the engine's loop."""

    snapshot: Callable[[Snapshot], None]
    pressure: Callable[[CuffPressureNow], None]
    bench: Callable[[BenchView], None] = _nobody
    strongbox: Callable[[Strongbox], None] = _nobody
    """What keeps the record's key, where it may have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The computer around a room, as far as the room is to watch and use it."""

    host: Host | None = None
    sound: Sounding | None = None
    reach: Reach | None = None
    """Where devices are looked for; None: on the air and the ports."""
    key: DataKey | None = None
    """What the record is encrypted with; None: not at all."""
    cables: Cables | None = None
    """Cables to a telehealth server in place of the one that the settings name."""
    entropy: Callable[[int], bytes] = os.urandom
    """Random octets for the telehealth link; a simulated session takes its seed's."""
    backed_up: bool = False
    """Whether backups are made by the practice's rule."""
