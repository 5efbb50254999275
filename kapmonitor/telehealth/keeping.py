"""The key of the open session's link on this disk: kept at the pairing, erased when it ended."""

from __future__ import annotations

import logging

from kapmonitor.language import say
from kapmonitor.telehealth import words
from kapmonitor.telehealth.core import Core
from kapmonitor.telehealth.kept_root import Kept, Roots

_log = logging.getLogger(__name__)


class Keeping:
    """What is kept for the session that is open. What fails is a sentence for the therapist."""

    def __init__(self, core: Core, roots: Roots) -> None:
        self._core, self._roots = core, roots

    def of(self, session: str) -> Kept | None:
        """Return what is kept for a session."""
        return self._roots.of(session)

    def keep(self, kept: Kept) -> str:
        """Keep a pairing's key; return what failed, empty: nothing."""
        session = self._core.session
        try:
            if session is not None:
                self._roots.keep(session.id, kept)
        except OSError as fault:
            _log.error("the link's key cannot be kept: %s", fault.strerror)
            return say(words.KEY_NOT_KEPT)
        return ""

    def forget(self) -> str:
        """Erase the key; return what failed, empty: nothing."""
        session = self._core.session
        try:
            if session is not None:
                self._roots.forget((session.id,))
        except OSError as fault:
            _log.error("the link's key cannot be erased: %s", fault.strerror)
            return say(words.KEY_NOT_ERASED)
        return ""
