"""People's secrets in the key file beside the record: proving one is opening that person's slot.

The same file serves where the record is not encrypted. To give somebody a slot takes the data
key, which is known once any secret was right, or when the record was opened with it.
"""

from __future__ import annotations

from pathlib import Path

from kapmonitor.doorkeeper import NotProven
from kapmonitor.language import say
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.slot import SECOND_RECOMMENDED, Cost
from kapmonitor.record.vault import Vault, WrongSecret

KEYS_NAME = keys_beside(Path(FILE_NAME)).name


class KeptSecrets:
    """The slots of a data folder's people."""

    def __init__(
        self, folder: Path, *, key: DataKey | None = None, cost: Cost = SECOND_RECOMMENDED
    ) -> None:
        """`key`: the one that the record was opened with, where it was."""
        self._path = keys_beside(folder / FILE_NAME)
        self._cost = cost
        self.key = key
        """The data key, once it is known."""

    def holders(self) -> frozenset[str]:
        """Return the ids of those who have a secret. Raises RecordFault."""
        vault = self._vault()
        return frozenset(vault.operators()) if vault is not None else frozenset()

    def opens(self, person: str, secret: str) -> bool:
        """Return whether this is the person's secret. Raises RecordFault."""
        vault = self._vault()
        if vault is None:
            return False
        try:
            self.key = vault.unlock_operator(person, secret)
        except WrongSecret:
            return False
        return True

    def recovers(self, words: str) -> bool:
        """Return whether this is the record's recovery key. Raises RecordFault."""
        vault = self._vault()
        if vault is None:
            return False
        try:
            self.key = vault.unlock_recovery(words)
        except WrongSecret:
            return False
        return True

    def keep(self, person: str, secret: str) -> None:
        """Give a person a secret, or another one. Raises NotProven, RecordFault."""
        vault = self._vault()
        if vault is None or (self.key is None and not vault.keys.slots):
            vault, self.key = Vault.create(self._path, self._cost)
        if self.key is None:
            raise NotProven(
                say(
                    "Somebody who has a secret signs in first: it opens the place where secrets "
                    "are kept. Nothing was changed."
                )
            )
        vault.set_operator(self.key, person, secret)

    def forget(self, person: str) -> None:
        """Take a person's secret away. Raises RecordFault."""
        vault = self._vault()
        if vault is not None:
            vault.remove_operator(person)

    def _vault(self) -> Vault | None:
        return Vault.load(self._path, self._cost)
