"""How this computer reaches the telehealth server, from its settings; or why it cannot."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.settings import Settings

NO_EXTRA = mark(
    "The part for telehealth is not installed. Install it with: pip install "
    "'kapmonitor[telehealth]'. Readings can be typed meanwhile."
)
NO_ADDRESS = mark(
    "No telehealth server is set. Enter its address in the settings. Readings can be typed "
    "meanwhile."
)
BAD_ADDRESS = mark(
    "The telehealth server's address cannot be used: it begins with mqtts:// or wss://. Correct "
    "it in the settings."
)


def against(settings: Settings) -> str:
    """Return why no link can be made here, in a sentence; empty: it can."""
    if find_spec("paho") is None or find_spec("spake2") is None:
        return say(NO_EXTRA)
    if not settings.telehealth_broker:
        return say(NO_ADDRESS)
    from kapmonitor.link.broker import BadAddress, broker_at

    try:
        broker_at(settings.telehealth_broker)
    except BadAddress:
        return say(BAD_ADDRESS)
    return ""


def path_of(text: str) -> Path | None:
    """Return the file that a setting names."""
    return Path(text).expanduser() if text else None
