"""The 48 faults of the project's matrix: where each is tried, and that all of them are.

A row names the fault, what has to come of it, and the tests that play it, wherever their rooms keep them.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.outbox.test_fault_matrix import ROWS

ROOT = Path(__file__).parents[2]
ROW = "outbox/test_fault_matrix.py::test_row"
FACEBOOK, ZALO = "publishers/facebook", "publishers/zalo"
WIRE = "outbox/test_wire_and_disk.py"
NTH = "outbox/test_nth_call.py::test_the_nth_call"
KILLS = "outbox/kill/test_kill.py::test_nothing_twice_nothing_lost"
PLATFORM_KILLS = "publishers/kill/test_kill.py::test_nothing_twice_nothing_lost_nothing_on_a_wrong_page"

Row = tuple[str, str, tuple[str, ...]]
MATRIX: dict[int, Row] = {
    1: ("killed before the intent", "stays queued, sent once",
        (f"{WIRE}::test_killed_before_the_intent_it_stays_queued_and_leaves_once",)),
    2: ("killed after the intent, before connecting", "unknown, absent twice, queued, once", (ROW,)),
    3: ("killed while the body goes out", "unknown, reconciled", (KILLS, PLATFORM_KILLS, NTH)),
    4: ("killed after the commit, before the answer", "found by its reference: sent, same id", (ROW,)),
    5: ("killed after the answer, before the id is stored", "the same", (NTH,)),
    6: ("killed between hidden and reveal", "id known: reveal only", (ROW,)),
    7: ("killed during the reveal", "repeated, one post", (ROW,)),
    8: ("connection refused, no name", "not executed, waits",
        (ROW, f"{FACEBOOK}/test_faults.py::test_nobody_listening_is_not_executed",
         f"{ZALO}/test_faults.py::test_nobody_listening_is_not_sent")),
    9: ("TLS error, wrong clock", "a person, no storm",
        (ROW, f"{WIRE}::test_a_certificate_or_a_proxy_needs_a_person_once_and_no_storm")),
    10: ("read timeout", "unknown",
        (ROW, f"{FACEBOOK}/test_faults.py::test_a_broken_create_is_a_doubt_and_ends_in_one_post")),
    11: ("reset after the body", "unknown",
        (ROW, f"{ZALO}/test_faults.py::test_a_create_without_a_clear_answer_is_in_doubt")),
    12: ("500, 502, 504", "unknown", (ROW, f"{WIRE}::test_an_answer_that_says_nothing_is_a_doubt")),
    13: ("503, 429 with Retry-After", "waits that long, one request",
        (ROW, f"{FACEBOOK}/test_faults.py::test_a_page_that_asks_to_wait_is_not_called_meanwhile",
         f"{ZALO}/test_faults.py::test_told_to_wait_it_waits")),
    14: ("Retry-After of years, or garbage", "capped, shown",
        ("outbox/test_doubt.py::test_retry_after_is_honoured_within_reason",)),
    15: ("200 with HTML (portal)", "unknown, with a hint",
        (ROW, f"{WIRE}::test_an_answer_that_says_nothing_is_a_doubt")),
    16: ("200 with a Zalo error", "mapped by its code", (f"{ZALO}/test_errors.py::test_what_a_code_means",)),
    17: ("200 with cut JSON", "unknown", (f"{WIRE}::test_an_answer_that_says_nothing_is_a_doubt",)),
    18: ("expired token", "refreshed once, then a login is needed; other accounts go on",
        (f"{ZALO}/test_grant.py::test_a_token_zalo_does_not_take_is_renewed_once_and_the_call_repeated",
         f"{ZALO}/test_grant.py::test_a_token_never_taken_needs_a_person_and_no_storm",
         f"{FACEBOOK}/test_publisher.py::test_a_token_that_died_meanwhile_stops_at_once",
         "outbox/test_breaker.py::test_a_broken_login_stops_one_and_pauses_its_account")),
    19: ("crash between refresh and store", "login needed, access token used to its end",
        (f"{ZALO}/test_grant.py::test_a_program_that_died_before_storing_uses_the_old_access_token_to_its_end",)),
    20: ("two processes refresh", "one call",
        (f"{ZALO}/test_grant_race.py::test_four_processes_refresh_once_a_round_and_break_nothing",)),
    21: ("the platform blocks the page", "the account pauses, others run",
        (f"{FACEBOOK}/test_publisher.py::test_a_blocked_page_waits_for_a_person",
         "outbox/test_breaker.py::test_a_broken_login_stops_one_and_pauses_its_account")),
    22: ("content rejected", "failed with its reason, no retry", (ROW,)),
    23: ("a picture of several fails", "goes on there, nothing public in parts",
        (f"{FACEBOOK}/test_faults.py::test_a_broken_upload_leaves_no_doubt_of_the_post",
         f"{ZALO}/test_faults.py::test_a_picture_that_does_not_arrive_stops_before_the_article_and_goes_on_there")),
    24: ("a picture changed since the approval", "blocked",
        ("outbox/test_sender.py::test_a_picture_changed_since_the_approval_stops_it",)),
    25: ("template revoked meanwhile", "blocked, the reason names it; recalled where a page keeps it",
        ("app/test_gate.py::test_a_template_taken_out_of_use_between_approval_and_time_stops_the_post",
         "outbox/test_sender.py::test_the_gate_is_asked_at_the_last_moment",
         "outbox/test_held.py::test_lost_approval_recalls_by_itself")),
    26: ("two PCs claim one item", "one lease, the loser's write rejected",
        ("outbox/test_leases.py::test_a_lease_keeps_others_away_until_it_ends_or_its_holder_dies",
         "outbox/test_workers.py::test_several_programs_share_the_queue")),
    27: ("a lease ends while its worker sleeps", "the woken one's write is rejected",
        ("outbox/test_leases.py::test_a_laptop_lid_closes_in_the_middle_of_a_call",)),
    28: ("the same item queued twice", "one row",
        ("app/test_gate.py::test_the_same_post_queued_twice_is_one_row_and_one_post",
         "outbox/test_queue.py::test_queued_twice_is_one_row")),
    29: ("the list is late", "nothing sent again inside the window",
        (ROW, "outbox/test_doubt.py::test_nothing_is_resent_inside_the_window")),
    30: ("the list has pages", "found further on",
        (f"{FACEBOOK}/test_listing.py::test_lists_are_read_to_their_end",
         f"{ZALO}/test_publisher.py::test_the_list_is_read_through_its_pages_down_to_the_time")),
    31: ("two equal posts in doubt", "two posts, two ids",
        ("outbox/test_doubt.py::test_equal_texts_go_one_after_the_other",
         "outbox/test_doubt.py::test_two_equal_texts_with_references_both_arrive_once")),
    32: ("the platform alters the text", "still found", (ROW,)),
    33: ("deleted on the page by a person", "gone, not sent again",
        ("outbox/test_doubt.py::test_removed_on_the_page_it_is_not_sent_again",
         "outbox/test_watch.py::test_deleted_on_the_page")),
    34: ("posted by hand meanwhile", "adopted after asking",
        (f"{WIRE}::test_posted_by_hand_meanwhile_is_adopted_only_when_a_person_says_so",
         "outbox/test_made_by_hand.py::test_nothing_is_sent_and_a_person_is_asked",
         "outbox/test_made_by_hand.py::test_chosen_it_counts_as_ours")),
    35: ("the clock a day off", "nothing early, told",
        ("outbox/test_leases.py::test_a_clock_that_went_back_pauses_the_outbox",
         "outbox/test_sender.py::test_a_page_that_answers_with_its_clock_far_off",
         "outbox/test_watch.py::test_a_warning_of_clocks_apart_comes_before_the_stop")),
    36: ("its time passed while off", "missed: asks", ("outbox/test_sender.py::test_missed_while_off_asks",)),
    37: ("disk full at the intent", "no request, delivery kept",
        (f"{WIRE}::test_a_full_disk_at_the_intent_sends_nothing_and_keeps_the_delivery",)),
    38: ("disk full after the answer", "as killed there: one post",
        (f"{WIRE}::test_a_full_disk_after_the_answer_makes_no_second_post",)),
    39: ("the store is held by another", "no request",
        (f"{WIRE}::test_a_store_that_another_program_holds_sends_nothing",
         "store/test_engine.py::test_a_lock_held_too_long_is_told")),
    40: ("the store is damaged at the start", "told, with the backups",
        ("store/test_engine.py::test_a_damaged_file_names_the_backups",
         "store/test_engine.py::test_a_damaged_page_is_found_at_open")),
    41: ("a restored backup is older than what was sent", "looks before it sends",
        ("outbox/test_sender.py::test_a_restored_backup_finds_its_post_instead_of_sending_it_again",
         "publishers/test_forgotten.py::test_no_post_is_made_a_second_time")),
    42: ("keyring locked or gone", "told, nothing lost, no plain text",
        ("e2e/test_keyring.py::test_a_locked_or_missing_keyring_says_so_and_loses_nothing",
         "e2e/test_keyring.py::test_no_token_lies_in_any_file")),
    43: ("half a pack", "refused whole", ("templates/test_packs.py::test_a_half_copied_zip_is_refused",)),
    44: ("migration killed half way", "rolls back, runs again",
        ("store/test_migrate.py::test_a_killed_migration_rolls_back_and_runs_again",)),
    45: ("power lost", "as killed; the intent was durable first",
        ("outbox/test_sender.py::test_the_intent_is_on_the_disk_before_the_create",
         "store/test_engine.py::test_every_connection_carries_the_settings", KILLS)),
    46: ("the proxy wants a login", "a person, once",
        (f"{WIRE}::test_a_certificate_or_a_proxy_needs_a_person_once_and_no_storm",
         f"{ZALO}/test_faults.py::test_a_proxy_that_wants_a_login_needs_a_person")),
    47: ("started twice", "the first window shows",
        ("ui/test_instance.py::test_a_profile_has_one_window_and_another_profile_its_own",
         "ui/test_instance.py::test_the_second_start_hands_over_what_it_was_asked_for")),
    48: ("10,000 queued at the start", "quick, in order",
        ("outbox/test_leases.py::test_ten_thousand_queued_items_keep_their_order",
         "perf/test_fleet_speed.py::test_report_many_queued_at_start")),
}  # fmt: skip


def test_all_48_are_named() -> None:
    assert sorted(MATRIX) == list(range(1, 49))
    assert all(fault and expected and tests for fault, expected, tests in MATRIX.values())


@pytest.mark.parametrize("number", MATRIX)
def test_each_is_played_where_it_says(number: int) -> None:
    for test in MATRIX[number][2]:
        file, name = test.split("::")
        assert name in _functions(ROOT / "tests" / file), test
        if test == ROW:
            assert any(row.number == str(number) for row in ROWS), f"no row {number}"


def _functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
