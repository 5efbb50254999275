"""Words about a person, kept apart from the facts they belong to.

Events carry a reference and a salted digest; the words live in their own table. Erasing them
there leaves every digest of the record whole. In memory the words travel with the value, so
that screens and reports can show them; `repr` never does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalText:
    """Words about a person. `text` is None once erased."""

    ref: str
    salt: str
    text: str | None
    digest: str

    def __repr__(self) -> str:
        """Show the reference only: this may reach a log."""
        return f"PersonalText({self.ref})"


def personal(text: str, *, ref: str, salt: str) -> PersonalText:
    """Wrap words; `ref` is unique within the session, `salt` unguessable."""
    return PersonalText(ref=ref, salt=salt, text=text, digest=digest_of(text, salt))


def digest_of(text: str, salt: str) -> str:
    """Return the salted SHA-256 that stands for the words in an event."""
    return hashlib.sha256(f"{salt}\x1f{text}".encode()).hexdigest()
