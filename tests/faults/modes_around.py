"""What can fail around the engine: libraries, callbacks, meetings, messages."""

from tests.faults.mode import Mode

CALLBACKS = "test_faults_callbacks"
SENDING, CARDS = "wecom/test_wecom_sending", "approvals/test_approvals_cards"
REMAKES, REMINDERS = "libraries/test_libraries_remakes", "libraries/test_libraries_reminders"

AROUND = (
    Mode(
        "F40",
        "The job that brings records to a new definition dies, runs twice, or meets functions that know the old one",
        "How far it is, is a row; each record is written under its version; a second round when nobody knows the old one.",
        (
            f"{REMAKES}::test_a_job_that_dies_anywhere_goes_on_where_it_was",
            f"{REMAKES}::test_two_that_are_at_it_at_once_do_it_once",
            f"{REMAKES}::test_what_an_old_function_wrote_meanwhile_is_found_by_the_second_round",
            f"{REMAKES}::test_a_function_with_the_old_definition_reads_it_again_when_a_record_is_newer",
            f"{REMAKES}::test_what_does_not_fit_is_listed_and_stays_and_can_be_mended",
        ),
    ),
    Mode(
        "F41",
        "The morning's reminders die half way, or run twice",
        "What a person is told is a row before it is queued, and its message has the row's key; the next run tells the rest.",
        (
            f"{REMINDERS}::test_a_run_that_dies_anywhere_is_made_good_by_the_next",
            f"{REMINDERS}::test_each_day_of_a_month_tells_what_is_due_and_once",
        ),
    ),
    Mode(
        "F42",
        "An event of WeCom comes several times, late, out of order, or the table does not take it at once",
        "Nonce, event and what follows are one transaction, answered within a second; what was not remembered comes again.",
        (
            f"{CALLBACKS}::test_every_event_counts_once_whatever_happens_on_its_way",
            "wecom/test_wecom_callbacks::test_an_event_counts_once_however_often_it_is_delivered",
            "wecom/test_wecom_callbacks::test_the_answer_comes_within_a_second_though_the_table_is_throttled_twice",
            "wecom/test_wecom_callbacks::test_an_event_that_could_not_be_remembered_is_delivered_again_and_counts",
            "wecom/test_wecom_callbacks::test_an_answer_of_the_table_that_is_lost_counts_once",
            "wecom/test_wecom_callbacks::test_a_nonce_is_taken_once",
            "store/test_store_callbacks::test_an_event_is_new_once_though_eight_deliveries_come_at_once",
        ),
    ),
    Mode(
        "F43",
        "WeCom's token or ticket ends in the middle of things, and many notice at once",
        "Kept in a row under a lease: one fetches, the others wait for it; one more try, never a loop.",
        (
            "store/test_store_wecom::test_fifty_cold_starts_make_one_gettoken",
            "store/test_store_wecom::test_fifty_calls_that_hear_that_the_token_has_ended_make_one_refresh",
            "store/test_store_wecom::test_fifty_pages_that_want_a_ticket_fetch_one_of_each_kind",
            "wecom/test_wecom_http::test_a_token_that_is_always_refused_is_not_tried_for_ever",
            "wecom/test_wecom_http::test_every_bad_day_is_unavailable_in_time_and_over_afterwards",
            "store/test_store_people::test_a_lease_whose_holder_died_is_free_again_after_ten_seconds",
        ),
    ),
    Mode(
        "F44",
        "WeCom makes a meeting and its answer is lost, or it does not answer, or refuses",
        "Stored before it is asked for; looked for before it is asked for again; told as a note, and tried again.",
        (
            "wecom/test_wecom_meetings::test_an_answer_that_got_lost_makes_no_second_meeting",
            "wecom/test_wecom_meetings::test_a_call_without_effect_is_made_again_after_wecom_had_its_time",
            "wecom/test_wecom_meetings::test_two_meetings_alike_are_not_taken_for_one_another",
            "wecom/test_wecom_meetings::test_while_wecom_is_silent_the_outbox_goes_on_and_writes_it_back",
            "wecom/test_wecom_apps::test_a_flows_meeting_is_made_once_though_the_answer_is_lost_and_after_a_refusal_is_lifted",
            "store/test_store_meetings::test_of_eight_that_come_for_the_work_one_gets_it",
        ),
    ),
    Mode(
        "F45",
        "WeCom is down, refuses, or its answer is lost while somebody is told; or the function that tells them dies",
        "Who is told is rows before anything is sent; each is sent again under its number until WeCom has it, for three days.",
        (
            f"{SENDING}::test_wecom_is_down_while_sending_and_it_arrives_later_and_once",
            f"{SENDING}::test_a_sending_whose_answer_is_lost_is_tried_again_and_refused_by_its_number",
            f"{SENDING}::test_a_function_that_dies_in_the_call_leaves_the_card_to_the_next",
            f"{SENDING}::test_a_function_that_dies_while_planning_tells_everybody_once",
            f"{SENDING}::test_what_wecom_refuses_is_given_up_shown_and_can_be_sent_again",
            f"{SENDING}::test_three_days_of_silence_are_given_up_and_no_sooner",
        ),
    ),
    Mode(
        "F46",
        "More is sent to a person than WeCom delivers, which drops the rest and says it was sent",
        "Each card is counted before, by person, minute and hour; what would be too much is told in one card a minute later.",
        (
            f"{SENDING}::test_thirty_five_messages_in_a_minute_and_none_is_silently_lost",
            f"{SENDING}::test_minutes_of_too_much_are_told_in_a_card_a_minute_and_none_is_dropped",
            f"{SENDING}::test_a_storm_after_silence_keeps_to_what_wecom_allows",
            f"{SENDING}::test_what_is_too_much_for_one_of_many_does_not_hold_up_the_others",
        ),
    ),
    Mode(
        "F47",
        "WeCom does not know a receiver, and says that all is well",
        "Kept on the person and shown to administrators; the next is tried after an hour, then later each time, up to a week.",
        (
            f"{SENDING}::test_whom_wecom_does_not_know_is_kept_on_the_person_and_not_tried_for_ever",
            f"{SENDING}::test_who_is_mended_is_told_again_with_the_next_notice",
        ),
    ),
    Mode(
        "F48",
        "Two press a card at once, one presses twice, late, on a changed form, or is not asked; a card or key is forged",
        "The callback only remembers; the transaction that decides asks who, where and which version, and the card says what came of it.",
        (
            f"{CARDS}::test_two_press_in_the_same_second_and_one_decides",
            f"{CARDS}::test_a_press_that_comes_twice_and_a_second_press_count_once",
            f"{CARDS}::test_a_press_by_somebody_who_is_not_asked_changes_nothing",
            f"{CARDS}::test_a_forged_key_or_card_changes_nothing",
            f"{CARDS}::test_a_press_after_the_node_is_over_tells_who_was_first",
            f"{CARDS}::test_a_press_on_a_card_of_a_form_that_has_changed_asks_to_open_it",
            f"{CARDS}::test_a_press_whose_function_dies_is_looked_at_again_and_counts_once",
            f"{CARDS}::test_a_press_the_stream_did_not_bring_is_looked_at_by_the_sweep",
            f"{CARDS}::test_a_dropped_click_loses_nothing",
        ),
    ),
    Mode(
        "F49",
        "A card cannot be changed: its code is used up, older than 72 hours, or was lost with the answer to its sending",
        "Codes are kept, and replaced by what each press brings; without one a new card tells it, and the old one answers when pressed.",
        (
            f"{CARDS}::test_a_card_whose_change_fails_is_changed_later",
            f"{CARDS}::test_a_lost_answer_to_the_sending_leaves_a_card_that_the_press_itself_mends",
            f"{CARDS}::test_after_seventy_two_hours_a_new_card_tells_and_the_old_one_answers",
            f"{CARDS}::test_a_code_is_spent_once_however_often_cards_are_told_to_change",
        ),
    ),
)
