"""Alarm sound follows the session, on the chosen output; its loss and return are in the record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from kapmonitor.clock import LoopClock
from kapmonitor.port import Answer, Snapshot, SoundState
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import (
    DeviceAssigned,
    HostConditionChanged,
    ObservationRecorded,
)
from kapmonitor.session.intent import AcknowledgeAlarms, CloseWithoutDose, Intent, Note, PauseAudio
from kapmonitor.session.vocabulary import HostCondition, ObservationKind, Priority
from kapmonitor.settings import Settings, save
from kapmonitor.sound import NoOutput, Voice
from kapmonitor.sound.tones import RATE
from kapmonitor.sounding import Sounding
from kapmonitor.supervisor import DeviceSource
from tests.devices.paced import play
from tests.support.builders import START, THERAPIST, opening

RED_FLAG = ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG)


class Earbud:
    """The far end of a sound output: what a therapist would hear."""

    def __init__(self) -> None:
        self.alive = True
        self.closed = False
        self.voice = Voice(time.monotonic)

    def close(self) -> None:
        self.closed = True

    def sounds(self) -> bool:
        """Listen for half a second."""
        return any(self.voice.take(RATE // 2))


class Ears:
    """The sound outputs of a computer."""

    def __init__(self, *names: str) -> None:
        self.there = list(names)
        self.opened: list[Earbud] = []

    def open(self, name: str) -> Earbud:
        if name not in self.there:
            raise NoOutput(f'"{name}" is not there.')
        self.opened.append(Earbud())
        return self.opened[-1]

    def find(self) -> tuple[str, ...]:
        return tuple(self.there)


class House:
    """A room with ears."""

    def __init__(self, folder: Path, ears: Ears) -> None:
        self.ears = ears
        self.shown: list[Snapshot] = []
        outlets = Outlets(snapshot=self.shown.append, pressure=lambda _pressure: None)
        sound = Sounding(open_output=ears.open, find=ears.find)
        self.room = Room(
            folder,
            LoopClock(START, asyncio.get_running_loop().time),
            outlets,
            resolve=_no_devices,
            around=Surroundings(sound=sound),
        )

    @property
    def state(self) -> SoundState:
        return self.shown[-1].sound

    @property
    def earbud(self) -> Earbud:
        return self.ears.opened[-1]

    def lost(self) -> HostConditionChanged:
        """Return what the record says of the output that was lost."""
        session = self.room.session
        assert session is not None
        return session.host[HostCondition.SOUND_LOST]

    def ask(self, intent: Intent) -> None:
        answers: list[Answer] = []
        self.room.submit(intent, THERAPIST, answers.append)
        assert answers == [Answer()]

    async def until(self, state: SoundState) -> None:
        """Let the threads that find and open outputs come to an end, and seconds pass."""
        for _ in range(20_000):
            if self.state == state:
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"{self.state} stays")


@asynccontextmanager
async def house(folder: Path, ears: Ears, chosen: str = "Earbud") -> AsyncIterator[House]:
    save(folder, Settings(sound_output=chosen))
    made = House(folder, ears)
    made.room.open()
    try:
        yield made
    finally:
        await made.room.close()


def _no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise ValueError("There are no devices here.")


READY = SoundState(chosen="Earbud", ready=True)


def test_an_alarm_sounds_until_a_person_acknowledges_it(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path, Ears("Earbud", "Music")) as made:
            await made.until(READY)
            made.ask(opening())
            assert not made.earbud.sounds()
            made.ask(Note(fact=RED_FLAG))
            assert made.earbud.sounds()
            made.ask(AcknowledgeAlarms())
            assert not made.earbud.sounds()
        assert made.earbud.closed
        assert len(made.ears.opened) == 1

    play(main())


def test_a_pause_is_silent_and_ends(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path, Ears("Earbud")) as made:
            await made.until(READY)
            made.ask(opening())
            made.ask(Note(fact=RED_FLAG))
            made.ask(PauseAudio(seconds=30))
            assert not made.earbud.sounds()
            await asyncio.sleep(32)
            assert made.earbud.sounds()

    play(main())


def test_an_output_that_goes_is_told_and_one_that_comes_back_too(tmp_path: Path) -> None:
    async def main() -> None:
        ears = Ears("Earbud")
        async with house(tmp_path, ears) as made:
            await made.until(READY)
            made.ask(opening())
            ears.there.clear()
            made.earbud.alive = False
            await made.until(replace(READY, ready=False, fault='"Earbud" is not there.'))
            session = made.room.session
            assert session is not None
            assert "sound-output-lost" in session.alarms
            ears.there.append("Earbud")
            await made.until(READY)
            await asyncio.sleep(2)
            assert len(ears.opened) == 2
            assert not made.lost().active

    play(main())


def test_a_person_may_give_up_a_lost_output_and_the_record_says_how_it_sounds_now(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        ears = Ears("Earbud", "Speaker")
        async with house(tmp_path, ears) as made:
            await made.until(READY)
            made.ask(opening())
            ears.there.clear()
            made.earbud.alive = False
            await made.until(replace(READY, ready=False, fault='"Earbud" is not there.'))
            made.room.sound(lambda sound: sound.choose("Speaker"))
            await asyncio.sleep(2)
            assert made.lost().active, "it is not known yet whether that one can be had"
            made.room.sound(lambda sound: sound.choose(""))
            await asyncio.sleep(2)
            assert not made.lost().active
            assert made.lost().detail == "By light only, as chosen."

    play(main())


def test_without_a_choice_nothing_is_opened(tmp_path: Path) -> None:
    async def main() -> None:
        ears = Ears("Music")
        async with house(tmp_path, ears, chosen="") as made:
            made.room.sound(lambda sound: sound.look())
            await made.until(SoundState(outputs=("Music",)))
            made.ask(opening())
            made.ask(Note(fact=RED_FLAG))
            assert ears.opened == []

    play(main())


def test_a_person_chooses_another_and_hears_where_it_is(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path, Ears("Earbud", "Speaker")) as made:
            await made.until(READY)
            made.room.sound(lambda sound: sound.choose("Speaker"))
            assert made.earbud.closed
            await made.until(SoundState(chosen="Speaker", ready=True))
            made.room.sound(lambda sound: sound.test())
            assert made.earbud.sounds()

    play(main())


def test_a_session_that_is_over_is_silent(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path, Ears("Earbud")) as made:
            await made.until(READY)
            made.ask(opening())
            made.ask(Note(fact=RED_FLAG))
            made.ask(CloseWithoutDose(reason="Patient is unwell."))
            assert not made.earbud.sounds()

    play(main())


async def test_a_supervising_screen_calls_on_the_output_that_was_chosen() -> None:
    ears = Ears("Earbud")
    sound = Sounding(open_output=ears.open, find=ears.find)
    sound.call(Priority.HIGH)  # by light only: nothing to sound on, and the state says so
    states: list[bool] = [sound.state.ready]
    opened = asyncio.Event()

    def changed() -> None:
        states.append(sound.state.ready)
        if sound.state.ready:
            opened.set()

    sound.changed = changed
    sound.choose("Earbud")
    await opened.wait()
    assert states == [False, False, True]
    (earbud,) = ears.opened
    sound.call(Priority.HIGH)
    assert earbud.sounds()
    sound.call(None)
    assert not earbud.sounds()
    ears.there.clear()
    earbud.alive = False
    sound.call(None)
    assert "gone" in sound.state.fault
    await sound.close()
