"""What the cuff tells during a session becomes messages; requests are answered along the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from devices.event import LinkChanged, LinkState, Measured, MeasurementFailed
from devices.measurement import BloodPressure, HeartRate, Provenance
from kapmonitor.clock import Clock
from kapmonitor.companion.cuff import CuffSide
from kapmonitor.companion.reading import Origin, Rates, message_of
from kapmonitor.companion.requests import RESTARTED, Requests
from kapmonitor.companion.session import OpenSession, Said
from kapmonitor.companion.view import CompanionView, CuffStage, ReadingView, TestStage
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.message import Command, Message, Reply, State

_TOLD = {
    LinkState.READY: "ready",
    LinkState.MEASURING: "busy",
    LinkState.ABSENT: "gone",
    LinkState.LOST: "gone",
}
LOW_BATTERY_PERCENT = 20.0
_READING_NAME = 16


class Measuring:
    """From device events to messages. Use from the program's loop only."""

    def __init__(
        self, session: OpenSession, cuff: CuffSide, clock: Clock, entropy: Entropy
    ) -> None:
        self._session, self._cuff, self._clock, self._entropy = session, cuff, clock, entropy
        self.requests = Requests()
        self.values_shown = False
        self.may_start: Callable[[], bool] = _not_allowed
        self._rates = Rates()
        self._cuff_told = ""
        self._low_told = False
        self._test = TestStage.WANTED
        self._test_text = ""
        self._test_said: Said | None = None
        self._last: ReadingView | None = None
        self._last_said: Said | None = None

    def take(self, event: object) -> None:
        """Take what the cuff told."""
        self._session.look_at_clocks()
        match event:
            case Measured(measurement=BloodPressure() as value):
                self._measured(event, value)
            case Measured(measurement=HeartRate(heart_rate=rate)):
                session = self._session
                self._say(self._rates.take(rate, session.now(), session.end.epoch))
            case MeasurementFailed(provenance=provenance, reason=reason, text=text):
                if provenance is not Provenance.STORED:
                    self.reply(self.requests.no_value(reason.value))
                    self._test_is(TestStage.FAILED, text or reason.value)
            case LinkChanged(state=state) if state in _TOLD:
                self._linked(state)
            case _:
                self._look_at_battery()

    def asked(self, command: Command) -> bool:
        """Take a request for a reading; return whether the cuff is to be started for it."""
        view = self._cuff.view
        by_program = command.start and self.may_start() and view.can_start
        left_ms = self._session.left_ms(command)
        passed_ms = self._session.passed_ms()
        measures = view.stage is CuffStage.MEASURING
        asked = self.requests.ask
        self.reply(asked(command, left_ms, passed_ms, by_program=by_program, measures=measures))
        return by_program and self.requests.current == command.id

    def may_inflate(self, request: str) -> bool:
        """Note that the cuff is started for a request now; False: too late, or not again."""
        passed_ms = self._session.passed_ms()
        if not self.requests.may_start(request, passed_ms):
            return False
        self.reply(self.requests.accepted(request, passed_ms))
        return True

    def accept(self, request: str) -> None:
        """The patient presses START."""
        self.reply(self.requests.accepted(request, self._session.passed_ms()))

    def cancel(self, request: str) -> bool:
        """The therapist takes a request back; return whether the cuff is to be stopped for it."""
        stands = self.requests.current == request
        self.reply(self.requests.cancel(request))
        return stands

    def give_up(self, request: str) -> None:
        """A request of an earlier process is never carried out by this one; that is said."""
        if request:
            self.reply([Reply(request=request, stage="failed", why=RESTARTED)])

    def go_over_to(self, session: OpenSession) -> None:
        """Measure for another session from now on; what the old one asked is over."""
        self.requests.give_up()
        self._session, self._cuff_told = session, ""
        self._test_said = self._last_said = None

    def reply(self, replies: Iterable[Reply]) -> None:
        """Say how far a request has come."""
        self._say(replies)

    def beat(self) -> None:
        """Let time pass."""
        now = self._session.now()
        self.reply(self.requests.tick(self._session.passed_ms()))
        self._say(self._rates.due(now))
        if self._test_said is not None and self._session.is_delivered(self._test_said):
            self._test_said, self._test = None, TestStage.RECEIVED
        if self._last_said is not None and self._session.is_delivered(self._last_said):
            self._last_said = None

    def flush(self) -> None:
        """Say what is still being gathered."""
        self._say(self._rates.flush())

    def shown(self, view: CompanionView) -> CompanionView:
        """Return the picture with what is known here."""
        return replace(
            view,
            test=self._test,
            test_text=self._test_text,
            reading=self._last if self.values_shown else None,
            sent_at=None if self._last is None else self._last.at,
            sent_arrived=self._last is not None and self._last_said is None,
            request=self.requests.view(self._session.passed_ms()),
            simulated=self._cuff.simulated,
        )

    def _measured(self, event: Measured, value: BloodPressure) -> None:
        stored = event.provenance is Provenance.STORED
        now, taken = self._session.now(), event.taken
        ago_s, within_s = (0.0, 0.0) if taken is None else (taken.ago_s, taken.within_s)
        latest_ms = self._session.passed_ms() - round(max(0.0, ago_s - within_s) * 1000)
        answers = None if stored else self.requests.answered_by(latest_ms)
        origin = Origin(
            driver=self._cuff.driver.slug if self._cuff.driver is not None else "",
            cuff=self._cuff.id,
            channel=self._cuff.channel_of(value.frame),
            simulated=self._cuff.simulated,
            now=now,
            epoch=self._session.end.epoch,
            request=answers,
        )
        name = self._entropy(_READING_NAME)
        said = self._session.say(message_of(event, value, origin, name))
        if stored:
            return
        if answers is not None:
            self.reply(self.requests.measured())
        self._last = ReadingView(
            systolic=value.systolic,
            diastolic=value.diastolic,
            pulse_rate=value.pulse_rate,
            at=(self._clock.read().utc - timedelta(seconds=ago_s)).astimezone(self._clock.zone),
        )
        self._test_is(TestStage.SENT)
        self._test_said = self._last_said = said

    def _linked(self, state: LinkState) -> None:
        told = _TOLD[state]
        if told != self._cuff_told:
            self._cuff_told = told
            self._say([State(cuff=told)])
        if state is LinkState.MEASURING:
            self.reply(self.requests.measuring(self._session.passed_ms()))
            self._test_is(TestStage.MEASURING)

    def _look_at_battery(self) -> None:
        percent = self._cuff.view.battery_percent
        low = percent is not None and percent <= LOW_BATTERY_PERCENT
        if low and not self._low_told:
            self._say([State(cuff="lowbat")])
        self._low_told = low

    def _test_is(self, stage: TestStage, text: str = "") -> None:
        if self._test is not TestStage.RECEIVED:
            self._test, self._test_text = stage, text

    def _say(self, messages: Iterable[Message]) -> None:
        for each in messages:
            self._session.say(each)


def _not_allowed() -> bool:
    return False
