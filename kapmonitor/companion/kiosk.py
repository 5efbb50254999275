"""The patient's side without a window: tells each change, and acts only on what it was given.

Nothing about a person is inferred. Whoever starts it says by options that the patient is the right
one, whether the cuff may be started, and whether requests are accepted; each is told when used.
What no option says is typed (`typed`), or it ends here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import CompanionView, RequestStage, Screen, TestStage
from kapmonitor.pairing.reach import Found

Told = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said by options."""

    code: str | None
    device: Found
    driver: str
    is_the_patient: bool
    allow_start: bool
    accept: bool


@dataclass(slots=True)
class Kiosk:
    """Watches a companion; its `take` is where the pictures go."""

    given: Given
    tell: Callable[[Told], None]
    press: Callable[[], None]
    """Lets a simulated person press START; nothing for a real cuff."""
    companion: Companion | None = None
    outcome: bool | None = None
    """True: ended and erased; False: it came to nothing."""
    listens: bool = False
    """Whether somebody may type what is wanted: then it is waited for."""
    _last: CompanionView = field(default_factory=CompanionView)
    _done: set[str] = field(default_factory=set)

    @property
    def view(self) -> CompanionView:
        """The newest picture."""
        return self._last

    def take(self, view: CompanionView) -> None:
        """Tell what changed."""
        last, self._last = self._last, view
        for each in changes(last, view):
            self.tell(each)

    def act(self) -> None:
        """Do the next thing that was given, if the screen asks for it. Called again and again."""
        it, view = self.companion, self._last
        if it is None:
            return
        if view.screen is Screen.ENDED:
            self.outcome = True
            return
        if view.screen is Screen.OPEN_ELSEWHERE:
            self.outcome = None if self.listens and view.may_use_here else False
            return
        self._prepare(it, view)
        self._measure(it, view)
        self._request(it, view)

    def _prepare(self, it: Companion, view: CompanionView) -> None:
        match view.screen:
            case Screen.CHECK if view.checks:
                it.go_on()
            case Screen.CODE:
                self._enter(it, view)
            case Screen.PERSON if view.person is not None and view.person.patient:
                self._confirm(it, view.person.words)
            case _:
                pass

    def _measure(self, it: Companion, view: CompanionView) -> None:
        match view.screen:
            case Screen.CUFF if self._once("cuff"):
                it.choose_cuff(self.given.device, self.given.driver)
            case Screen.TEST:
                self._test(it, view)
            case Screen.CONSENT if self._once("consent"):
                if view.cuff.can_start:
                    self._flag("start_allowed", self.given.allow_start)
                    it.allow_start(allowed=self.given.allow_start)
                it.go_on()
            case _:
                pass

    def _confirm(self, it: Companion, words: tuple[str, str]) -> None:
        """Nobody says yes or no for a patient: without either it ends here, and is kept."""
        if not self.given.is_the_patient:
            if not self.listens:
                self.tell({"event": "asks", "what": "person"})
                self.outcome = False
        elif self._once(f"person {words}"):
            self._flag("person", True)
            it.confirm_person(is_me=True)

    def _enter(self, it: Companion, view: CompanionView) -> None:
        if view.error or self.given.code is None:
            nowhere = bool(view.asks_server and view.error)
            if self.listens and not nowhere:
                return
            if not view.error:
                self.tell({"event": "asks", "what": "code"})
            self.outcome = False
        elif self._once("code"):
            it.enter_code(self.given.code)

    def _test(self, it: Companion, view: CompanionView) -> None:
        if view.test is TestStage.WANTED and self._once("press"):
            self.press()
        if view.test is TestStage.RECEIVED:
            it.go_on()

    def _request(self, it: Companion, view: CompanionView) -> None:
        request = view.request
        if request is None:
            return
        if self._once(f"shown {request.id}"):
            it.request_shown(request.id)
        if request.by_program or request.stage is not RequestStage.WAITING:
            return
        if self.given.accept and self._once(f"accepted {request.id}"):
            self._flag("request_accepted", True)
            it.accept_request(request.id)
            self.press()

    def _flag(self, what: str, said: bool) -> None:
        self.tell({"event": "given_by_option", "what": what, "said": said})

    def _once(self, what: str) -> bool:
        new = what not in self._done
        self._done.add(what)
        return new


def changes(last: CompanionView, view: CompanionView) -> Iterator[Told]:
    """Yield what is to be told of one picture after another."""
    plain = ("screen", "error", "trouble", "test", "dot", "waiting", "message", "help")
    for name in plain:
        value = getattr(view, name)
        if value != getattr(last, name):
            yield {"event": name, name: value}
    if view.person is not None and view.person != last.person:
        person = view.person
        yield {
            "event": "person",
            "therapist": person.therapist,
            "patient": person.patient,
            "words": list(person.words),
        }
    if (view.sent_at, view.sent_arrived) != (last.sent_at, last.sent_arrived) and view.sent_at:
        yield {"event": "reading", "arrived": view.sent_arrived, **_values(view)}
    if (view.cuff.stage, view.cuff.text) != (last.cuff.stage, last.cuff.text):
        yield {"event": "cuff", "stage": view.cuff.stage, "text": view.cuff.text}
    now, before = view.request, last.request
    if now is not None and (before is None or (now.id, now.stage) != (before.id, before.stage)):
        yield {"event": "request", "id": now.id, "stage": now.stage, "left_s": now.left_s}
    if now is None and before is not None:
        yield {"event": "request_over", "id": before.id}


def _values(view: CompanionView) -> Told:
    """Return what was measured, where the therapist's side lets the patient see it."""
    it = view.reading
    if it is None or not view.values_shown:
        return {}
    return {"systolic": it.systolic, "diastolic": it.diastolic, "pulse_rate": it.pulse_rate}
