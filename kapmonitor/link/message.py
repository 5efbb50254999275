"""What an envelope may say: one frozen class for each message, and how it stands in JSON.

Instants are milliseconds, blood pressure mmHg, pulse 1/min; what was not measured is None. `at` is
the patient's wall clock, `up` the same machine's monotonic one, `ep` the epoch in which both hold
together (`offset`). Keys that are not known are ignored. A message that is not known, or not
shaped as promised, becomes `Unknown`: kept, acknowledged and shown, never dropped, and it never
holds up the messages behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kapmonitor.link.envelope import Body
from kapmonitor.link.fields import (
    FLAG,
    INSTANT,
    KEY,
    NUMBER,
    OCTETS,
    TEXT,
    WHOLE,
    Family,
    many,
    maybe,
    message,
    one_of,
    part,
    said,
    spans,
    text_up_to,
)

FORMAT = 1
"""`v` of every message."""

LONGEST_TEXT = 200


@message
class Cuff:
    """What the patient's side knows of its cuff."""

    id: str = said("id", TEXT)
    model: str = said("model", TEXT)
    slot: int | None = said("slot", maybe(WHOLE), default=None)
    battery_percent: int | None = said("bat", maybe(WHOLE), default=None)
    driver: str | None = said("drv", maybe(TEXT), default=None)
    """How it is read: a request can be made before it has given anything."""


@message
class Hello:
    """The patient's program has started: the first message of each of its processes."""

    instance: str = said("inst", KEY)
    app: str = said("app", TEXT)
    system: str = said("os", TEXT)
    epoch: int = said("ep", WHOLE)
    can: tuple[str, ...] = said("caps", many(TEXT), default=())
    """start, cancel, live_pressure, hr."""
    cuff: Cuff | None = said("cuff", maybe(part(Cuff)), default=None)
    zone_min: int = said("tz", WHOLE)
    resume_of: str | None = said("resume_of", maybe(TEXT), default=None)
    """The session that this one goes on from, after the therapist's machine was lost."""


@message
class Reading:
    """One blood pressure as the cuff gave it; `raw` lets this side decode it again."""

    id: str = said("id", KEY)
    source: str = said("src", one_of("cuff", "manual", "sim"))
    systolic: float | None = said("sys", maybe(NUMBER))
    diastolic: float | None = said("dia", maybe(NUMBER))
    mean: float | None = said("map", maybe(NUMBER))
    pulse_rate: float | None = said("pr", maybe(NUMBER))
    unit: str = said("unit", TEXT)
    """As measured; the numbers are mmHg in any case."""
    status: tuple[str, ...] = said("st", many(TEXT), default=())
    user: int | None = said("user", maybe(WHOLE), default=None)
    cuff_time: str | None = said("ct", maybe(TEXT), default=None)
    at: int = said("at", INSTANT)
    up: int = said("up", INSTANT)
    epoch: int = said("ep", WHOLE)
    ago: int | None = said("ago", maybe(INSTANT), default=None)
    """How long before `at`, when the cuff's computer heard of it, it was taken; None: not known."""
    within: int | None = said("pm", maybe(INSTANT), default=None)
    """How wrong `ago` may be at most, in ms."""
    verdict: str = said("verdict", one_of("live", "stored", "unconfirmed"))
    request: str | None = said("cmd", maybe(KEY), default=None)
    raw: bytes | None = said("raw", maybe(OCTETS), default=None)
    channel: str | None = said("ch", maybe(TEXT), default=None)
    driver: str | None = said("drv", maybe(TEXT), default=None)
    cuff: str | None = said("dev", maybe(TEXT), default=None)


@message
class HeartRates:
    """Heart rates of at most 30 s: the first at `t0`, the others `step` apart."""

    t0: int = said("t0", INSTANT)
    epoch: int = said("ep", WHOLE)
    step: int = said("dt", WHOLE)
    values: tuple[float | None, ...] = said("v", many(maybe(NUMBER)))


@message
class State:
    """Something about the patient's side changed; what is None did not."""

    cuff: str | None = said("cuff", maybe(TEXT), default=None)
    power: str | None = said("power", maybe(TEXT), default=None)
    battery_percent: int | None = said("bat", maybe(WHOLE), default=None)
    sight: str | None = said("vis", maybe(TEXT), default=None)
    slept_ms: int | None = said("slept", maybe(WHOLE), default=None)
    epoch: int | None = said("ep", maybe(WHOLE), default=None)
    error: str | None = said("error", maybe(TEXT), default=None)
    """`cannot_record`: the patient's disk takes nothing."""
    may_start: bool | None = said("start", maybe(FLAG), default=None)
    """The patient's word on whether the therapist may start the cuff."""


@message
class Reply:
    """How far a request has come on the patient's side."""

    request: str = said("cmd", KEY)
    stage: str = said(
        "st", one_of("shown", "accepted", "declined", "started", "done", "failed", "expired")
    )
    why: str | None = said("why", maybe(text_up_to(LONGEST_TEXT)), default=None)


@message
class Symptom:
    """The patient reported something."""

    code: str = said("code", TEXT)
    text: str = said("text", text_up_to(LONGEST_TEXT), default="")


@message
class Help:
    """The patient pressed *I need help*."""

    code: str = said("code", TEXT, default="help")
    text: str = said("text", text_up_to(LONGEST_TEXT), default="")


@message
class Bye:
    """The patient's program ends as planned."""


@message
class Pong:
    """The answer to a ping: a sign of life, and a sample of two clocks."""

    nonce: str = said("n", KEY)
    asked: int = said("t1", INSTANT)
    heard: int = said("t2", INSTANT)
    sent: int = said("t3", INSTANT)
    head: int = said("head", WHOLE)
    """The last reliable number that the patient's side has written."""
    waiting: int = said("una", WHOLE)
    """How many of them are not acknowledged."""
    instance: str = said("inst", KEY)
    epoch: int = said("ep", WHOLE)


@message
class Command:
    """The therapist asks for something; after `ttl` ms it is void."""

    id: str = said("id", KEY)
    do: str = said("do", one_of("measure", "show", "cancel"))
    text: str = said("text", text_up_to(LONGEST_TEXT), default="")
    at: int = said("at", INSTANT)
    ttl: int = said("ttl", WHOLE)
    start: bool = said("start", FLAG, default=False)
    """The cuff may be started from here: consented to before the dose."""


@message
class Who:
    """Whom the patient is connected to, and as whom."""

    therapist: str = said("therapist", TEXT)
    patient: str = said("patient", TEXT)


@message
class End:
    """The session is over: deliver what is left, then erase."""


@message
class Ping:
    """A question that only a living patient's side can answer, with what has been kept so far."""

    nonce: str = said("n", KEY)
    sent: int = said("t1", INSTANT)
    kept: int = said("cum", WHOLE)
    beyond: tuple[tuple[int, int], ...] = said("sel", spans(), default=())
    calls: int | None = said("calls", maybe(WHOLE), default=None)
    """How many calls for help among what has been kept nobody has answered by name; None: not told.
    """


@message
class Acknowledgement:
    """All numbers up to `kept` are in the therapist's record, and those from-to `beyond` it."""

    kept: int = said("cum", WHOLE)
    beyond: tuple[tuple[int, int], ...] = said("sel", spans(), default=())


@message
class Lost:
    """What the broker says for a patient's side whose connection died."""

    instance: str = said("inst", KEY)


@message
class Welcome:
    """The end of a pairing: the session that was opened for this patient."""

    session: str = said("sid", KEY)
    can: tuple[str, ...] = said("caps", many(TEXT), default=())
    """`values`: the patient's screen may show what was measured."""
    key_id: int = said("kid", WHOLE, default=0)
    """More than 0: the same session goes on under a renewed key."""
    after: int = said("after", WHOLE, default=0)
    """The highest number that the record knows: a side that has lost its store goes on behind."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message of a newer program, or one that is not shaped as promised."""

    type: str
    body: Body


Message: TypeAlias = (
    Hello
    | Reading
    | HeartRates
    | State
    | Reply
    | Symptom
    | Help
    | Bye
    | Pong
    | Command
    | Who
    | End
    | Ping
    | Acknowledgement
    | Lost
    | Welcome
    | Unknown
)

ALL = Family(
    FORMAT,
    {
        "hello": Hello,
        "reading": Reading,
        "hr": HeartRates,
        "state": State,
        "reply": Reply,
        "sym": Symptom,
        "help": Help,
        "bye": Bye,
        "pong": Pong,
        "cmd": Command,
        "who": Who,
        "end": End,
        "ping": Ping,
        "ack": Acknowledgement,
        "lost": Lost,
        "welcome": Welcome,
    },
)


def body_of(told: Message) -> Body:
    """Return a message as it stands in JSON."""
    return told.body if isinstance(told, Unknown) else ALL.body_of(told)


def message_of(body: Body) -> Message:
    """Return the message of a body; `Unknown` for what is not known or misshapen."""
    found: Message | None = ALL.message_of(body)
    name = body.get("t")
    return found or Unknown(name if isinstance(name, str) else "", body)
