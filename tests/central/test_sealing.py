"""A room's key reaches the boards on the roster, and nobody else."""

from __future__ import annotations

import os

from kapmonitor.central.roster import Role
from kapmonitor.central.sealing import hand_out, session_of, take_key
from tests.support.rooms import machine

ROOM = machine("room-1", Role.ROOM)
BOARD, OTHER = machine("board-1", Role.BOARD), machine("board-2", Role.SUPERVISOR)
SESSION, CONTENT = bytes(range(16)), os.urandom(32)
NAMED = [(each.name, each.box.public_key()) for each in (BOARD, OTHER)]
OCTETS = hand_out(CONTENT, SESSION, NAMED, ROOM.signing)
SIGNER = ROOM.signing.public_key()


def test_each_board_opens_its_own_part() -> None:
    assert len(OCTETS) == 16 + 1 + 2 * (8 + 2 + 80) + 64
    assert session_of(OCTETS, SIGNER) == SESSION
    taken = [take_key(OCTETS, each.name, each.box) for each in (BOARD, OTHER)]
    assert taken[0] is not None
    assert taken[0] == taken[1]


def test_a_board_that_is_not_named_opens_nothing() -> None:
    stranger = machine("board-3", Role.BOARD)
    assert take_key(OCTETS, stranger.name, stranger.box) is None
    assert take_key(OCTETS, BOARD.name, stranger.box) is None


def test_no_altered_octet_is_believed() -> None:
    for place in range(len(OCTETS)):
        altered = bytearray(OCTETS)
        altered[place] ^= 1
        assert session_of(bytes(altered), SIGNER) is None


def test_cut_octets_raise_nothing() -> None:
    for length in range(len(OCTETS)):
        assert session_of(OCTETS[:length], SIGNER) is None
        take_key(OCTETS[:length], BOARD.name, BOARD.box)
