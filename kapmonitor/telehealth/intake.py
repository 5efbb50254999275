"""What arrived goes into the record, and nothing in it holds up the rest.

A batch is one decision of the core, so one transaction. One that fails by a fault of ours is given
again message by message, and what fails alone is kept as it came: a call for help beside it is
heard, and the patient's side need not send it for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from kapmonitor.link.message import Unknown
from kapmonitor.link.peer import Arrived
from kapmonitor.session.intents.remote import EntryUnknown, RemoteArrived, RemoteMessage
from kapmonitor.telehealth.core import Answered, Core
from kapmonitor.telehealth.reading import Scene, taken

_log = logging.getLogger(__name__)


def put(core: Core, scene: Scene, arrived: Sequence[Arrived]) -> frozenset[int]:
    """Give what arrived to the record; return those of its numbers that the record holds now."""
    messages = tuple(_read(each, scene) for each in arrived)
    if _is_refused(core, scene.link, messages):
        for each in messages:
            if _is_refused(core, scene.link, (each,)):
                _is_refused(core, scene.link, (_as_it_came(each),))
    session = core.session
    known = {} if session is None else session.remote.numbers(scene.link)
    return frozenset(each.number for each in arrived if known.get(each.number) == each.digest)


def _read(each: Arrived, scene: Scene) -> RemoteMessage:
    """Return one message as the session takes it; one that cannot be read is kept as it came."""
    try:
        return taken(each.number, each.digest, each.message, each.body, scene)
    except Exception:  # noqa: BLE001  whatever it holds, the others are not to wait for it
        _log.exception("a message from afar cannot be read")
        unknown = Unknown(type(each.message).__name__.lower(), each.body)
        return taken(each.number, each.digest, unknown, each.body, scene)


def _as_it_came(each: RemoteMessage) -> RemoteMessage:
    return replace(each, content=EntryUnknown(), reading=None, placed_utc=None, doubts=())


def _is_refused(core: Core, link: str, messages: tuple[RemoteMessage, ...]) -> bool:
    """Give messages; return whether it failed by anything but a record that takes nothing now."""
    answers: list[Answered] = []
    core.post(RemoteArrived(link=link, messages=messages), answers.append)
    return bool(answers and answers[0].refusals)
