"""Seven rules for letting a program inflate a cuff, and the tests that prove each claim.

A test bears the number of its rule, in whatever layer keeps it. Not proved, for want of a device:
that a real unit obeys its abort. The minute between two starts is kept for each use of a device
by itself, in a session also by the record: not from one run of `kapmonitor measure` to the next,
nor from a test reading on the pairing page to the session after it. Stop is offered for what the
program started; what a person started at the cuff's button is stopped there.
"""

import pytest

from tests.support.named_tests import all_tests

RULES = {
    "1 never into the unknown": {
        "the link is not made, or nobody has answered": [
            "test_rule_1_no_start_while_the_state_is_unknown_or_the_link_is_gone",
        ],
        "the link was lost in a measurement, and the cuff cannot be asked how it stands": [
            "test_rule_1_no_start_after_a_lost_measurement_of_a_cuff_that_cannot_be_asked",
        ],
        "a measurement runs, started by us or at the device": [
            "test_rule_1_no_second_start_while_one_runs",
            "test_rule_1_only_a_board_in_standby_is_started",
            "test_rule_1_a_board_found_measuring_is_not_started_and_its_result_is_told",
            "test_rule_1_a_person_at_its_button_is_no_moment_to_start",
        ],
        "there is pressure in the cuff": [
            "test_rule_1_no_start_into_a_cuff_that_holds_pressure",
            "test_rule_1_pressure_after_the_question_holds_the_start_back",
            "test_rule_1_pressure_between_the_question_and_the_start_holds_the_start_back",
        ],
    },
    "2 never too soon": {
        "a minute between two starts, across connections": [
            "test_rule_2_one_start_at_a_time_and_a_minute_between_them",
        ],
        "nothing without agreement, due or repeat": [
            "test_rule_2_nothing_inflates_by_itself_without_agreement_neither_due_nor_repeat",
        ],
        "one more try after a busy device, then a person": ["test_rule_2_busy_is_asked_again_once"],
        "a reading that is due waits for the arm, and not for ever": [
            "test_rule_2_a_due_reading_is_started_once_the_arm_has_rested_and_not_for_ever",
        ],
        "a program that starts again starts no cuff again": [
            "test_rule_2_a_restart_ends_what_was_asked_for_so_that_nothing_inflates_twice",
        ],
    },
    "3 always undone": {
        "Stop is one click away": [
            "test_rule_3_stop_is_in_sight_as_soon_as_a_cuff_was_asked",
        ],
        "hanging up aborts, whatever the reason": [
            "test_rule_3_closing_aborts_what_runs",
            "test_rule_3_hanging_up_in_mid_measurement_lets_the_air_out",
        ],
        "the application closes, another device is chosen": [
            "test_rule_3_a_running_measurement_is_aborted_when_the_devices_are_let_go",
        ],
        "the session of this patient ends": ["test_rule_3_the_end_of_a_session_lets_the_air_out"],
        "the command is interrupted, killed, or nobody reads it any more": [
            "test_rule_3_an_interrupted_measurement_lets_the_air_out",
            "test_rule_3_a_closed_pipe_interrupts_and_lets_the_air_out",
            "test_rule_3_the_time_is_up_and_the_air_is_let_out",
        ],
        "the device falls silent and the port is still open": [
            "test_rule_3_silence_while_measuring_is_aborted",
            "test_rule_3_silence_while_measuring_is_cancelled",
            "test_rule_3_a_start_that_nobody_answers_is_aborted",
            "test_rule_3_a_start_that_nobody_answers_is_cancelled",
            "test_rule_3_a_start_without_an_answer_is_stopped",
            "test_rule_3_a_start_without_pressure_is_told_to_stop",
        ],
        "it does not end": [
            "test_rule_3_a_measurement_that_does_not_end_is_aborted",
            "test_rule_3_no_end_within_three_minutes_is_stopped",
            "test_rule_3_no_end_within_three_minutes_is_told_to_stop",
        ],
        "a profile that can start can stop": [
            "test_rule_3_a_start_is_stopped_by_its_abort_and_only_then",
        ],
    },
    "4 never a newborn's cuff": {
        "no start code for newborns exists": [
            "test_rule_4_no_neonatal_start_exists",
            "test_rule_4_only_the_normal_adult_start_exists",
            "test_rule_4_an_adult_is_measured",
        ],
        "a monitor in another mode is not started, and not believed": [
            "test_rule_4_no_start_unless_idle_and_adult",
            "test_rule_4_a_result_in_neonatal_mode_is_not_used",
        ],
    },
    "5 never by looking": {
        "what is written unasked starts nothing": [
            "test_rule_5_no_octets_and_no_moment_raise_or_start",
        ],
        "a profile's question goes to no unknown port": [
            "test_rule_5_no_question_of_a_profile_is_asked_where_another_device_may_be",
        ],
    },
    "6 what is there is old": {
        "whatever a device holds when it is connected": [
            "test_rule_6_what_a_device_holds_when_it_is_connected_is_never_live",
            "test_rule_6_the_result_that_stands_there_on_connection_is_an_old_one",
        ],
        "a result that is not yet the one that was asked for": [
            "test_rule_6_dinamap_waits_out_the_old_result_and_tells_the_new_one",
            "test_rule_6_a_result_before_the_start_was_accepted_is_an_old_one",
        ],
    },
    "7 never through a plain cable": {
        "the page tells of isolation": [
            "test_rule_7_the_page_tells_of_isolation_before_a_patient",
        ],
    },
}


@pytest.mark.parametrize("rule", RULES)
def test_every_claim_has_its_tests_and_no_test_is_left_out(rule: str) -> None:
    named = [name for names in RULES[rule].values() for name in names]
    assert sorted(named) == sorted(t for t in all_tests() if t.startswith(f"test_rule_{rule[0]}_"))
