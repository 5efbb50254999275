"""What a room's snapshot amounts to for its boards, its telehealth link included."""

from __future__ import annotations

from kapmonitor.central.told import LinkTold, Scene
from kapmonitor.central.view import LinkWord
from kapmonitor.port import Snapshot
from kapmonitor.telehealth.view import Badge, LinkView, Pairing

_MEETING = {Pairing.CLAIMING, Pairing.WAITING, Pairing.SOMEONE, Pairing.WORDS}
_BADGES = {
    Badge.OK: LinkWord.OK,
    Badge.LATE: LinkWord.LATE,
    Badge.DOWN: LinkWord.DOWN,
    # Linked, and not heard since this program began: nobody knows that it is alive.
    Badge.WAITING: LinkWord.DOWN,
}


def scene_of(snapshot: Snapshot) -> Scene:
    """Return what the boards are told of a snapshot."""
    elapsed_s = snapshot.at.elapsed_s if snapshot.at is not None else None
    return Scene(
        session=snapshot.session,
        at=snapshot.at,
        unsaved=snapshot.record_fault is not None,
        link=_link(snapshot.link, elapsed_s),
    )


def _link(view: LinkView, elapsed_s: float | None) -> LinkTold | None:
    if view.pairing in _MEETING:
        return LinkTold(LinkWord.PAIRING)
    word = _BADGES.get(view.badge)
    if word is None:
        return None
    silent = word is LinkWord.DOWN and view.badge is not Badge.WAITING and elapsed_s is not None
    since_s = elapsed_s - view.silent_s if silent and elapsed_s is not None else None
    return LinkTold(word, view.side.value, since_s)
