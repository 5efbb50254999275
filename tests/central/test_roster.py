"""A roster is believed whole or not at all; private keys are made once and never replaced."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kapmonitor.central.enrolment import EnrolmentFault, enrolled, place_of
from kapmonitor.central.roster import Role, Roster, RosterRefused, read, signed
from kapmonitor.cli import main
from tests.support.rooms import LAST_DAY, card, machine

ADMIN = Ed25519PrivateKey.generate()
MEMBERS = tuple(card(machine(f"room-{each}", Role.ROOM)) for each in (1, 2))
ROSTER = Roster(clinic="Harbor", serial=3, members=MEMBERS)


def test_what_was_signed_is_read_back() -> None:
    assert read(signed(ROSTER, ADMIN), ADMIN.public_key()) == ROSTER


def test_no_altered_letter_is_believed() -> None:
    text = signed(ROSTER, ADMIN)
    compact = json.dumps(json.loads(text))
    for place, letter in enumerate(compact):
        if letter.isspace():
            continue
        other = compact[:place] + ("x" if letter != "x" else "y") + compact[place + 1 :]
        with pytest.raises(RosterRefused):
            read(other, ADMIN.public_key())


@pytest.mark.parametrize(
    "roster",
    [
        replace(ROSTER, serial=0),
        replace(ROSTER, members=(MEMBERS[0], MEMBERS[0])),
        replace(ROSTER, members=(replace(MEMBERS[0], name="a/b"),)),
        replace(
            ROSTER,
            members=tuple(
                replace(MEMBERS[0], name=f"board-{each}", role=Role.BOARD) for each in range(256)
            ),
        ),
        replace(ROSTER, members=(replace(MEMBERS[0], x25519="00"),)),
    ],
)
def test_a_signed_roster_that_makes_no_sense_is_refused_whole(roster: Roster) -> None:
    with pytest.raises(RosterRefused, match="not as this program knows it"):
        read(signed(roster, ADMIN), ADMIN.public_key())


def test_another_clinics_roster_is_refused() -> None:
    with pytest.raises(RosterRefused, match="another clinic"):
        read(signed(ROSTER, Ed25519PrivateKey.generate()), ADMIN.public_key())


def test_a_member_counts_to_its_last_day() -> None:
    (member, _) = MEMBERS
    assert member.counts(LAST_DAY)
    assert not member.counts(LAST_DAY.replace(day=28))


def test_a_clinic_is_set_up_by_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    admin, room = str(tmp_path / "admin"), str(tmp_path / "room")

    def roster(data: str, *words: str) -> int:
        return main(["--data", data, "link", "roster", *words])

    assert roster(admin, "new", "--clinic", "Harbor") == 0
    key = capsys.readouterr().out.strip()
    assert roster(admin, "new", "--clinic", "Harbor") == 2  # never replaced silently
    assert roster(room, "own", "room-1", "--role", "room", "--json") == 0
    assert '{"card": "room-1.card.json"}' in capsys.readouterr().out
    assert roster(room, "own", "room-1", "--role", "room") == 2
    secret = place_of(tmp_path / "room") / "own-keys.json"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    old = tmp_path / "admin" / "central" / "roster-signed.json"
    empty = old.read_text()
    assert roster(admin, "add", "room-1.card.json") == 0
    assert roster(room, "take", str(old)) == 2  # whose is it?
    assert roster(room, "take", str(old), "--clinic-key", key) == 0
    old.write_text(empty)
    assert roster(room, "take", str(old)) == 2  # older than the one in force
    assert "older" in capsys.readouterr().err
    assert roster(room, "broker", "mqtt://unsafe") == 2
    assert roster(room, "broker", "mqtts://localhost:1", "--authorities", "room-1.card.json") == 0
    assert enrolled(tmp_path / "room").broker.authorities == tmp_path / "room-1.card.json"
    assert roster(room, "broker", "mqtts://localhost:1") == 0
    assert roster(room, "check") == 1  # the files are in order, and no broker is there
    assert "Nothing listens there" in capsys.readouterr().err
    told = roster(room, "check", "--json"), json.loads(capsys.readouterr().out)
    assert (told[0], told[1]["name"], told[1]["broker"]) == (1, "room-1", "wrong")
    assert enrolled(tmp_path / "room").own.name == "room-1"


def test_a_machine_that_is_not_on_the_roster_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentFault, match="Make it"):
        enrolled(tmp_path)


@pytest.mark.parametrize(("day", "why"), [("2020-01-01", "is over"), ("soon", "a day is written")])
def test_a_day_that_counts_for_nothing_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    day: str,
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["new", "--clinic", "Harbor"], ["own", "room-1", "--role", "room"]):
        assert main(["--data", "one", "link", "roster", *words]) == 0
    capsys.readouterr()
    add = ["--data", "one", "link", "roster", "add", "room-1.card.json"]
    assert main([*add, "--until", day]) == 2
    assert why in capsys.readouterr().err
    assert main([*add, "--until", "9999-12-31"]) == 0
