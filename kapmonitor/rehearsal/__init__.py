"""Scripted people: they play a whole session by answering what it asks."""

from kapmonitor.rehearsal.players import LOOK_EVERY_S, THERAPIST, Players

__all__ = ["LOOK_EVERY_S", "THERAPIST", "Players"]
