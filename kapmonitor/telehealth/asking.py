"""Requests for a reading at the patient's side: once, in time, and never after a restart."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from kapmonitor.language import say
from kapmonitor.link.message import Command
from kapmonitor.link.peer import LinkState
from kapmonitor.session.event import Entry, MeasurementRequested, RequestEnded
from kapmonitor.session.intent import RequestFailed
from kapmonitor.session.intents.remote import RemoteRequestStaged
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import RequestStage
from kapmonitor.telehealth import words
from kapmonitor.telehealth.core import Core
from kapmonitor.telehealth.station import Station, name_of

START_TTL_S, PROMPT_TTL_S = 30.0, 120.0
"""A request that starts the cuff lapses soon; a prompt stays on the screen while it may help."""
ANSWERED_WITHIN_MS = 240_000
"""So long after a request's own time no cuff measures any more: who is silent then stays so."""


@dataclass(slots=True)
class Sent:
    """A request that went out."""

    request: str
    name: str
    at_ms: int
    ttl_ms: int
    starts: bool


class Asking:
    """What was asked last; empty after a restart, so that nothing goes out twice."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.sent: Sent | None = None

    def follow(
        self,
        session: Session,
        entries: tuple[Entry, ...],
        station: Station | None,
        *,
        saved: bool,
    ) -> None:
        """Carry out what the newest entries ask."""
        for entry in entries:
            match entry.event:
                case MeasurementRequested() as wanted if self._is_ours(session, wanted):
                    self._request(session, wanted, station, saved=saved)
                case RequestEnded(request=request):
                    self._take_back(request, station)
                case _:
                    pass

    def lapse(self, session: Session, now_ms: int) -> None:
        """Say of a request that it lapsed, where the patient's side was never heard of it; or that
        no answer came, where it was and has fallen silent."""
        sent = self.sent
        if sent is None or now_ms < sent.at_ms + sent.ttl_ms:
            return
        told = session.remote.stage_of(sent.request)
        if told is not None and told.stage is RequestStage.SENT:
            given = RemoteRequestStaged(request=sent.request, stage=RequestStage.EXPIRED)
            self._core.post(given)
        elif now_ms >= sent.at_ms + sent.ttl_ms + ANSWERED_WITHIN_MS:
            self._give_up(session, say(words.NO_ANSWER))

    def end(self) -> None:
        """The link is ended: what is still asked for will not come."""
        session = self._core.session
        if session is not None:
            self._give_up(session, say(words.LINK_ENDED))

    def _give_up(self, session: Session, why: str) -> None:
        request, sent = session.request, self.sent
        if request is not None and sent is not None and request.request == sent.request:
            self._core.post(RequestFailed(request=request.request, reason=why))

    @staticmethod
    def _is_ours(session: Session, wanted: MeasurementRequested) -> bool:
        cuff = session.devices.get(wanted.role)
        return cuff is not None and cuff.address.startswith("link://")

    def _request(
        self,
        session: Session,
        wanted: MeasurementRequested,
        station: Station | None,
        *,
        saved: bool,
    ) -> None:
        fault = "" if saved else say(words.NOT_RECORDED)
        if station is None or station.state is LinkState.DOWN or not station.end.is_connected:
            fault = fault or say(words.DOWN)
        if session.remote.words_same is not True:
            fault = fault or say(words.WORDS_FIRST)
        if fault or station is None:
            self._post_soon(RequestFailed(request=wanted.request, reason=fault))
            return
        program = session.remote.patient.program
        able = program is not None and "start" in program.can
        starts = wanted.by_program and able and session.remote.start_allowed is True
        name, now = name_of(station.link, wanted.request), station.now_ms()
        ttl = round((START_TTL_S if starts else PROMPT_TTL_S) * 1000)
        self.sent = Sent(wanted.request, name, now, ttl, starts)
        station.say(Command(id=name, do="measure", at=now, ttl=ttl, start=starts))
        self._post_soon(RemoteRequestStaged(request=wanted.request, stage=RequestStage.SENT))

    def _take_back(self, request: str, station: Station | None) -> None:
        sent = self.sent
        if sent is None or station is None or sent.request != request:
            return
        session, now = self._core.session, station.now_ms()
        told = None if session is None else session.remote.stage_of(request)
        # Not for the request's own time: a cuff that began in it goes on after it. A taking back
        # that comes late stops nothing else, for it names its request.
        if told is None or not told.stage.ends:
            station.say(Command(id=sent.name, do="cancel", at=now, ttl=ANSWERED_WITHIN_MS))

    def _post_soon(self, given: RequestFailed | RemoteRequestStaged) -> None:
        asyncio.get_running_loop().call_soon(self._core.post, given)
