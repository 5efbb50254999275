"""Which screen a session that goes on begins with, and whose names it shows."""

from __future__ import annotations

from kapmonitor.companion.shelf import Notes
from kapmonitor.companion.view import PersonView, Screen


def screen_of(notes: Notes) -> Screen:
    """Return where a session stands by what was kept of it."""
    if notes.ended:
        return Screen.ENDING
    if not notes.confirmed:
        return Screen.PERSON
    if notes.calm:
        return Screen.CALM
    return Screen.TEST if notes.driver else Screen.CUFF


def person_of(notes: Notes, screen: Screen, *, renewed: bool) -> PersonView | None:
    """Return the names, on the one screen that asks for them and where the therapist's is shown."""
    if len(notes.words) != 2 or screen in (Screen.CHECK, Screen.CODE, Screen.ENDED):
        return None
    first, second = notes.words
    return PersonView(notes.therapist, notes.patient, (first, second), renewed)
