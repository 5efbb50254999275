"""The people of a simulated session: one loop that looks, decides and acts.

Everything goes through the same intents a window would send, as operator *Simulated therapist*.
What is refused is tried again later, as a person would; nothing is forced. Where the scenario
hands over to a person at the window, they connect the devices and press START on the cuff, which
nobody else can reach, and do nothing more.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

from devices.simulator import Scenario, Simulation
from devices.simulator.moment import Anchor
from devices.simulator.people import AlarmsIgnored, ProgramCrashes
from kapmonitor.port import Answer
from kapmonitor.rehearsal.afar import Afar
from kapmonitor.rehearsal.dosing import baseline
from kapmonitor.rehearsal.journey import acts_now, monitor
from kapmonitor.rehearsal.leaving import end_early, leave, sign
from kapmonitor.rehearsal.measuring import confirm, press_start
from kapmonitor.rehearsal.orders import SimulatedOrder, order_for
from kapmonitor.rehearsal.preparing import connect, prepare
from kapmonitor.rehearsal.scene import HURRY_S, Memory, Scene
from kapmonitor.session.event import AlarmActionRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AcknowledgeAlarms, BeginBaseline, Intent, Note
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Origin

THERAPIST = Origin(
    operator=Operator(id="simulated", name="Simulated therapist"), station="simulator"
)
AT_WINDOW = Operator(id="at-window", name="Person at the window")
"""Whoever does something at the window while a simulated session plays in it."""
LOOK_EVERY_S = 2.0
TRY_AGAIN_S = 30.0

See = Callable[[], tuple[Session, Instant, str]]
Submit = Callable[[Intent, Origin, Callable[[Answer], None]], None]


class Players:
    """Plays the people until the record is signed."""

    def __init__(  # noqa: PLR0913  each is a part of the stage
        self,
        script: Scenario,
        simulation: Simulation,
        *,
        see: See,
        submit: Submit,
        seed: int,
        afar: Afar | None = None,
    ) -> None:
        self._afar = afar
        self.look_every_s = LOOK_EVERY_S
        self._script = script
        self._simulation = simulation
        self._see = see
        self._submit = submit
        self._memory = Memory(chance=random.Random(f"people {seed}"))  # noqa: S311  invented words
        self._doses_told = 0
        self._order: SimulatedOrder | None = None

    async def play(self) -> ProgramCrashes | None:
        """Play until the session is locked, or until the script has the program crash."""
        while phase_of(self._see()[0]) is not Phase.LOCKED:
            scene = self._scene()
            for key, act in scene.acts(ProgramCrashes):
                if isinstance(act, ProgramCrashes) and scene.due(act) and scene.once(key):
                    return act
            self._look(scene)
            await asyncio.sleep(self.look_every_s)
        return None

    def _look(self, scene: Scene) -> None:
        """Do at most one thing beside pressing START."""
        self._note_anchors(scene)
        self._tell_patient(scene)
        press_start(scene)
        if self._afar is not None:
            self._afar.look(scene)
        intent = connect(scene) if scene.by_hand else self._next(scene)
        if intent is not None and self._may_try(scene, intent):
            self._try(scene, intent)

    def _scene(self) -> Scene:
        session, at, head = self._see()
        self._order = self._order or order_for(session.preset.route)
        return Scene(
            session=session,
            at=at,
            head=head,
            script=self._script,
            order=self._order,
            simulation=self._simulation,
            memory=self._memory,
            afar=self._afar is not None,
        )

    def _next(self, scene: Scene) -> Intent | None:
        phase = phase_of(scene.session)
        if phase is Phase.CLOSED:
            parted = self._afar is None or self._afar.is_over(scene)
            return sign(scene) if parted else None
        early = end_early(scene)
        if early is not None:
            return early
        answered = _answer_alarms(scene)
        if answered is not None:
            return answered
        confirmed = confirm(scene)
        if confirmed is not None:
            return confirmed
        match phase:
            case Phase.PREPARATION:
                return self._prepared(prepare(scene))
            case Phase.BASELINE:
                return next(acts_now(scene), None) or baseline(scene)
            case Phase.MONITORING:
                return monitor(scene)
            case _:
                return leave(scene)

    def _prepared(self, intent: Intent | None) -> Intent | None:
        """With the patient at home, the baseline waits for an accepted test reading."""
        waits = self._afar is not None and not self._afar.is_ready
        return None if waits and isinstance(intent, BeginBaseline) else intent

    def _may_try(self, scene: Scene, intent: Intent) -> bool:
        after = self._memory.refused.get(type(intent).__name__, 0.0)
        return scene.at.elapsed_s >= after

    def _try(self, scene: Scene, intent: Intent) -> None:
        def answered(answer: Answer) -> None:
            if answer.refusals:
                name = type(intent).__name__
                self._memory.refused[name] = scene.at.elapsed_s + TRY_AGAIN_S

        self._submit(intent, THERAPIST, answered)

    def _note_anchors(self, scene: Scene) -> None:
        session = scene.session
        moments = {
            Anchor.OPEN: session.opened,
            Anchor.BASELINE: session.baseline_begun,
            Anchor.GATE: session.gate_at,
            Anchor.DOSE: session.doses[0].taken if session.doses else None,
            Anchor.RETURN: session.returned,
            Anchor.CHECK: session.check_opened,
        }
        for anchor, moment in moments.items():
            if moment is not None:
                self._memory.anchors.setdefault(anchor, moment)

    def _tell_patient(self, scene: Scene) -> None:
        """Let the body know of each dose; the devices then measure what follows from it."""
        loop_now = asyncio.get_running_loop().time()
        for dose in scene.session.doses[self._doses_told :]:
            ago = scene.at.elapsed_s - dose.taken.elapsed_s
            self._simulation.take_dose(dose.route, dose.amount, at_s=loop_now - ago)
        self._doses_told = len(scene.session.doses)


def _answer_alarms(scene: Scene) -> Intent | None:
    if any(
        isinstance(act, AlarmsIgnored) and scene.within(act, act.lasts_min)
        for _key, act in scene.acts(AlarmsIgnored)
    ):
        return None
    for alarm in scene.session.alarms.values():
        if alarm.acknowledged is None and scene.since(alarm.raised) >= HURRY_S:
            return AcknowledgeAlarms(codes=(alarm.code,))
        if alarm.acknowledged is not None and scene.once(f"did {alarm.raised_seq}"):
            return Note(fact=AlarmActionRecorded(code=alarm.code, did="checked the patient"))
    return None
