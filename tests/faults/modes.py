"""The ways the engine can fail, what is done about each, and the tests that show it.

`./xt python -m tests.faults.modes` writes docs/failures.md from it.
"""

from tests.faults.mode import ROOT, Mode
from tests.faults.modes_around import AROUND

PAGE = ROOT / "docs" / "failures.md"
TOKENS, CALLS, RACES = "test_faults_tokens", "test_faults_calls", "test_faults_races"
MACHINES, DELIVERY, RUN = "test_faults_machines", "test_faults_delivery", "test_faults_run"
SUBREQUESTS, OUTSIDE, HEALTH = "test_faults_subrequests", "test_faults_outside", "test_faults_health"
SYNC = "wecom/test_wecom_sync"
CONVERGENCE = f"{SYNC}_convergence"
API = "test_faults_api"
ANSWERING = "approvals/test_approvals_answering"
FOLLOWING = "libraries/test_libraries_following"

MODES = (
    Mode(
        "F1",
        "A function is called twice for one task",
        "An arrival is known by run and time of entry, an effect by its visit; every write has a condition.",
        (
            f"{CALLS}::test_every_function_called_twice_changes_nothing",
            "store/test_store_approvals::test_a_step_called_again_opens_nothing_again",
        ),
    ),
    Mode(
        "F2",
        "A token is lost between the call of a step and its storing",
        "Stored before the step answers; a step that fails is called again with another, and fails its machine at last.",
        (
            f"{TOKENS}::test_a_step_that_fails_is_called_again_and_nobody_is_asked_twice",
            f"{CALLS}::test_a_fault_at_any_call_of_a_requests_life_is_made_good",
            f"{TOKENS}::test_a_token_row_that_is_lost_does_not_hold_a_request_for_ever",
        ),
    ),
    Mode(
        "F3",
        "A token is replaced by a retry, and the older one told later or answered",
        "The outbox row names the visit. All tokens of the present run are kept, and tried from the newest on.",
        (
            f"{TOKENS}::test_a_call_that_is_made_after_its_retry_does_not_take_the_newer_token_away",
            f"{TOKENS}::test_a_decision_between_two_attempts_goes_to_the_newest",
        ),
    ),
    Mode(
        "F4",
        "A decision is stored, and its machine not resumed",
        "An outbox row in the same transaction; the stream delivers it, else the sweeper does within a minute.",
        (
            f"{TOKENS}::test_a_resumption_that_fails_is_made_again_by_the_sweeper",
            f"{DELIVERY}::test_a_stream_that_delivers_badly_costs_a_minute_and_nothing_else",
            f"{RUN}::test_without_the_repair_the_same_faults_lose_requests",
        ),
    ),
    Mode(
        "F5",
        "A machine is resumed, and the answer lost",
        "Only the answers for a token that is gone are absorbed, and only while the machine lives.",
        (
            f"{TOKENS}::test_a_rejection_whose_answer_is_lost_takes_hold_once",
            f"{TOKENS}::test_a_resumption_that_fails_is_made_again_by_the_sweeper",
        ),
    ),
    Mode(
        "F6",
        "A decision races the clock, a withdrawal, an administrator",
        "The outcome of a visit is written once, under the request's revision; whoever is late reads who was first.",
        (
            f"{RACES}::test_whoever_writes_first_wins_and_the_other_hears_of_it",
            f"{RACES}::test_a_decision_that_was_first_stands",
            "store/test_store_approvals::test_a_decision_and_a_withdrawal_at_once_have_one_outcome",
        ),
    ),
    Mode(
        "F7",
        "A wait comes to its time-out",
        "Each has one, and begins anew at the same visit; reminders and deadlines are rows, not time-outs.",
        (
            f"{TOKENS}::test_a_wait_of_months_is_begun_anew_and_the_visit_stays",
            f"{TOKENS}::test_every_wait_has_its_bound_its_retry_and_its_ways_out",
        ),
    ),
    Mode(
        "F8",
        "A double click, a page that asks again",
        "The same decision again is answered the same; a creation carries its key into its transaction.",
        (
            f"{CALLS}::test_a_click_that_comes_again_is_answered_the_same",
            f"{CALLS}::test_a_form_sent_twice_is_one_request",
            "store/test_store_approvals::test_eight_clicks_of_the_same_person_are_one_decision",
            "store/test_store_approvals::test_withdrawing_again_after_a_lost_answer_changes_nothing",
            f"{CALLS}::test_a_reminder_that_comes_again_within_a_minute_is_answered_the_same",
            f"{CALLS}::test_a_reminder_of_somebody_else_does_not_count_as_ones_own",
            f"{CALLS}::test_a_reminder_whose_answer_was_lost_is_sent_once",
        ),
    ),
    Mode(
        "F9",
        "Two approvers at once where one is enough",
        "The same arbiter; the loser hears who decided.",
        (
            "store/test_store_approvals::test_of_eight_people_deciding_at_once_one_wins_and_the_others_learn_who",
        ),
    ),
    Mode(
        "F10",
        "The last signatures at once where all must sign",
        "One visit, one token: only the vote that completes it writes the outbox row.",
        (
            f"{RACES}::test_the_last_two_signatures_at_once_are_one_outcome",
            "store/test_store_approvals::test_all_must_sign_and_the_last_signature_resumes_once",
        ),
    ),
    Mode(
        "F11",
        "25,000 events of one execution",
        "No loop waits in the machine; a run that fails there is replayed in a new one.",
        (f"{MACHINES}::test_a_machine_at_its_25_000th_event_goes_on_in_a_new_one",),
    ),
    Mode(
        "F12",
        "State data above 262,144 bytes",
        "The machine carries ids and routing values; the form stays in its row.",
        (
            f"{MACHINES}::test_a_form_stays_out_of_the_machine",
            "fake_aws/contract_flows::output_too_large",
            "fake_aws/contract_flows::input_too_large",
        ),
    ),
    Mode(
        "F13",
        "A year of one execution",
        "After 300 days the request goes on in a new run, and the old one is stopped.",
        (f"{MACHINES}::test_a_request_may_wait_for_longer_than_a_machine_lives",),
    ),
    Mode(
        "F14",
        "An execution fails, is stopped, is lost",
        "The news of it, the next decision or the repair job starts another, which replays the log; more and more "
        "rarely where it fails again.",
        (
            f"{MACHINES}::test_a_machine_that_a_bug_has_ended_is_replayed",
            f"{MACHINES}::test_a_machine_that_somebody_stopped_is_replayed_whether_the_news_comes_or_not",
            f"{MACHINES}::test_a_fork_that_has_lost_one_of_its_ways_gets_it_back_and_the_other_is_left_alone",
            f"{MACHINES}::test_a_step_that_fails_for_an_hour_is_tried_more_and_more_rarely_and_then_goes_on",
            f"{MACHINES}::test_all_machines_lost_at_once_are_all_replayed_and_counted",
            f"{MACHINES}::test_what_the_reconciliation_finds_stands_on_the_page_of_operations",
            f"{MACHINES}::test_a_machine_that_is_redriven_by_hand_does_not_come_between",
            "e2e/test_e2e_abrupt_end::test_after_kill_9_of_everything_the_request_is_finished",
        ),
    ),
    Mode(
        "F15",
        "A condition fails because of one's own write, whose answer was lost",
        "Every transaction has a token that DynamoDB knows for ten minutes; after that the decision itself is found.",
        (
            f"{CALLS}::test_one_lost_answer_is_not_even_noticed",
            f"{CALLS}::test_a_write_that_was_made_and_not_answered_is_ones_own",
            "fake_aws/contract_tables::transaction_told_twice",
        ),
    ),
    Mode(
        "F16",
        "Transactions conflict",
        "Tried again after some hundredths of a second, three times; then told as busy, with nothing written.",
        (
            f"{CALLS}::test_a_transaction_that_meets_another_is_tried_again",
            f"{CALLS}::test_transactions_that_go_on_conflicting_are_told_as_busy_and_write_nothing",
        ),
    ),
    Mode(
        "F24",
        "WeCom's events about people come out of order or not at all, WeCom falls silent, or a run dies half way",
        "An event only says whom to look at; both sides are read and merged against what was agreed, step by step; the night looks at all.",
        (
            f"{CONVERGENCE}::test_both_sides_are_the_same_after_the_night_whatever_happened_by_day",
            f"{CONVERGENCE}::test_the_same_over_the_stores_of_the_product",
            f"{CONVERGENCE}::test_a_merge_without_memory_of_what_was_sent_is_found",
            f"{SYNC}_http::test_wecom_that_breaks_off_is_asked_again_and_nothing_is_half_done",
            f"{SYNC}_http::test_an_empty_address_book_changes_nothing_and_is_told",
            f"{SYNC}_http::test_more_than_five_in_a_hundred_wait_with_their_list_and_are_done_when_approved",
            f"{SYNC}_http::test_a_rename_that_was_not_told_waits_for_somebody_who_knows",
            f"{SYNC}_running::test_one_run_at_a_time_and_one_that_died_is_told_and_over_after_a_while",
            f"{SYNC}_running::test_a_run_that_has_no_time_left_is_gone_on_with",
        ),
    ),
    Mode(
        "F27",
        "A schedule fires twice or not at all",
        "Jobs go by rows that are due, not by the time of their call; what was acted on is due no longer.",
        (
            f"{DELIVERY}::test_a_clock_that_rings_twice_or_not_at_all_ends_a_node_once",
            f"{DELIVERY}::test_a_reminder_is_sent_once_though_the_job_runs_again",
        ),
    ),
    Mode(
        "F28",
        "An event or a row that cannot be handled",
        "A row that fails goes behind the others, with growing pauses; a batch is halved, and its bad record parked.",
        (
            f"{DELIVERY}::test_a_poisonous_row_holds_nobody_up",
            f"{DELIVERY}::test_a_record_nobody_can_read_is_parked_and_its_batch_delivered",
        ),
    ),
    Mode(
        "F29",
        "An index or a stream is behind",
        "Decided is from the base table alone, read consistently.",
        (f"{DELIVERY}::test_nothing_is_decided_from_an_index",),
    ),
    Mode(
        "F30",
        "Step Functions' reading calls are few a second",
        "Who waits is a row; only the repair asks how machines stand.",
        (f"{DELIVERY}::test_step_functions_is_asked_how_a_machine_stands_in_one_place_only",),
    ),
    Mode(
        "F31",
        "A new version while requests run",
        "A request keeps the version it began on, also when it is replayed.",
        (
            f"{MACHINES}::test_a_request_ends_on_the_version_it_began_on",
            "fake_aws/contract_flows::version_that_was_started",
        ),
    ),
    Mode(
        "F33",
        "Writers at once break the audit chain, or somebody changes it",
        "One chain per request, moved under its revision; an export, closed by a manifest, is proved without the platform.",
        (
            f"{RACES}::test_two_steps_of_one_machine_at_once_keep_one_chain",
            "platform/test_platform_chain::test_a_changed_field_is_found",
            "platform/test_platform_chain::test_a_removed_event_is_found_where_it_is_missing",
            "platform/test_platform_chain::test_two_events_in_each_others_place_are_found",
            f"{RACES}::test_a_decision_during_an_export_does_not_break_it",
            f"{RACES}::test_a_decision_between_the_head_and_the_events_of_an_export_does_not_break_it",
            "approvals/test_approvals_audit::test_a_change_in_any_event_is_found_and_named",
            "approvals/test_approvals_audit::test_any_event_that_was_removed_is_found_and_its_request_named",
            "approvals/test_approvals_audit::test_any_event_that_stands_twice_is_found",
            "approvals/test_approvals_audit::test_any_event_in_the_place_of_its_neighbour_is_found",
            "approvals/test_approvals_audit::test_a_whole_request_that_was_removed_is_found",
            "approvals/test_approvals_audit::test_a_request_in_the_place_of_another_is_found",
            "approvals/test_approvals_audit::test_an_emptied_export_is_found",
            "approvals/test_approvals_audit::test_a_file_cut_off_anywhere_is_found",
        ),
    ),
    Mode(
        "F34",
        "A sub-request cannot be started: refused, or its flow disabled",
        "Refused for good, at once or after five attempts (twelve where nobody refused it); for its parent it was rejected, and administrators are told.",
        (
            f"{SUBREQUESTS}::test_a_sub_request_that_is_refused_at_its_start_ends_its_node_as_the_flow_says",
            f"{SUBREQUESTS}::test_why_a_sub_request_was_refused_can_be_read_in_both_languages",
            f"{SUBREQUESTS}::test_a_sub_request_that_nobody_could_decide_is_refused_at_once",
            f"{SUBREQUESTS}::test_a_disabled_flow_is_waited_for_some_minutes_and_then_refused",
            f"{SUBREQUESTS}::test_a_flow_that_is_enabled_again_in_time_is_started_as_if_nothing_had_been",
            f"{SUBREQUESTS}::test_of_several_rows_only_the_one_that_is_refused_counts_as_rejected",
            f"{SUBREQUESTS}::test_a_sub_request_nobody_waits_for_is_refused_in_the_history_and_nothing_stops",
            f"{SUBREQUESTS}::test_a_sub_request_whose_start_was_not_answered_is_not_refused",
            f"{SUBREQUESTS}::test_a_bug_at_the_start_of_a_sub_request_is_refused_after_some_hours",
            f"{SUBREQUESTS}::test_what_was_refused_is_not_started_by_a_late_repeat",
        ),
    ),
    Mode(
        "F35",
        "Another system does not take a call, or its answer is lost",
        "Repeated under one key; after five attempts the node goes on or administrators are asked, by a card too.",
        (
            f"{OUTSIDE}::test_a_call_is_made_and_its_answer_goes_into_the_form",
            f"{OUTSIDE}::test_a_call_whose_function_fails_is_made_again_under_the_same_key",
            f"{OUTSIDE}::test_a_call_whose_answer_is_lost_is_repeated_under_the_same_key_and_counts_once",
            f"{OUTSIDE}::test_administrators_are_told_when_a_call_is_not_taken_and_may_go_on_without_it",
            f"{OUTSIDE}::test_administrators_hear_of_it_though_the_write_that_tells_them_is_lost_once",
            f"{OUTSIDE}::test_a_call_that_is_taken_after_all_takes_the_question_back",
            f"{OUTSIDE}::test_a_withdrawn_request_waits_for_no_call",
            f"{ANSWERING}::test_a_call_in_a_fork_that_is_entered_anew_is_made_anew_and_nobody_is_asked_yet",
        ),
    ),
    Mode(
        "F36",
        "Something is given up, is nobody's, or is not looked after, and nobody hears of it",
        "Counted on the page of operations, with an alarm: dead letters, machines without a request, the last repair.",
        (
            f"{HEALTH}::test_running_requests_have_no_orphans",
            f"{HEALTH}::test_an_execution_whose_request_has_ended_is_counted_once_it_had_time_to_end",
            f"{HEALTH}::test_an_execution_that_was_replaced_and_lives_is_counted",
            f"{HEALTH}::test_an_execution_of_no_request_is_counted",
            f"{HEALTH}::test_when_and_how_the_latest_repair_went_is_told",
            f"{HEALTH}::test_machines_left_for_the_next_time_are_told_as_found",
            f"{HEALTH}::test_a_repair_that_fails_is_told_and_what_was_found_before_stands",
            f"{HEALTH}::test_what_was_given_up_is_counted_by_queue",
            f"{HEALTH}::test_a_queue_that_does_not_answer_is_told_as_unknown_and_the_page_comes",
        ),
    ),
    Mode(
        "F37",
        "A request is withdrawn while sub-requests run",
        "They go on, for others have begun to work on them; the parent's history names them, its node keeps how they ended.",
        (
            f"{SUBREQUESTS}::test_a_sub_request_goes_on_when_its_parent_is_withdrawn_and_the_parents_history_names_it",
            f"{SUBREQUESTS}::test_a_sub_request_that_starts_after_its_parent_was_withdrawn_is_named_too",
            f"{SUBREQUESTS}::test_how_a_sub_request_ended_that_nobody_waits_for_is_kept",
            f"{ANSWERING}::test_a_sub_request_that_ends_after_its_parent_was_withdrawn_changes_nothing",
        ),
    ),
    Mode(
        "F38",
        "DynamoDB does not answer a page, or is throttled",
        "503 with a sentence and Retry-After, in whatever call it happens; what was written stands, and a repeat counts once.",
        (
            f"{API}::test_a_read_that_fails_is_answered_with_come_again",
            f"{API}::test_a_read_that_fails_at_any_place_is_never_told_as_broken",
            f"{API}::test_what_was_written_before_the_read_failed_stands_and_the_repeat_is_answered",
            f"{API}::test_a_throttled_write_says_that_nothing_was_written_and_to_come_again",
            f"{API}::test_a_bug_is_still_told_as_one",
        ),
    ),
    Mode(
        "F39",
        "What follows a record (index items, words, lookups) dies, comes twice, or meets another writer",
        "A change is marked until all of it was done; each step collides with any other, and a sweep goes by the marks.",
        (
            f"{FOLLOWING}::test_a_handler_that_dies_anywhere_leaves_nothing_wrong",
            f"{FOLLOWING}::test_two_handlers_at_the_same_record_at_once_end_as_one",
            f"{FOLLOWING}::test_what_is_looked_up_may_change_while_its_referrer_is_written",
            f"{FOLLOWING}::test_a_writer_beside_a_record_that_catches_up_collides",
            f"{FOLLOWING}::test_a_record_too_big_for_one_transaction_follows_in_steps",
            f"{FOLLOWING}::test_a_change_the_stream_lost_is_swept",
            "store/test_store_following::test_handlers_and_writers_at_once_leave_everything_as_the_records_say",
            "store/test_store_following::test_a_change_that_fails_comes_again_alone",
        ),
    ),
    *AROUND,
)


def page() -> str:
    """docs/failures.md."""
    lines = [
        "# What can fail, and how it is shown that nothing is lost",
        "",
        "Each way the engine can fail, what is done about it, and the tests. Beside them",
        "`tests/faults/test_faults_run.py` takes 100 requests through thousands of faults by chance, of every kind and at",
        "every call (`make soak` takes 1,000 others): people, forks, clocks, calls of other systems, outside events,",
        "sub-requests, and some that come to nothing. It then proves from the rows and the machines: every request at its",
        "end, no decision lost or asked for twice, no call and no sub-request made twice, no machine without a request nor",
        "the other way round, every audit chain whole and the export of all of them too. The faults happen on a fake of",
        "Step Functions and DynamoDB with the semantics of AWS ([divergences.md](divergences.md)). Generated by",
        "`./xt python -m tests.faults.modes`.",
        "",
        "| | what fails | what is done | shown by |",
        "|---|---|---|---|",
    ]
    for mode in MODES:
        tests = "<br>".join(
            f"`{path.relative_to(ROOT / 'tests')}` {function.removeprefix('test_').replace('_', ' ')}"
            for path, function in mode.paths()
        )
        lines.append(f"| {mode.number} | {mode.what} | {mode.remedy} | {tests} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
