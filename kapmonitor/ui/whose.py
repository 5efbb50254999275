"""Whose session is in sight: name and date of birth for the top bar, asked for once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kapmonitor.language import say
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.record.patient import Patient


class Whose:
    """The patient of the session in sight, as far as the practice's list knows them."""

    def __init__(self, bridge: Bridge, known: Callable[[], None]) -> None:
        """`known` is called when the answer came: a past session has no next picture."""
        self._bridge = bridge
        self._known = known
        self._session = ""
        self._patient: Patient | None = None

    def follow(self, session: Session | None) -> None:
        """Forget the patient of the session before, and ask for this one's."""
        self._session, self._patient = session.id if session is not None else "", None
        if session is not None:
            pseudonym = session.patient
            self._bridge.practice(
                lambda practice: practice.patient(pseudonym), partial(self._know, session.id)
            )

    def names(self, session: Session, *, locked: bool) -> tuple[str, str]:
        """Return two identifiers: name and date of birth, else the pseudonym; none if locked."""
        if session.simulated:
            return say("SIMULATED"), say("no patient")
        if locked:
            return say("Screen locked"), ""
        if self._patient is None:
            return session.patient, ""
        born = self._patient.born.isoformat() if self._patient.born else session.patient
        return self._patient.name or session.patient, born

    def _know(self, asked_for: str, found: Patient | Exception | None) -> None:
        """Take the answer, unless another session came in sight since it was asked for."""
        if asked_for == self._session:
            self._patient = None if isinstance(found, Exception) else found
            self._known()
