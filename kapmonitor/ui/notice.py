"""What the program is and is not: the one text that first run, About and every report show."""

from __future__ import annotations

import hashlib

from kapmonitor.language import mark, say

PARTS = (
    mark(
        "kapmonitor records and displays readings from blood-pressure monitors and helps you "
        "document a session."
    ),
    mark(
        "It is not a medical device, has not been reviewed by any regulator, and does not "
        "diagnose, treat or decide."
    ),
    mark(
        "Do not rely on it as the only means of watching a patient. Check readings on the device "
        "itself."
    ),
    mark("Limits are set by your clinic."),
    mark("In an emergency call your local emergency number."),
)


def paragraphs() -> tuple[str, ...]:
    """Return the notice in the person's language, a thought at a time."""
    return tuple(say(each) for each in PARTS)


def notice() -> str:
    """Return the notice as one text in the person's language."""
    return " ".join(paragraphs())


def notice_digest() -> str:
    """Return what names the text that was read: the SHA-256 of the words as they were shown."""
    return hashlib.sha256(notice().encode()).hexdigest()
