"""The output that plays alarm sound: the one that a person chose, never another.

An output that plays asks for samples, silence included, many times a second. One that no longer
asks is gone, whatever it says of itself: that is how its loss is seen. It asks in a thread of its
own, so that a window that hangs leaves an alarm sounding.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import TypeAlias

import miniaudio

from kapmonitor.language import mark, say
from kapmonitor.sound.fault import NoOutput
from kapmonitor.sound.tones import RATE
from kapmonitor.sound.voice import Voice

GONE_S = 2.0
"""An output that asked for nothing so long is gone."""

PERIOD_MS = 200
DISCARDS = "Discard all samples"
"""How ALSA describes its null device (pcm/null.conf): it takes everything and plays nothing."""
FIND_IT = mark("Connect it, or choose another.")

Backends: TypeAlias = tuple[miniaudio.Backend, ...]
_Samples: TypeAlias = Generator[bytes, int, None]


def outputs(backends: Backends = ()) -> tuple[str, ...]:
    """Return the names of the sound outputs of this computer; empty where there is no sound."""
    try:
        found = miniaudio.Devices(list(backends) or None)
        names = tuple(each["name"] for each in found.get_playbacks() if _heard(each["name"]))
    except miniaudio.MiniaudioError:
        return ()
    pretended = found.backend == "Null" and miniaudio.Backend.NULL not in backends
    return () if pretended else names


def _heard(name: str) -> bool:
    """Return whether an output can be heard at all: an alarm into nothing looks like sound."""
    return not name.startswith(DISCARDS)


class Speaker:
    """One open output and what is heard from it; only opening it raises."""

    def __init__(
        self,
        output: str,
        *,
        backends: Backends = (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises NoOutput."""
        self.output = output
        self.voice = Voice(monotonic)
        self._monotonic = monotonic
        self._asked_s = monotonic()
        self._device = _open(output, backends)
        samples = self._samples()
        next(samples)
        self._device.start(samples)

    @property
    def alive(self) -> bool:
        """Return whether the output takes samples."""
        return self._monotonic() - self._asked_s < GONE_S

    def close(self) -> None:
        """Let the output go."""
        self._device.close()

    def _samples(self) -> _Samples:
        frames = yield b""
        while True:
            self._asked_s = self._monotonic()
            frames = yield self.voice.take(frames).tobytes()


def _open(output: str, backends: Backends) -> miniaudio.PlaybackDevice:
    """Open an output by its name. Raises NoOutput."""
    chosen = list(backends) or None
    try:
        there = miniaudio.Devices(chosen).get_playbacks()
        found = {each["name"]: each["id"] for each in there if _heard(each["name"])}
        if output not in found:
            raise NoOutput(
                say('The sound output "{output}" is not there. {find_it}').format(
                    output=output, find_it=say(FIND_IT)
                )
            )
        return miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            device_id=found[output],
            backends=chosen,
            app_name="kapmonitor",
        )
    except miniaudio.MiniaudioError as fault:
        raise NoOutput(
            say('The sound output "{output}" cannot be opened ({fault}).').format(
                output=output, fault=fault
            )
        ) from fault
