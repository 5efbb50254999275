"""Scripted people: they play a whole session by answering what it asks."""

from kapmonitor.rehearsal.players import THERAPIST, Players

__all__ = ["THERAPIST", "Players"]
