"""The samples of a stream as the charts draw them: what is joined, what stands alone. Pure; no Qt.

A line joins only neighbours of one source that were measured close together and that count. What
a person typed, what came out of a memory and what was excluded stands by itself, with its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devices.measurement import Provenance
from kapmonitor.language import say
from kapmonitor.session.readings import STREAM_GAP_S
from kapmonitor.session.state import Sample
from kapmonitor.session.vocabulary import Role

ValueOf = Callable[[Sample], float | None]


@dataclass(frozen=True, slots=True)
class Lone:
    """A value that no line may hold."""

    sample: Sample
    value: float
    mark: str
    """A word where it is not an ordinary sample: typed, stored, excluded."""


@dataclass(frozen=True, slots=True)
class Strands:
    """Samples apart: lines of neighbours, and what stands alone."""

    lines: tuple[tuple[tuple[Sample, float], ...], ...]
    lone: tuple[Lone, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether there is no value at all."""
        return not self.lines and not self.lone


def heart_rate(sample: Sample) -> float | None:
    """Return the heart rate of a sample."""
    return sample.heart_rate


def saturation(sample: Sample) -> float | None:
    """Return the SpO2 of a sample."""
    return sample.spo2


def mark_of(sample: Sample) -> str:
    """Return the word for a sample that no line may hold; empty for an ordinary one."""
    if sample.error_reason is not None:
        return say("excluded")
    if sample.provenance is Provenance.MANUAL:
        return say("typed")
    return "" if sample.counts else sample.provenance.value


def joined(before: Sample, after: Sample) -> bool:
    """Return whether a line may go from one ordinary sample of a source to its next."""
    return after.at.elapsed_s - before.at.elapsed_s <= STREAM_GAP_S


def strands(samples: Iterable[Sample], value_of: ValueOf) -> Strands:
    """Return the samples of a session apart, by source; None of a value breaks its line."""
    lines: list[list[tuple[Sample, float]]] = []
    lone: list[Lone] = []
    open_lines: dict[Role, list[tuple[Sample, float]]] = {}
    for sample in samples:
        value, mark = value_of(sample), mark_of(sample)
        if value is None or mark:
            if value is not None:
                lone.append(Lone(sample, value, mark))
            elif not mark:
                open_lines.pop(sample.role, None)
            continue
        line = open_lines.get(sample.role)
        if line is None or not joined(line[-1][0], sample):
            line = open_lines[sample.role] = []
            lines.append(line)
        line.append((sample, value))
    lone += [Lone(*line[0], "") for line in lines if len(line) == 1]
    return Strands(
        tuple(tuple(line) for line in lines if len(line) > 1),
        tuple(sorted(lone, key=lambda one: one.sample.seq)),
    )
