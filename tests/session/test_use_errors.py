"""The errors that people make with such a program, each with its control and the tests of it.

The list is that of the clinical reference (IEC 62366-1, foreseeable use errors). A test that is
named here shows the error blocked, caught, or visible to whoever looks. `docs/hazards.md` has
them among the other hazards.
"""

import pytest

from tests.support.named_tests import missing

USE_ERRORS: dict[str, dict[str, tuple[str, ...]]] = {
    "wrong patient open": {
        "a person compares two identifiers, anew for each patient chosen": (
            "tests/ui/test_prepare_people.py::test_the_wrong_patient_is_not_opened_unseen",
            "tests/session/test_opening.py::test_a_real_patient_is_known_by_two_identifiers",
        ),
        "two identifiers stay in sight, and the record tells who compared them": (
            "tests/ui/test_top_bar.py::test_two_identifiers_are_never_elided_away",
            "tests/session/test_opening.py::test_who_compared_which_identifiers_is_in_the_record",
        ),
        "nothing of one patient stays for the next": (
            "tests/ui/test_page_stack.py::test_what_was_typed_about_one_patient_is_not_there_for_the_next",
            "tests/ui/test_stray_keys.py::test_a_late_answer_never_names_another_sessions_patient",
            "tests/ui/test_prepare_order.py::test_limits_of_another_patient_are_never_offered",
        ),
    },
    "wrong time zero": {
        "the dose counts from its true time, however late it is entered": (
            "tests/session/test_dosing.py::test_a_dose_may_be_entered_late_with_its_true_time",
            "tests/ui/test_page_baseline.py::"
            "test_already_taken_is_recorded_with_its_true_time_as_a_deviation",
        ),
        "a time that has not come is refused, an odd one is kept and said": (
            "tests/session/test_dosing.py::test_a_time_that_has_not_come_is_refused_even_for_a_fact",
            "tests/session/test_dosing.py::test_an_odd_time_of_a_dose_is_kept_and_flagged",
        ),
        "a wrong one is corrected while the session runs: the plan follows, the first words stay": (
            "tests/session/test_dose_corrected.py::"
            "test_every_clock_follows_the_true_time_and_the_first_words_stay",
            "tests/session/test_dose_corrected.py::test_the_gate_is_judged_at_the_true_time",
            "tests/session/test_dose_corrected.py::"
            "test_a_reading_stands_where_its_own_time_falls_in_the_true_plan",
            "tests/ui/test_dose_correct.py::test_a_wrong_time_is_corrected_on_the_live_screen",
        ),
        "a dose pressed by mistake is taken out with a reason, back to the gate": (
            "tests/session/test_dose_corrected.py::"
            "test_a_dose_never_given_takes_the_session_back_to_the_gate",
            "tests/ui/test_dose_correct.py::"
            "test_a_dose_pressed_by_mistake_is_taken_out_on_its_page",
        ),
        "what was wrong is amended beside it, in red, and moves nothing that was decided": (
            "tests/ui/test_paper_first.py::"
            "test_a_wrong_time_zero_is_amended_in_sight_and_moves_no_minute",
        ),
    },
    "alarm muted and forgotten": {
        "a pause is short and ends by itself": (
            "tests/session/test_annunciation.py::"
            "test_sound_pauses_for_a_span_of_the_menu_and_comes_back",
            "tests/engine/test_sounding.py::test_a_pause_is_silent_and_ends",
            "tests/session/test_preset_file.py::"
            "test_alarm_sound_is_never_paused_for_longer_than_two_minutes",
        ),
        "a new high alarm breaks through, and high is never off": (
            "tests/session/test_annunciation.py::"
            "test_a_new_high_alarm_breaks_through_a_pause_and_a_medium_one_does_not",
            "tests/session/test_annunciation.py::test_an_alarm_that_becomes_high_breaks_through_a_pause",
            "tests/session/test_opening.py::test_a_high_alarm_cannot_be_set_silent",
        ),
        "what nobody answers rises, and answering hides nothing": (
            "tests/session/test_alarm_life.py::"
            "test_a_medium_alarm_nobody_answers_becomes_high_after_five_minutes",
            "tests/session/test_alarm_life.py::"
            "test_a_medium_alarm_that_lasts_becomes_high_though_it_was_answered",
            "tests/session/test_alarm_life.py::test_acknowledging_never_clears",
            "tests/session/test_annunciation.py::test_an_unanswered_alarm_is_shown_afresh_now_and_then",
        ),
        "what is silent, and until when, is a sign and a word in the top bar": (
            "tests/ui/test_sound_card.py::test_the_top_bar_says_what_was_silenced_and_until_when",
            "tests/ui/test_sound_card.py::test_an_alarm_that_is_off_has_its_own_sign",
            "tests/ui/test_alarm_bar.py::test_each_state_has_its_sign_and_its_word",
        ),
    },
    "old value taken as new": {
        "a number has its age, and greys with the word": (
            "tests/ui/test_view.py::test_a_number_never_stands_without_its_age_and_source",
            "tests/ui/test_view.py::test_an_old_value_says_so_and_greys",
            "tests/ui/test_strip.py::test_it_never_shows_a_standing_age",
        ),
        "what comes out of a memory is not the current value": (
            "tests/ui/test_view.py::test_a_stored_reading_is_not_the_current_value",
            "tests/devices/test_provenance.py::test_point_6_arrival_alone_proves_nothing",
            "tests/session/test_device_reports.py::"
            "test_a_reading_out_of_the_memory_is_of_this_session_only_by_its_corrected_time",
        ),
        "no gate, no trend and no discharge rests on it": (
            "tests/session/test_baseline_gate.py::"
            "test_a_clear_gate_lapses_and_opens_again_with_new_readings",
            "tests/session/test_trend.py::test_one_reading_or_an_old_one_tells_none",
            "tests/session/test_discharge_vitals.py::"
            "test_blood_pressure_needs_its_number_of_readings_spaced_and_fresh",
        ),
        "nothing looks current when the engine stands still": (
            "tests/ui/test_monitoring.py::"
            "test_nothing_looks_current_while_the_engine_does_not_answer",
        ),
    },
    "cuff on the neighbour or on the therapist": {
        "a device that nobody chose never joins, not even one of the same make": (
            "tests/session/test_device_reports.py::test_a_cuff_that_nobody_chose_never_joins",
            "tests/session/test_device_reports.py::"
            "test_a_cuff_whose_place_another_took_is_not_mixed_up_with_it",
        ),
        "a test reading on the therapist's arm is nobody's": (
            "tests/engine/test_readings_over_restart.py::"
            "test_a_test_reading_is_nobodys_though_the_cuff_sends_it_again",
        ),
        "what others left in the memory is counted, and no value of it kept": (
            "tests/session/test_device_reports.py::"
            "test_what_may_be_another_patients_is_counted_and_no_value_of_it_kept",
        ),
        "another arm is another cuff: watched, and never mixed in": (
            "tests/session/test_second_cuff.py::test_no_gate_is_opened_by_the_other_arm",
            "tests/session/test_second_cuff.py::test_one_device_has_one_part",
        ),
        "a leap is doubted, and a reading that was excluded stays in sight": (
            "tests/session/test_plausibility.py::test_a_jump_within_two_minutes_is_doubted",
            "tests/session/test_device_reports.py::"
            "test_a_reading_excluded_stays_visible_and_stops_counting",
        ),
    },
    "systolic, diastolic or pulse in the wrong box": {
        "one line in the order of the display, read back before it counts": (
            "tests/ui/test_view.py::test_the_typed_line_reads_the_order_of_a_display",
            "tests/ui/test_view.py::test_the_typed_line_guesses_nothing",
        ),
        "pressures the wrong way round are refused, a pulse that is none is doubted": (
            "tests/session/test_plausibility.py::test_pressures_in_each_others_boxes_are_refused",
            "tests/session/test_plausibility.py::"
            "test_a_pressure_in_the_box_of_the_pulse_is_doubted",
        ),
    },
    "left or right": {
        "the arm is said, and said again when it changes": (
            "tests/session/test_trend.py::"
            "test_a_change_of_posture_arm_or_cuff_tells_none_and_is_a_change",
            "tests/ui/test_scores.py::test_a_change_of_posture_is_one_press_and_is_told",
        ),
        "a difference between arms is no rise, and each arm is named": (
            "tests/session/test_second_cuff.py::test_a_difference_between_arms_is_no_rise",
            "tests/ui/test_second_cuff.py::test_chart_timeline_and_report_name_the_second_cuff",
        ),
        "left and right leave with their own codes": (
            "tests/record/test_fhir.py::"
            "test_where_the_cuff_is_and_how_the_patient_sits_go_with_later_readings_only",
        ),
    },
    "mmHg or kPa": {
        "the unit that the device states is converted, with its signed exponent": (
            "tests/devices/test_bluetooth_blp.py::test_point_4_kilopascal_with_signed_exponents",
        ),
        "a number that fits the other unit only is refused, from a device and by hand": (
            "tests/devices/test_bluetooth_blp.py::"
            "test_point_10_length_flags_and_plausibility_come_first",
            "tests/session/test_plausibility.py::"
            "test_kilopascals_typed_for_millimetres_are_refused",
        ),
    },
    "simulator left on for a real patient": {
        "a session that is opened in Prepare is real, and devices never mix": (
            "tests/ui/test_prepare_people.py::test_a_real_patient_never_gets_a_simulated_session",
            "tests/session/test_opening.py::test_simulated_and_real_devices_never_mix",
            "tests/ui/test_tour.py::"
            "test_the_tour_is_left_at_any_time_and_nothing_real_can_begin_there",
        ),
        "SIMULATED stands on every page and in every row that leaves": (
            "tests/ui/test_prepare_people.py::"
            "test_a_simulated_session_says_so_where_the_patient_would_stand",
            "tests/ui/test_paper.py::test_every_page_carries_watermark_disclaimer_and_number",
            "tests/record/test_csv.py::test_every_row_of_a_simulated_session_says_so_first",
            "tests/record/test_fhir.py::test_every_resource_of_a_simulated_session_says_so",
        ),
    },
    "discharge ticks filled in beforehand": {
        "nothing is answered before a person answers": (
            "tests/session/test_discharge_people.py::"
            "test_no_human_criterion_is_ever_answered_beforehand",
            "tests/ui/test_page_discharge.py::"
            "test_nothing_is_answered_and_discharge_counts_what_is_open",
        ),
        "an answer of before the last dose says nothing after it": (
            "tests/session/test_discharge_people.py::"
            "test_an_answer_of_before_the_last_dose_says_nothing_after_it",
        ),
        "an open item cannot be passed over": (
            "tests/ui/test_page_discharge.py::"
            "test_an_open_item_cannot_be_discharged_by_any_path_of_the_page",
        ),
    },
    "time zone or daylight saving in mid-session": {
        "durations do not hear of it": (
            "tests/session/test_clock.py::"
            "test_a_jump_of_two_hours_changes_nothing_but_the_time_of_day",
            "tests/engine/test_engine.py::test_a_clock_that_is_set_by_two_hours_loses_nothing",
        ),
        "times of day follow the session's own zone, whatever the computer's": (
            "tests/session/test_wall.py::"
            "test_a_computer_whose_zone_changes_in_mid_session_moves_no_time_of_it",
            "tests/session/test_wall.py::"
            "test_the_wall_follows_its_steps_and_the_day_changes_with_it",
            "tests/ui/test_chart.py::"
            "test_the_axis_follows_a_daylight_saving_step_and_its_minutes_do_not",
        ),
        "an hour that comes twice is told apart, and no driving never ends early": (
            "tests/ui/test_page_words.py::"
            "test_a_time_of_day_that_comes_twice_tells_its_distance_from_utc",
            "tests/session/test_no_driving_time.py::"
            "test_of_a_time_that_the_wall_shows_twice_the_later_one_counts",
        ),
    },
    "crash in mid-session without resume": {
        "nothing that was shown is lost, whenever it dies": (
            "tests/end_to_end/test_kill.py::"
            "test_a_session_killed_at_random_moments_goes_on_with_all_that_was_shown",
        ),
        "the next start offers it, in its phase, with its devices": (
            "tests/ui/test_page_start.py::"
            "test_an_unfinished_session_is_resumed_from_the_first_page",
            "tests/engine/test_room.py::"
            "test_a_session_left_unfinished_goes_on_in_its_phase_with_its_devices",
        ),
        "the gap is in the record, and no cuff inflates again": (
            "tests/session/test_opening.py::test_resuming_is_recorded_and_forgets_the_links",
            "tests/engine/test_supervisor.py::"
            "test_after_a_restart_a_request_that_was_open_is_given_up_and_nothing_inflates",
        ),
    },
    "telehealth address of last month": {
        "it is asked in each session, and never carried over": (
            "tests/ui/test_page_prepare.py::"
            "test_nothing_of_one_session_stays_in_the_fields_of_the_next",
            "tests/ui/test_page_prepare.py::"
            "test_standing_facts_of_a_returning_patient_are_one_key_and_nothing_else_is",
        ),
        "it counts when somebody said whether it was read back; if not, it is red": (
            "tests/ui/test_page_prepare.py::test_telehealth_asks_for_the_place",
            "tests/ui/test_report_before.py::test_an_address_that_was_not_read_back_is_grave",
        ),
    },
    "escort named after the patient left": {
        "the name is taken, and its lateness stands as a deviation, in red": (
            "tests/session/test_opening.py::"
            "test_an_escort_named_after_the_patient_left_is_taken_and_stays_visible",
            "tests/ui/test_report_before.py::"
            "test_an_escort_named_after_the_patient_left_is_red_in_the_report",
        ),
        "no discharge without a name": (
            "tests/session/test_discharge_people.py::test_the_escort_is_named_whole",
        ),
    },
    "locked out during an alarm": {
        "alarms are seen and answered on a locked screen, without a secret": (
            "tests/ui/test_people.py::test_a_locked_screen_shows_values_and_alarms_and_nobody",
        ),
        "a name and a reason lead to the running session, whatever was typed before": (
            "tests/ui/test_people.py::"
            "test_emergency_access_leads_to_the_running_session_whatever_was_typed",
            "tests/engine/test_people.py::"
            "test_a_hundred_wrong_secrets_wait_ever_longer_and_shut_nobody_out",
        ),
    },
    "entry under another person's name": {
        "who has a secret is told apart by it, and their name cannot be typed": (
            "tests/ui/test_people.py::test_choosing_a_person_with_a_secret_asks_for_it",
            "tests/engine/test_people.py::"
            "test_a_signature_is_proven_anew_and_a_name_with_a_secret_cannot_be_typed",
        ),
        "a screen left open locks itself": (
            "tests/ui/test_people.py::"
            "test_the_clinics_idle_minutes_lock_the_screen_and_sleep_counts",
        ),
    },
}


@pytest.mark.parametrize("error", USE_ERRORS)
def test_every_control_of_a_use_error_has_tests_that_are_there(error: str) -> None:
    for control, places in USE_ERRORS[error].items():
        assert places, control
        assert missing(places) == []
