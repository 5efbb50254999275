"""How often another program took our place on the server, and whether to come back."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.link.peer import LinkState


@dataclass(slots=True)
class Pushes:
    """How often another program with this session pushed us from the server.

    A machine that was lost and starts again does so, and hears nobody: the patient's side speaks
    under a newer key. So who hears the patient comes back, and who does not stays out soon.
    """

    times: int = 0
    unheard: int = 0
    """In a row, without having heard the patient between."""

    def may_return(self, state: LinkState) -> bool:
        """Note one more; return whether to come back."""
        self.times += 1
        self.unheard = 0 if state is LinkState.OK else self.unheard + 1
        return self.unheard <= 2 and self.times <= 6
