"""What a room tells its boards of its telehealth link."""

from __future__ import annotations

import pytest

from kapmonitor.central.told import LinkTold, state_of
from kapmonitor.central.view import LinkWord
from kapmonitor.port import Snapshot
from kapmonitor.room_scene import scene_of
from kapmonitor.telehealth.view import Badge, LinkView, Pairing, Side
from tests.support.builders import TELEHEALTH, opened

CONNECTED = Pairing.CONNECTED


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (LinkView(), None),
        (LinkView(pairing=Pairing.WORDS), LinkTold(LinkWord.PAIRING)),
        (LinkView(pairing=CONNECTED, badge=Badge.OK), LinkTold(LinkWord.OK)),
        (LinkView(pairing=CONNECTED, badge=Badge.LATE), LinkTold(LinkWord.LATE)),
        (LinkView(pairing=CONNECTED, badge=Badge.WAITING), LinkTold(LinkWord.DOWN)),
    ],
)
def test_a_link_is_told_as_the_room_shows_it(link: LinkView, told: LinkTold | None) -> None:
    assert scene_of(Snapshot(link=link)).link == told


def test_how_long_a_link_is_down_is_no_news_each_second() -> None:
    course = opened(TELEHEALTH)
    course.pass_s(60)

    def scene(silent_s: float) -> Snapshot:
        link = LinkView(pairing=CONNECTED, badge=Badge.DOWN, silent_s=silent_s, side=Side.PATIENT)
        return Snapshot(session=course.session, at=course.at, link=link)

    first, next_ = scene_of(scene(14.0)), scene_of(scene(15.1))
    assert first.mark() == next_.mark()
    state = state_of(first, "room-1", 100_000)
    assert (state.link, state.link_side, state.link_since) == ("down", "patient", 86_000)
