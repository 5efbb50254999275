"""New digits in a session that is open: it goes on, and nothing that is kept is lost or doubled."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kapmonitor.companion.view import Dot, HelpStage, Screen
from kapmonitor.link.message import Command, End, Hello, Help, Message, Reading, State, Symptom
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home, running
from tests.support.far_side import SAID, FarSide

HOUR_S = 3600.0
OTHER = bytes(range(16, 32))


def _names(messages: list[Message]) -> list[str]:
    return [each.id for each in messages if isinstance(each, Reading)]


async def _cut_off(home: AtHome, patient: Patient, far: FarSide) -> None:
    """Lead to the calm screen; the therapist's machine dies, and a reading waits here."""
    async with running(far.meet()):
        await home.prepared(patient, far)
        await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
    await patient.until(lambda view: view.dot is Dot.NO_THERAPIST)
    await home.measured(patient)
    assert patient.view.waiting


def test_another_key_of_the_same_session_delivers_what_waited_and_asks_for_one_word(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            first = home.far()
            await _cut_off(home, patient, first)
            patient.it.new_code()
            assert (patient.view.screen, patient.view.again) == (Screen.CODE, True)
            second = home.far(
                key_id=1,
                arrived=list(first.arrived),
                after=max(each.number for each in first.arrived),
            )
            async with running(second.meet()):
                await home.let_in(patient, second)
                assert patient.view.screen is Screen.CALM
                await second.until("both", Reading, 2)
                await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
                await home.measured(patient)
                await second.until("all", Reading, 3)
                names = _names(second.of(Reading))
                assert len(set(names)) == 3
                assert [each.number for each in second.arrived] == list(
                    range(1, len(second.arrived) + 1)
                )
                second.ask(End())
                await patient.until(lambda view: view.screen is Screen.ENDED)
            left = sorted(each.name for each in (tmp_path / "companion").iterdir())
            assert left == ["session.lock", "settings.json"]

    play(session())


def test_a_no_to_another_key_leaves_the_session_as_it_was(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                wrong = home.far(session=OTHER)
                async with running(wrong.meet()):
                    await wrong.waiting.wait()
                    await _typed(patient, is_me=False)
                    await wrong.until("no", Symptom)
                    assert patient.view.screen is Screen.CALM
                    await home.measured(patient)
                    await far.until("the second", Reading, 2)
                assert not wrong.of(Reading)
                left = [each.name for each in (tmp_path / "companion" / "other").iterdir()]
                assert left == []

    play(session())


async def _typed(patient: Patient, *, is_me: bool) -> None:
    patient.it.new_code()
    patient.it.enter_code(SAID)
    await patient.until(lambda view: view.screen is Screen.PERSON)
    await patient.until(lambda view: view.person is not None and bool(view.person.patient))
    patient.it.confirm_person(is_me=is_me)


def test_another_station_gets_what_the_lost_one_had_not(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            first, second = home.far(), home.far(session=OTHER)
            await _cut_off(home, patient, first)
            patient.it.call_for_help()
            async with running(second.meet()):
                patient.it.new_code()
                await home.let_in(patient, second)
                await second.until("what waited", Reading)
                assert patient.view.screen is Screen.CALM
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                hellos = [each for each in second.of(Hello) if isinstance(each, Hello)]
                assert {each.resume_of for each in hellos} == {None, first.session.hex()}
                await home.measured(patient)
                await second.until("the next", Reading, 2)
                assert len(second.of(Help)) == 1
                told = [each for each in second.of(State) if isinstance(each, State)]
                assert [each.may_start for each in told if each.may_start is not None][-1] is False
            both = _names(first.of(Reading)) + _names(second.of(Reading))
            assert len(both) == len(set(both)) == 3
            assert not (tmp_path / "companion" / "session.json").exists()

    play(session())


def test_after_a_crash_the_session_that_took_over_goes_on(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            first, second = home.far(), home.far(session=OTHER)
            async with home.patient() as patient:
                await _cut_off(home, patient, first)
                async with running(second.meet()):
                    patient.it.new_code()
                    await home.let_in(patient, second)
            async with home.patient() as again, running(second.hold()):
                await again.until(lambda view: view.screen is Screen.CALM)
                await second.until("what waited", Reading)
                await home.measured(again)
                await second.until("the next", Reading, 2)
            assert len(set(_names(second.of(Reading)))) == 2

    play(session())


def test_a_computer_that_lost_everything_goes_on_in_the_same_session(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path / "old") as home:
            far = home.far()
            async with running(far.meet()), home.patient() as patient:
                await home.prepared(patient, far)
            home.folder = tmp_path / "new"
            again = home.far(
                key_id=1,
                arrived=list(far.arrived),
                after=max(each.number for each in far.arrived),
            )
            async with running(again.meet()), home.patient() as patient:
                await home.let_in(patient, again)
                patient.it.choose_cuff(home.cuff, home.cuff.driver or "")
                await home.measured(patient)
                await again.until("the second", Reading, 2)
                numbers = [each.number for each in again.arrived]
                assert len(numbers) == len(set(numbers))
                epochs = [each.epoch for each in again.of(Reading) if isinstance(each, Reading)]
                assert len(set(epochs)) == 2

    play(session())


def test_a_session_of_another_day_is_prepared_anew_and_gets_what_still_waited(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            first, second = home.far(), home.far(session=OTHER)
            async with home.patient() as patient:
                await _cut_off(home, patient, first)
            home.sleep(24 * HOUR_S)  # nobody ended it
            async with home.patient() as patient, running(second.meet()):
                await patient.until(lambda view: view.screen is Screen.CALM)
                patient.it.new_code()
                await home.let_in(patient, second)
                view = await patient.until(lambda view: view.screen is Screen.CUFF)
                assert view.may_start is None
                await second.until("what waited", Reading)

    play(session())


def test_a_session_that_nobody_ends_is_kept_for_a_week_and_a_week_from_when_that_is_found(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            far = home.far()
            async with home.patient() as patient:
                await _cut_off(home, patient, far)
            home.sleep(6 * 24 * HOUR_S)
            async with home.patient() as patient:
                await patient.until(lambda view: view.screen is Screen.CALM and view.waiting > 0)
            home.sleep(2 * 24 * HOUR_S)  # as a clock looks that was eight days wrong, and set right
            for _ in range(2):
                async with home.patient() as patient:
                    await patient.until(
                        lambda view: view.screen is Screen.CALM and view.waiting > 0
                    )
                home.sleep(5 * 24 * HOUR_S)
            async with home.patient() as patient:
                await patient.until(lambda view: bool(view.checks))
                assert patient.view.screen is Screen.CHECK
                left = sorted(each.name for each in (tmp_path / "companion").iterdir())
                assert left == ["session.lock", "settings.json"]

    play(session())


def test_a_request_leads_back_from_the_digits(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                patient.it.new_code()
                patient.it.back()
                assert patient.view.screen is Screen.CALM
                patient.it.new_code()
                far.ask(Command(id="aa", do="measure", at=home.now_ms(), ttl=30_000))
                view = await patient.until(lambda view: view.request is not None)
                assert view.screen is Screen.CALM

    play(session())


def test_a_pairing_that_nobody_let_in_is_gone_with_the_next(tmp_path: Path) -> None:
    """The therapist found the words to differ: the patient types other digits, and says no."""

    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            stopped, far = home.far(), home.far(session=OTHER)
            async with running(stopped.meet()):
                await stopped.waiting.wait()
                await patient.until(lambda view: bool(view.checks))
                patient.it.go_on()
                patient.it.enter_code(SAID)
                await patient.until(lambda view: view.screen is Screen.PERSON)
            async with running(far.meet()):
                await far.waiting.wait()
                await _typed(patient, is_me=False)
                await patient.until(lambda view: view.screen is Screen.CODE)
            left = {each.name for each in (tmp_path / "companion").rglob("*") if each.is_file()}
            assert left == {"session.lock", "settings.json"}

    play(session())


def test_whoever_is_not_meant_waits_for_nobody_who_has_hung_up(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await far.waiting.wait()
                await patient.until(lambda view: bool(view.checks))
                patient.it.go_on()
                patient.it.enter_code(SAID)
                await patient.until(lambda view: view.screen is Screen.PERSON)
            patient.it.confirm_person(is_me=False)
            await patient.until(lambda view: view.screen is Screen.CODE)
            left = {each.name for each in (tmp_path / "companion").rglob("*") if each.is_file()}
            assert left == {"session.lock", "settings.json"}

    play(session())


async def _called_at_the_names(patient: Patient, far: FarSide) -> None:
    """Type another session's digits, and call for help where the names are asked about."""
    await far.waiting.wait()
    patient.it.new_code()
    patient.it.enter_code(SAID)
    await patient.until(lambda view: view.screen is Screen.PERSON)
    await patient.until(lambda view: view.person is not None and bool(view.person.patient))
    patient.it.call_for_help()


def test_a_call_before_the_names_were_right_goes_on_with_the_next_digits(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            gone, far = home.far(), home.far(session=OTHER)
            async with running(gone.meet()):
                await gone.waiting.wait()
                await patient.until(lambda view: bool(view.checks))
                patient.it.go_on()
                patient.it.enter_code(SAID)
                await patient.until(lambda view: view.screen is Screen.PERSON)
            await asyncio.sleep(1)
            patient.it.call_for_help()
            patient.it.new_code()
            async with running(far.meet()):
                await home.let_in(patient, far)
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await asyncio.sleep(5)
                assert (len(gone.of(Help)), len(far.of(Help))) == (0, 1)

    play(session())


def test_a_call_that_only_a_refused_session_has_is_not_shown_as_received(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            own, wrong = home.far(), home.far(session=OTHER)
            await _cut_off(home, patient, own)
            async with running(wrong.meet()):
                await _called_at_the_names(patient, wrong)
                await wrong.until("the stranger's", Help)
                await asyncio.sleep(5)
                assert patient.view.help is HelpStage.SENT
                patient.it.confirm_person(is_me=False)
                await asyncio.sleep(15)
                assert patient.view.help is HelpStage.SENT
            async with running(own.hold()):
                await own.until("our own", Help)
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)

    play(session())


def test_a_call_that_another_session_has_is_not_made_again_when_it_is_let_in(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            first, second = home.far(), home.far(session=OTHER)
            await _cut_off(home, patient, first)
            async with running(second.meet()):
                await _called_at_the_names(patient, second)
                await second.until("the call", Help)
                await asyncio.sleep(5)
                patient.it.confirm_person(is_me=True)
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await second.until("what waited", Reading)
                await asyncio.sleep(10)
                assert len(second.of(Help)) == 1

    play(session())


def test_a_call_of_an_earlier_process_goes_on_with_another_session(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            first, second = home.far(), home.far(session=OTHER)
            async with home.patient() as patient:
                await _cut_off(home, patient, first)
                patient.it.call_for_help()
            async with home.patient() as patient, running(second.meet()):
                await patient.until(lambda view: view.screen is Screen.CALM)
                patient.it.new_code()
                await home.let_in(patient, second)
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await second.until("what waited", Reading)
                assert len(second.of(Help)) == 1

    play(session())
