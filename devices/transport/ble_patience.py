"""How long a Bluetooth step may take before it is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BlePatience:
    """Limits in seconds, one for each kind of wait."""

    find_s: float = 30.0
    """Until a device that is not heard counts as absent."""
    turn_s: float = 6.0
    """How long one device may hold the radio while it is being looked for."""
    connect_s: float = 20.0
    subscribe_s: float = 60.0
    """A person may have to answer a pairing question in this time."""
    pairing_hint_s: float = 3.0
    """A subscription that takes longer probably waits for such an answer."""
    compare_s: float = 25.0
    """How long a person may compare two numbers; the pairing itself ends after 30 s without a
    sign (Bluetooth Core, Vol 3, Part H, 3.4), and a no should still reach the cuff."""
    refused_s: float = 2.0
    """How long the system may take to end a pairing that was refused; BlueZ 5.66 never does."""
    exchange_s: float = 10.0
    disconnect_s: float = 5.0
    service_check_s: float = 10.0
    """How often Linux' Bluetooth service is asked whether it lives."""
    settle_s: float = 3.0
    """How long a device that hung up is left alone: it still advertises, with nothing to say."""
