"""A fault of the therapist's own program: told, and over as soon as it can be."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import Attachment, Tell, Trouble
from kapmonitor.link.code import heard
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker, MemoryCable
from kapmonitor.link.pairing import Failure
from kapmonitor.settings import Settings, save
from kapmonitor.telehealth.view import Badge, Pairing
from kapmonitor.telehealth.words import of_failure, of_trouble
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import Patient, Therapist, _finish


class Server(MemoryBroker):
    """A broker that the therapist's side cannot always make a cable to."""

    ours_fail = False

    def cable(self, attachment: Attachment, tell: Tell) -> MemoryCable:
        if self.ours_fail and attachment.client.startswith("s"):
            raise RuntimeError("a bug of ours")
        return super().cable(attachment, tell)


async def _joined(therapist: Therapist, folder: Path, server: Server) -> Patient:
    therapist.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
    view = await therapist.until(lambda link: link.pairing is Pairing.WAITING)
    assert view.code is not None
    code = heard(view.code.spoken)
    assert code is not None
    server.ours_fail = True  # between the code and the link
    paired = await join(code, server.cable, os.urandom)
    assert isinstance(paired, Paired)
    return Patient(folder, server, paired)


def test_a_code_that_cannot_be_made_is_told_and_another_may_be_made(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.telehealth.hosting: the meeting failed")

    async def course() -> None:
        server = Server()
        therapist = Therapist(tmp_path, server)
        therapist.open_session()
        server.ours_fail = True
        therapist.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
        view = await therapist.until(lambda link: link.pairing is Pairing.FAILED)
        assert view.why == of_failure(Failure.OUT_OF_TURN)
        server.ours_fail = False
        therapist.room.telehealth(lambda desk: desk.new_code(), THERAPIST)
        view = await therapist.until(lambda link: link.pairing is Pairing.WAITING)
        assert (view.why, view.code is not None) == ("", True)
        await therapist.room.close()

    play(course())


def test_a_certificate_that_is_gone_is_told_in_words_and_once_in_the_log(
    tmp_path: Path, expect_log: ExpectedLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("WARNING kapmonitor.link.mqtt: no connection can be begun: No such file")

    async def course() -> None:
        gone = str(tmp_path / "gone.pem")
        save(tmp_path, Settings(telehealth_broker="mqtts://localhost", telehealth_ca_file=gone))
        therapist = Therapist(tmp_path, None)
        therapist.open_session()
        therapist.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
        view = await therapist.until(lambda link: link.why == of_trouble(Trouble.FILES))
        assert (view.pairing, view.code) == (Pairing.CLAIMING, None)
        await therapist.room.close()

    play(course())
    (told,) = [each for each in caplog.records if each.levelname == "WARNING"]
    assert not told.exc_info


def test_a_line_that_cannot_be_made_is_told_and_made_as_soon_as_it_can(
    tmp_path: Path, expect_log: ExpectedLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("ERROR kapmonitor.telehealth.station: the link's line failed")

    async def course() -> None:
        server = Server()
        therapist = Therapist(tmp_path, server)
        therapist.open_session()
        patient = await _joined(therapist, tmp_path, server)
        view = await therapist.until(lambda link: link.why == of_trouble(Trouble.BROKEN))
        assert view.pairing is Pairing.WORDS
        server.ours_fail = False
        await therapist.until(lambda link: link.badge is Badge.OK)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.pairing is Pairing.CONNECTED)
        server.ours_fail = True
        await _pushed_out(therapist, server)
        await asyncio.sleep(20)  # it comes back after five seconds, and cannot
        assert therapist.link.badge is Badge.DOWN
        server.ours_fail = False
        await therapist.until(lambda link: link.badge is Badge.OK)
        await _finish(therapist, patient)

    play(course())
    first, *later = [each for each in caplog.records if each.levelname == "ERROR"]
    assert first.exc_info
    assert not any(each.exc_info for each in later)


async def _pushed_out(therapist: Therapist, server: Server) -> None:
    """Let another program with the therapist's name be there for a moment."""
    session = therapist.shown[-1].session
    assert session is not None
    assert session.remote.link is not None
    name = f"s{Topics(bytes.fromhex(session.remote.link)).client}"
    rival = MemoryBroker.cable(server, Attachment(client=name, hears=()), lambda _told: None)
    rival.open()
    await asyncio.sleep(1)
    rival.close()
