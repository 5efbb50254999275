"""Ten ways in which a serial port dies or was never alive, and the tests that prove each claim.

A test bears the number of its way. What pyserial raises in each case was provoked, not imagined,
on a pseudo-terminal or a socket, unless it stands here:

- `TypeError` from a port that is closed under a read: the reader closes its own port, so there is
  no such moment; way 4 proves that it is woken instead.
- "Quick": that no limit has to pass first is how the reader is built, which is woken by the end of
  the line. No test measures it, because no verdict may depend on how busy the machine is.
- `ClearCommError` and a COM number that stays taken: Windows only; its words are tried, a pulled
  plug was not. Modem lines and flow control: a pseudo-terminal has none.
- The abort after a pulled cable: there is nothing to carry it. Wherever the port is still open it
  is sent, which rule 3 of starting proves.
"""

import pytest

from tests.support.named_tests import all_tests

WAYS = {
    "1 the cable is pulled": {
        "one fault, after the last octets; read and write raise": [
            "test_way_1_a_pulled_cable_is_one_fault_after_the_last_octets",
        ],
        "also where the reader does not read, and asks a dead port what waits": [
            "test_way_1_a_cable_pulled_under_a_full_buffer_costs_no_octet",
        ],
        "a running measurement ends at once, without a reading": [
            "test_way_1_a_pulled_cable_in_mid_measurement_ends_it_at_once",
        ],
    },
    "2 and plugged in again": {
        "pauses grow to a bound": [
            "test_way_2_pauses_grow_to_a_bound_and_a_worthwhile_connection_resets_them",
        ],
        "at any octet: no reading lost, none invented, one loss told, no thread, no file kept": [
            "test_way_2_pulled_cables_lose_no_reading_and_invent_none",
        ],
    },
    "3 the line takes nothing more": {
        "the write ends in time and is told": ["test_way_3_a_line_that_takes_nothing_is_told"],
    },
    "4 it is closed under a read": {
        "the reader is woken first, joined, and the port is free again": [
            "test_way_4_closing_wakes_a_blocked_reader_and_frees_the_port",
        ],
    },
    "5 it is not there": {
        "absent, alien, silent: each with its sentence": [
            "test_way_5_a_port_that_cannot_be_opened_says_why",
        ],
    },
    "6 it is not ours": {
        "this account may not use it: exit 2, the words, and an earlier capture stays": [
            "test_way_6_a_port_that_this_account_may_not_use",
        ],
        "the settings are refused (termios.error), and nothing stays open": [
            "test_way_6_settings_that_a_line_refuses_are_told_and_leave_nothing_open",
        ],
        "what other systems say": [
            "test_way_6_what_only_other_systems_or_accounts_see_has_its_sentence",
        ],
    },
    "7 somebody else has it": {
        "two in one program": ["test_way_7_a_port_has_one_owner"],
        "two programs: exit 2, the words, and the first goes on to its reading": [
            "test_way_7_a_port_in_use_is_told_and_its_user_goes_on",
        ],
        "one that takes no lock, before us and after us": [
            "test_way_7_a_program_that_only_marks_its_terminal_holds_it_too",
            "test_way_7_a_program_that_asks_for_no_lock_is_kept_out_too",
        ],
    },
    "8 its far end goes": {
        "the end of a socket is a pulled cable": [
            "test_way_8_a_socket_is_a_port_and_its_end_a_pulled_cable",
        ],
        "and that of a port behind RFC 2217": [
            "test_way_8_a_port_far_away_behind_rfc_2217_and_its_end",
        ],
    },
    "9 it remembers": {
        "what lay in the buffer is dropped once, at opening": [
            "test_way_9_what_lay_in_the_buffer_before_is_not_of_this_connection",
        ],
    },
    "10 nobody answers": {
        "never ready, so never started": [
            "test_way_10_a_cable_without_a_device_is_never_ready",
            "test_way_10_nothing_at_the_other_end_is_lost_and_never_started",
        ],
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_every_claim_has_its_tests_and_no_test_is_left_out(way: str) -> None:
    number = way.split(maxsplit=1)[0]
    named = [name for names in WAYS[way].values() for name in names]
    assert sorted(named) == sorted(t for t in all_tests() if t.startswith(f"test_way_{number}_"))
