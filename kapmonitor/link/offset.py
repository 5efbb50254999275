"""What the patient's clock says in the therapist's time, and how wrong that may be.

A ping leaves at t1 and its pong arrives at t4 by the therapist's clock; the patient heard it at t2
and answered at t3 by theirs. The patient's clock is ahead by ((t2-t1)+(t3-t4))/2, give or take half
the round trip. Of the last twelve samples the one with the shortest trip counts. The difference
holds within one epoch: the patient's side begins a new one when its wall clock and its monotonic
clock part, which sleep and a corrected clock do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

SAMPLES = 12
_DRIFT = 100e-6
"""Two ordinary quartz clocks part by no more than this, second by second."""
_STEP_MS, _GAP_MS = 2_000, 3_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One ping and its pong, in ms: the first and last by our clock, the others by theirs."""

    t1: int
    t2: int
    t3: int
    t4: int

    @property
    def trip_ms(self) -> float:
        """How long the way there and back took, without the time spent answering."""
        return max(0.0, (self.t4 - self.t1) - (self.t3 - self.t2))

    @property
    def ahead_ms(self) -> float:
        """How far their clock is ahead of ours."""
        return ((self.t2 - self.t1) + (self.t3 - self.t4)) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an instant of theirs lies in our time; `bound_ms` is None where nothing bounds it."""

    at_ms: float
    ahead_ms: float
    bound_ms: float | None


@dataclass(slots=True)
class Offsets:
    """The difference of two clocks in each epoch."""

    _of_epoch: dict[int, deque[Sample]] = field(default_factory=dict)

    def take(self, epoch: int, sample: Sample) -> None:
        """Take one sample."""
        self._of_epoch.setdefault(epoch, deque(maxlen=SAMPLES)).append(sample)

    def place(self, their_ms: int, epoch: int) -> Placed | None:
        """Return an instant of an epoch in our time; None while no epoch has a sample.

        An epoch without one borrows from its neighbour, and is then unbounded.
        """
        own = self._of_epoch.get(epoch)
        near = own or self._neighbour(epoch)
        if near is None:
            return None
        best = min(near, key=lambda each: each.trip_ms)
        apart_ms = abs(their_ms - best.t2)
        bound = best.trip_ms / 2 + apart_ms * _DRIFT + 1 if own else None
        return Placed(their_ms - best.ahead_ms, best.ahead_ms, bound)

    def is_over(self, epoch: int) -> bool:
        """Return whether a later epoch was compared: this one never will be."""
        return epoch < max(self._of_epoch, default=epoch)

    def newest(self, our_ms: int) -> Placed | None:
        """Return how the newest epoch's clock stands to ours just now; None without a sample."""
        if not self._of_epoch:
            return None
        epoch = max(self._of_epoch)
        best = min(self._of_epoch[epoch], key=lambda each: each.trip_ms)
        return self.place(round(our_ms + best.ahead_ms), epoch)

    def _neighbour(self, epoch: int) -> Iterable[Sample] | None:
        if not self._of_epoch:
            return None
        return self._of_epoch[min(self._of_epoch, key=lambda each: (abs(each - epoch), each))]


class Epochs:
    """The patient's side of it: notices when its own two clocks part."""

    def __init__(self, wall_ms: int, up_ms: int, epoch: int) -> None:
        self.epoch = epoch
        self.stood_ms = 0
        """How long the monotonic clock has stood while the wall's went on, as in a sleep."""
        self._wall_ms, self._up_ms = wall_ms, up_ms

    def tick(self, wall_ms: int, up_ms: int) -> int | None:
        """Look at both clocks, every second or so.

        Return the ms that were slept or stepped over if an epoch ends here, else None.
        """
        walked, ran = wall_ms - self._wall_ms, up_ms - self._up_ms
        self._wall_ms, self._up_ms = wall_ms, up_ms
        if abs(walked - ran) <= _STEP_MS and ran <= _GAP_MS:
            return None
        self.epoch += 1
        self.stood_ms += max(0, walked - ran)
        return max(walked, ran)
