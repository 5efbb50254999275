"""Scripted people: they play a whole session by answering what it asks."""

from kapmonitor.rehearsal.players import AT_WINDOW, LOOK_EVERY_S, THERAPIST, Players

__all__ = ["AT_WINDOW", "LOOK_EVERY_S", "THERAPIST", "Players"]
