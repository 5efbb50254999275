"""A refusal: the session says no, with every reason at once, and nothing has changed."""

from __future__ import annotations


class Refused(Exception):
    """The session does not permit what was asked. `reasons` has every reason, as sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Keep the reasons in the order in which they are to be shown."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons
