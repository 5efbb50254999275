"""What the patient's side said, as the session takes it: placed in our time, its octets read again.

The octets of a reading are decoded here once more by the ordinary driver. What they say counts;
where that is not what the patient's program said, the reading is set aside with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from devices.catalog import find
from devices.decoder import SERIAL, Received
from devices.driver import Driver
from devices.event import Measured
from devices.measurement import BloodPressure, MeasurementStatus, PressureUnit, Provenance, Taken
from kapmonitor.language import mark, say
from kapmonitor.link.envelope import Body, Entropy, text_of
from kapmonitor.link.message import (
    Bye,
    HeartRates,
    Hello,
    Help,
    Message,
    Reading,
    Reply,
    State,
    Symptom,
)
from kapmonitor.link.offset import Offsets, Placed
from kapmonitor.session.intents.remote import (
    CuffSaid,
    EntryUnknown,
    HeartRatesSaid,
    PatientSaid,
    ProgramEnded,
    ProgramStarted,
    RemoteContent,
    RemoteMessage,
    RemotePassingState,
    RequestAnswered,
    SideChanged,
)
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.vocabulary import RequestStage

SAYS_ELSE = mark("Its octets, read here, say something else than the patient's program did.")
NOT_READABLE = mark("Its octets hold no reading.")
UNVERIFIED = frozenset({"microlife_bt"})
"""Cuffs whose reading is a piece of a longer answer with one checksum: nothing is read again."""
PULSE_APART = frozenset({"ge_dinamap"})
"""Cuffs that tell the pulse in a line of its own, which is not among a reading's octets."""
SIMULATED = mark("It was simulated at the patient's side, in a session that is real.")

LATEST_MS = 32_503_680_000_000
"""The year 3000: a time beyond it is none."""
LONGEST_AGO_MS = 366 * 86_400_000
"""A reading of more than a year ago is of no time that anybody needs."""
LONGEST_ROW_MS = 60_000
"""Heart rates of one message span half a minute; twice that is no row of them."""

_PROVENANCE = {"live": Provenance.LIVE, "stored": Provenance.STORED}
_MS = 1000
_LINE_END = b"\r\n"
_CANNOT_RECORD, _RECORDS_AGAIN = "cannot_record", "recording"
"""How the patient's side tells that its disk takes nothing, and takes that back."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a message is read against."""

    link: str
    simulated: bool
    driver: str
    """Of the cuff that is assigned; empty while none is."""
    offsets: Offsets
    asked: Callable[[str], str | None]
    """Returns the session's own id of a request that the patient's side names."""
    entropy: Entropy = os.urandom
    left_ms: float = 0.0
    """How far the wall's clock here has left the one by which the offsets were found."""


def taken(number: int, digest: bytes, message: Message, body: Body, scene: Scene) -> RemoteMessage:
    """Return one numbered message as the session takes it."""
    content, doubts = _content(message, number, scene)
    made = RemoteMessage(
        number=number,
        digest=digest,
        kind=str(body.get("t") or "unknown")[:16],
        content=content,
        doubts=doubts,
        body=_words(text_of(body).decode(), scene, number),
    )
    match message:
        case Reading(at=at, up=up, epoch=epoch, id=name):
            made = replace(made, reading=name, wall_ms=at, up_ms=up, epoch=epoch)
            return _placed(made, scene.offsets.place(at, epoch), scene.left_ms)
        case HeartRates(t0=at, epoch=epoch):
            made = replace(made, wall_ms=at, epoch=epoch)
            return _placed(made, scene.offsets.place(at, epoch), scene.left_ms)
        case _:
            return made


def _placed(made: RemoteMessage, placed: Placed | None, left_ms: float) -> RemoteMessage:
    if placed is None or not 0 <= placed.at_ms + left_ms < LATEST_MS:
        return made
    return replace(
        made,
        placed_utc=datetime.fromtimestamp((placed.at_ms + left_ms) / _MS, UTC),
        ahead_s=(placed.ahead_ms - left_ms) / _MS,
        bound_s=None if placed.bound_ms is None else placed.bound_ms / _MS,
    )


def _content(message: Message, number: int, scene: Scene) -> tuple[RemoteContent, tuple[str, ...]]:
    match message:
        case Reading():
            return _reading(message, scene)
        case Reply(request=request, stage=stage, why=why):
            known = scene.asked(request) or request
            words = None if why is None else _words(why, scene, number)
            return RequestAnswered(request=known, stage=RequestStage(stage), why=words), ()
        case Symptom(code=code, text=text) | Help(code=code, text=text):
            words = _words(text, scene, number) if text else None
            return PatientSaid(code=code, text=words, help=isinstance(message, Help)), ()
        case _:
            return _of_the_side(message, scene), ()


def _of_the_side(message: Message, scene: Scene) -> RemoteContent:
    match message:
        case Hello():
            return _hello(message)
        case State():
            slept = None if message.slept_ms is None else message.slept_ms / _MS
            return SideChanged(
                cuff=message.cuff,
                power=message.power,
                battery_percent=message.battery_percent,
                sight=message.sight,
                slept_s=slept,
                error="" if message.error == _RECORDS_AGAIN else message.error,
                start_allowed=message.may_start,
            )
        case HeartRates(step=step, values=values) if 0 < step * len(values) <= LONGEST_ROW_MS:
            address = f"link://{scene.link}"
            return HeartRatesSaid(
                values=values, step_s=step / _MS, driver=scene.driver, device=address
            )
        case Bye():
            return ProgramEnded()
        case _:
            return EntryUnknown()


def _hello(message: Hello) -> ProgramStarted:
    cuff = message.cuff
    return ProgramStarted(
        instance=message.instance,
        app=message.app,
        system=message.system,
        can=message.can,
        cuff_id=None if cuff is None else cuff.id,
        cuff_model=None if cuff is None else cuff.model,
        cuff_slot=None if cuff is None else cuff.slot,
        cuff_battery_percent=None if cuff is None else cuff.battery_percent,
        cuff_driver=None if cuff is None else cuff.driver,
        resume_of=message.resume_of,
    )


def _reading(message: Reading, scene: Scene) -> tuple[CuffSaid, tuple[str, ...]]:
    said = _said(message)
    read, doubts, verified = _read_again(message, said, scene)
    if message.source == "sim" and not scene.simulated:
        doubts = (*doubts, say(SIMULATED))
    provenance = _PROVENANCE.get(message.verdict, Provenance.UNCONFIRMED)
    if message.source == "manual":
        provenance = Provenance.UNCONFIRMED
    content = CuffSaid(
        event=Measured(measurement=read, provenance=provenance, taken=_taken(message)),
        driver=message.driver or scene.driver,
        device=f"link://{scene.link}",
        request=None if message.request is None else scene.asked(message.request),
        verified=verified,
    )
    return content, doubts


def _taken(message: Reading) -> Taken | None:
    """Return when it was taken before the patient's computer heard of it, as far as that knows."""
    if message.ago is None or message.within is None or message.ago > LONGEST_AGO_MS:
        return None
    return Taken(ago_s=message.ago / _MS, within_s=message.within / _MS)


def passing(link: str, message: State | Help) -> RemotePassingState:
    """Return what the patient's side told without a number, as the session takes it."""
    error = message.error if isinstance(message, State) else None
    full = error if error == _CANNOT_RECORD else None
    return RemotePassingState(link=link, error=full, help=isinstance(message, Help))


def _said(message: Reading) -> BloodPressure:
    """Return a reading in the patient's program's own numbers."""
    made = None
    with suppress(ValueError):
        made = datetime.fromisoformat(message.cuff_time) if message.cuff_time else None
        # What its display shows: a cuff knows of no zone.
        made = None if made is None else made.replace(tzinfo=None)
    units, known = set(PressureUnit), set(MeasurementStatus)
    return BloodPressure(
        systolic=message.systolic,
        diastolic=message.diastolic,
        mean=message.mean,
        pulse_rate=message.pulse_rate,
        reported_unit=PressureUnit(message.unit) if message.unit in units else PressureUnit.MMHG,
        device_time=made,
        user=message.user,
        status=tuple(MeasurementStatus(each) for each in message.status if each in known),
        frame=message.raw or b"",
    )


def _read_again(
    message: Reading, said: BloodPressure, scene: Scene
) -> tuple[BloodPressure, tuple[str, ...], bool]:
    """Return what the octets say, why the reading is doubted if it is, and whether they were read.

    A cuff of a newer program is not known here: its reading is the patient's program's word, and
    says so wherever it is shown.
    """
    slug = message.driver or scene.driver
    if message.raw is None or not is_read_again(slug):
        return said, (), False
    driver = find(slug)
    ways = dict.fromkeys((message.channel or SERIAL, *driver.channels, *driver.streams, SERIAL))
    found = [each for channel in ways for each in _decoded(driver, channel, message.raw)]
    if slug in PULSE_APART:
        found = [replace(each, pulse_rate=said.pulse_rate) for each in found]
    if not found:
        return said, (say(NOT_READABLE),), True
    same = next((each for each in found if _values(each) == _values(said)), None)
    if same is None:
        return said, (say(SAYS_ELSE),), True
    return replace(same, frame=message.raw), (), True


def is_read_again(slug: str) -> bool:
    """Return whether the octets of a cuff's readings can be read again here."""
    if slug in UNVERIFIED:
        return False
    try:
        find(slug)
    except KeyError:
        return False
    return True


def _decoded(driver: Driver, channel: str, octets: bytes) -> list[BloodPressure]:
    """Return what the driver finds in a frame; one of a line's text has lost the line's end."""
    if channel != SERIAL and channel not in driver.channels:
        return []
    decoder = driver.decoder()
    fed = [*decoder.feed(Received(channel, octets), 0.0)]
    if channel == SERIAL:
        fed += decoder.feed(Received(channel, _LINE_END), 0.0)
    return [
        each.measurement
        for each in fed
        if isinstance(each, Measured) and isinstance(each.measurement, BloodPressure)
    ]


def _values(measured: BloodPressure) -> tuple[float | None, ...]:
    return measured.systolic, measured.diastolic, measured.mean, measured.pulse_rate


def _words(text: str, scene: Scene, number: int) -> PersonalText:
    ref = f"link-{scene.link[:8]}-{number}-{scene.entropy(4).hex()}"
    return personal(text, ref=ref, salt=scene.entropy(16).hex())
