"""Items that a clinic adds to its preset or leaves out: checklist, buttons, readings, criteria.

Pure. What must be answered yes, a reading that is required and a criterion that ships stay: they
are what the preset is for. An added reading is offered and never owed; an added item may stay open
until the clinic says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import cast

from kapmonitor.session.fact import fact
from kapmonitor.session.preset_edit import CLINIC_SOURCE, name_source
from kapmonitor.session.preset_fields import Document
from kapmonitor.session.protocol import ObservationButton

Entry = dict[str, object]
PLACES = {
    "checklist": ("checklist",),
    "observation": ("observation",),
    "reading": ("reading",),
    "discharge": ("discharge", "human"),
}
"""Where the items of a part stand in the document."""
LONGEST_ID = 40


@fact
class Item:
    """An item that may be left out, by its id or code."""

    name: str
    words: str


def removable(document: Document, part: str, original: Document) -> tuple[Item, ...]:
    """Return the items of a part that a clinic may leave out: what stays in the original stays."""
    fixed = staying(original, part)
    found = [each for each in _removable(_listed(document, part), part) if each.name not in fixed]
    return () if part == "observation" and len(found) < 2 else tuple(found)


def staying(document: Document, part: str) -> frozenset[str]:
    """Return the names of what a copy of this document may not lack."""
    listed = _listed(document, part)
    loose = {each.name for each in _removable(listed, part)}
    return frozenset(_name(each) for each in listed) - loose


def left_out(document: Document, original: Document) -> tuple[tuple[str, str], ...]:
    """Return what stays in the original and is not there: part and name."""
    return tuple(
        (part, name)
        for part in PLACES
        for name in sorted(staying(original, part))
        if name not in {_name(each) for each in _listed(document, part)}
    )


def without(document: Document, part: str, name: str, original: Document) -> dict[str, object]:
    """Return a copy without an item. Raises KeyError for one that stays."""
    if name not in {each.name for each in removable(document, part, original)}:
        raise KeyError(name)
    made = deepcopy(dict(document))
    listed = _listed(made, part)
    listed[:] = [each for each in listed if _name(each) != name]
    return made


def with_words(document: Document, part: str, words: str) -> dict[str, object]:
    """Return a copy with another checklist item or criterion of discharge."""
    made = deepcopy(dict(document))
    listed = _listed(made, part)
    own: Entry = {"id": _new_id(words, listed), "text": words}
    if part == "checklist":
        listed.append(own | {"hard": False})
    else:
        listed.append(own | {"wording": words, "source": [CLINIC_SOURCE], "grade": "D"})
        name_source(made)
    return made


def with_button(document: Document, button: ObservationButton) -> dict[str, object]:
    """Return a copy with another button; its key is given in the form."""
    made = deepcopy(dict(document))
    new: Entry = {"code": button.code, "label": button.label, "kind": button.kind}
    _listed(made, "observation").append(new)
    return made


def with_reading(document: Document, minute: float) -> dict[str, object]:
    """Return a copy with another reading, offered so many minutes after the dose."""
    made = deepcopy(dict(document))
    listed = _listed(made, "reading")
    like = next(each for each in listed if not each.get("final"))
    own = {"source": [CLINIC_SOURCE], "grade": "D", "note": "set by the clinic"}
    at: float = int(minute) if minute.is_integer() else minute
    new: Entry = {
        "id": _new_id(f"at {minute:g}", listed),
        "from": "dose",
        "at": {"value": at, "unit": "min"} | own,
        "count": 1,
        "required": False,
        "offered": True,
        "measure": list(cast("list[str]", like["measure"])),
        "tolerance": deepcopy(like["tolerance"]),
    }
    listed.append(new)
    name_source(made)
    return made


def _removable(listed: list[Entry], part: str) -> Iterator[Item]:
    for each in listed:
        name = _name(each)
        match part:
            case "checklist" if not each.get("hard"):
                yield Item(name=name, words=str(each["text"]))
            case "observation":
                yield Item(name=name, words=str(each["label"]))
            case "reading" if not each.get("required") and not each.get("final"):
                at = cast("dict[str, object]", each["at"])
                yield Item(name=name, words=f"+{at['value']}")
            case "discharge" if each.get("source") == [CLINIC_SOURCE]:
                yield Item(name=name, words=str(each["text"]))
            case _:
                pass


def _listed(document: Document, part: str) -> list[Entry]:
    node: object = document
    for key in PLACES[part]:
        node = cast("dict[str, object]", node).get(key, [])
    return cast("list[Entry]", node)


def _name(entry: Entry) -> str:
    return str(entry.get("id", entry.get("code", "")))


def _new_id(words: str, listed: list[Entry]) -> str:
    """Return an id for these words that no other item has."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_ID].strip("-") or "own"
    known = {_name(each) for each in listed}
    made, number = plain, 1
    while made in known:
        number += 1
        made = f"{plain}-{number}"
    return made
