"""The telehealth link of a room's session: made when first asked for, imported not before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kapmonitor.clock import Clock
from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.record.data_key import DataKey
from kapmonitor.session.event import Entry
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin, Setting
from kapmonitor.settings import Settings, SettingsFault, load
from kapmonitor.surroundings import Surroundings
from kapmonitor.telehealth.reach import against, path_of
from kapmonitor.telehealth.view import LinkView, TelehealthDesk

if TYPE_CHECKING:
    from kapmonitor.engine import Engine
    from kapmonitor.link.cable import Cables
    from kapmonitor.telehealth.service import Telehealth

STILL_COMING = mark(
    "Readings are still on the way from the patient's side. Wait until they are here, or stop "
    "waiting on the telehealth panel."
)

LOOKS_AGAIN_S = 5.0
"""An address that is entered in the settings meanwhile counts from the next look on."""


class LinkOfSession:
    """At most one link, of the session that is open. Use from the engine's loop only."""

    def __init__(
        self, folder: Path, clock: Clock, show: Callable[[], None], around: Surroundings
    ) -> None:
        self._folder, self._clock, self._show = folder, clock, show
        self._cables, self._entropy = around.cables, around.entropy
        self._made: Telehealth | None = None
        self._unavailable = ""
        self._looks_s = 0.0

    def ask(
        self,
        ask: Callable[[TelehealthDesk], None],
        origin: Origin,
        engine: Engine,
        key: DataKey | None,
    ) -> None:
        """Ask something of it in a person's name."""
        made = self._of(engine, key)
        if made is not None:
            made.by = origin
            ask(made)
        self._show()

    def resume(self, session: Session, origin: Origin, engine: Engine, key: DataKey | None) -> None:
        """Go on with the link of a session that was left unfinished, where it has one."""
        if session.remote.link is None:
            return
        made = self._of(engine, key)
        if made is not None:
            made.by = origin
            made.resume(session, session.id, origin)

    def follow(self, session: Session, entries: tuple[Entry, ...], *, saved: bool) -> None:
        """Carry out what new entries ask of the patient's side."""
        if self._made is not None:
            self._made.follow(session, entries, saved=saved)

    def against_leaving(self) -> tuple[str, ...]:
        """Return why the session stays open."""
        waits = self._made is not None and self._made.waits
        return (say(STILL_COMING),) if waits else ()

    def shown_in(self, snapshot: Snapshot) -> Snapshot:
        """Return a snapshot with the link in it."""
        if self._made is None:
            self._look(snapshot.session)
            if not self._unavailable:
                return snapshot
            return replace(snapshot, link=LinkView(unavailable=self._unavailable))
        from kapmonitor.telehealth.shown import picture

        now_s = asyncio.get_running_loop().time()
        return replace(snapshot, link=picture(self._made, snapshot.session, snapshot.at, now_s))

    def _look(self, session: Session | None) -> None:
        """Say from the start why no link can be made, and no longer once the settings allow it."""
        now_s = asyncio.get_running_loop().time()
        if session is None or session.setting is not Setting.TELEHEALTH or now_s < self._looks_s:
            return
        self._looks_s = now_s + LOOKS_AGAIN_S
        self._unavailable = against(self._settings()) if self._cables is None else ""

    def _settings(self) -> Settings:
        with suppress(SettingsFault):  # the first page tells of it
            return load(self._folder)
        return Settings()

    async def close(self) -> None:
        """Hang up."""
        made, self._made = self._made, None
        self._unavailable, self._looks_s = "", 0.0
        if made is not None:
            await made.close()

    def _of(self, engine: Engine, key: DataKey | None) -> Telehealth | None:
        if self._made is not None:
            return self._made
        settings = self._settings()
        self._unavailable = against(settings) if self._cables is None else ""
        if self._unavailable:
            return None
        from kapmonitor.telehealth.hosting import Reach
        from kapmonitor.telehealth.kept_root import Roots
        from kapmonitor.telehealth.service import Telehealth

        reach = Reach(
            cables=self._cables or _cables(settings),
            page=settings.telehealth_page,
            patients=settings.telehealth_patients,
            practice=settings.practice_name,
            entropy=self._entropy,
        )
        self._made = Telehealth(engine, self._clock, Roots(self._folder, key), reach)
        self._made.changed = self._show
        return self._made


def _cables(settings: Settings) -> Cables:
    from kapmonitor.link.broker import broker_at
    from kapmonitor.link.mqtt import cables_to

    return cables_to(
        broker_at(
            settings.telehealth_broker,
            authorities=path_of(settings.telehealth_ca_file),
            certificate=path_of(settings.telehealth_certificate),
            key=path_of(settings.telehealth_key),
        )
    )
