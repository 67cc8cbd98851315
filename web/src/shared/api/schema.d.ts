// Generated from chalicelib/openapi.json by `npm run types`. Do not edit.

export interface paths {
    "/admin/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open departments, each before those below it, with everything about them. */
        get: operations["list_all_departments"];
        put?: never;
        /** Open a department. */
        post: operations["create_department"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/departments/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change, move or close a department. If-Match is the `version` that was seen. */
        patch: operations["change_department"];
        trace?: never;
    };
    "/admin/departments/{number}/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a department was on a day, and who answered for it. */
        get: operations["get_department_then"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/departments/{number}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed of a department, the newest first. */
        get: operations["list_department_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/directory/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed of people and departments, the newest first. */
        get: operations["list_directory_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/directory/planned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to change, the next first; what could not on its day is among it. */
        get: operations["list_planned"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/directory/planned/{planned_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A planned change does not take effect. */
        delete: operations["take_back_planned"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every flow of the registry, those that are off or only proposed too. */
        get: operations["list_published_flows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything that is wrong with a text and its cases; writes nothing. */
        post: operations["verify_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One published flow: its text, its state machine, its versions. */
        get: operations["get_published_flow"];
        /** Publish a text, or propose it; If-Match "0" for a flow nobody has heard of. */
        put: operations["publish_flow"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What administrators did to a flow, the latest first. */
        get: operations["list_flow_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed between two versions, in words. */
        get: operations["compare_flow_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take no new requests; running ones go on. */
        post: operations["disable_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take new requests again. */
        post: operations["enable_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which running requests could go to a version, which not and why. Changes nothing. */
        get: operations["look_at_move"];
        put?: never;
        /** Move running requests; nobody is asked again. Each is told apart. */
        post: operations["move_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/proposals/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A text that waits for a second administrator, or waited. */
        get: operations["get_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/proposals/{number}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish what another administrator proposed. */
        post: operations["approve_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/proposals/{number}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not publish what another administrator proposed. */
        post: operations["refuse_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New requests start on an earlier version again; running ones stay on theirs. */
        post: operations["roll_flow_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/flows/{key}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version as it was published. */
        get: operations["get_flow_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the engine is. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/libraries/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What keeps these texts from being published together, stored records included; writes nothing. */
        post: operations["verify_libraries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/libraries/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A library's definition with its history, and how far its records are. */
        get: operations["get_admin_library"];
        /** Publish a definition; the same text changes nothing. If-Match is the version that was seen, 0 for a new one. */
        put: operations["publish_library"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/libraries/{key}/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every cell of a matrix that was set. */
        get: operations["list_cells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/libraries/{key}/cells/{row}/{column}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name the people of a cell; the change is kept. */
        put: operations["set_cell"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/messages/notices/{notice_id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again what was given up. */
        post: operations["send_notice_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/messages/people/{userid}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try somebody again with whatever comes next: the account was mended. */
        post: operations["try_person_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/messages/undelivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What did not arrive, and why. */
        get: operations["list_undelivered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find people in service, or go through those who left. */
        get: operations["list_everybody"];
        put?: never;
        /** Take somebody in. */
        post: operations["create_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about a person, in service or not. */
        get: operations["get_anybody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person now, or have it take effect on a later day. If-Match is the `version` that was seen. */
        patch: operations["change_person"];
        trace?: never;
    };
    "/admin/people/{userid}/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a person was on a day. */
        get: operations["get_person_then"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed of a person, the newest first. */
        get: operations["list_person_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/planned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to change of a person, the next first. */
        get: operations["list_person_planned"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/proxies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who stands in for a person, and for whom they do. */
        get: operations["list_proxies_of"];
        put?: never;
        /** Have somebody stand in for a person. */
        post: operations["create_proxy_of"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/proxies/{proxy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Nobody stands in for a person by this any more. */
        delete: operations["delete_proxy_of"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All open tasks of a person who leaves go to another; up to 50 a call, repeat while there are some. */
        post: operations["reassign_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/people/{userid}/userid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a person another userid; the former one goes on finding them. */
        put: operations["rename_person"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/requests/{request_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit chain of a request, checked. */
        get: operations["get_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/requests/{request_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a request. */
        post: operations["end_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/requests/{request_id}/jump": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a request to a node. If-Match is the `version` of the request as it was seen. */
        post: operations["jump_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every role anybody held, with who holds it today, or did on a day. */
        get: operations["list_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/roles/{role}/holders/{userid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give somebody a role. Again: nothing. */
        put: operations["give_role"];
        post?: never;
        /** Take a role from somebody. Again: nothing. */
        delete: operations["take_role"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approver rules of published flows that find nobody any more. */
        get: operations["list_failing_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the directory and WeCom are kept the same, and the latest runs. */
        get: operations["sync_state"];
        /** Keep both the same from now on, or leave both alone. */
        put: operations["switch_sync"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or refuse. Said again it is the same; what was refused may be approved later. */
        post: operations["answer_questions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What cannot be made the same, and why. */
        get: operations["list_problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for a person, and what was said to it. */
        get: operations["list_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a full or a dry run begin; its view says when it is done. */
        post: operations["begin_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run found and did, or would do. */
        get: operations["show_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tasks/{task_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an open task to a person, whoever has it. */
        post: operations["take_over_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/wecom/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask WeCom once for everything we use of it, and look at what is set here. */
        get: operations["check_setup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All open departments, each before those below it, in their order. */
        get: operations["list_departments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{system}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Something has happened that a request waits for. Signed as Standard Webhooks; a repeat is answered the same. */
        post: operations["take_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a place to upload one file of a form. */
        post: operations["create_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An address to download a file: my own, or one of a request I may see. */
        get: operations["get_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flows I may start. */
        get: operations["list_flows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One flow I may start, with its form. */
        get: operations["get_flow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{key}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What this form would do if it were submitted now. */
        post: operations["preview_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the platform answers. */
        get: operations["get_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of a day, and its questionnaires. */
        get: operations["list_health_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health-reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has not answered a questionnaire, by department. */
        get: operations["get_health_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published libraries of which I may see something. */
        get: operations["list_libraries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A library as I see it: its fields, views and statistics, and what I may do. */
        get: operations["get_library"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My accounts in a ledger. */
        get: operations["list_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export what I may of a list. */
        post: operations["begin_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/exports/{transfer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an export of mine is, and where its file is fetched from. */
        get: operations["get_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allow the upload of a spreadsheet, within ten minutes. */
        post: operations["begin_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/imports/{transfer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import of mine is, and what was wrong. */
        get: operations["get_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/imports/{transfer}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check or import the uploaded file. What has written nothing may be started again, otherwise. */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sheets of labels of up to 200 records, as PDF. */
        post: operations["make_labels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records (of a ledger: the entries, newest first) I may see. */
        get: operations["list_records"];
        put?: never;
        /** A new record; numbered by the library where it numbers. */
        post: operations["create_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same change of several records, each by itself; repeating it changes nothing more. */
        post: operations["change_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record, what I may do with it, and where else it is named. */
        get: operations["get_record"];
        put?: never;
        post?: never;
        /** Into the bin, from where it can be restored. */
        delete: operations["delete_record"];
        options?: never;
        head?: never;
        /** Change some values. If-Match is the record's version. */
        patch: operations["patch_record"];
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/actions/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an action of a record starts, filled with what I see of the record. */
        get: operations["get_action"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/children/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of a child table, in their order. */
        get: operations["list_children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An address to download a file of a record whose field I may see. */
        get: operations["get_record_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when, from which request; newest first, only fields I may see. */
        get: operations["list_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code that opens a record on the phone. */
        get: operations["get_record_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/records/{record_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Out of the bin. */
        post: operations["restore_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My saved searches in a library, the oldest first. */
        get: operations["list_searches"];
        put?: never;
        /** Keep a search under a name. */
        post: operations["save_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/searches/{search_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a saved search of mine away. */
        delete: operations["forget_search"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/statistics/{statistic}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statistic by its groups. */
        get: operations["get_statistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/libraries/{key}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A workbook with the columns I may fill in, choices to pick from and an explanation. */
        get: operations["get_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Broadcasts of a person. */
        get: operations["list_livings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livings/{living}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who watched a broadcast of mine. */
        get: operations["get_living"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to WeCom to sign in, and come back to `next`. */
        get: operations["login"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WeCom sends the browser back here with a code; it gets a session and goes where it wanted. */
        get: operations["login_callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out: the session is over on the server too. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am, what I may do, how much waits for me. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My meetings, called or invited to, the newest first. */
        get: operations["list_meetings"];
        put?: never;
        /** Call a meeting. Where WeCom does not answer, it is `planned` and follows. */
        post: operations["create_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A meeting of mine. */
        get: operations["get_meeting"];
        /** Change a meeting I called; one that WeCom refused is asked for once more. */
        put: operations["put_meeting"];
        post?: never;
        /** Cancel a meeting I called. Again: nothing. */
        delete: operations["cancel_meeting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How I want to be told of what. */
        get: operations["get_preferences"];
        /** How I want to be told from now on. */
        put: operations["put_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenAPI document of this API. */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find people in service. */
        get: operations["list_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{userid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's card. */
        get: operations["get_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proxies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who stands in for me, and for whom I do. */
        get: operations["list_proxies"];
        put?: never;
        /** Have somebody stand in for me. */
        post: operations["create_proxy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proxies/{proxy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Nobody stands in for me by this any more. */
        delete: operations["delete_proxy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My requests, those I decided, those I got a copy of, or all (administrators). */
        get: operations["list_requests"];
        put?: never;
        /** Submit a form: starts a request. */
        post: operations["submit_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/numbered/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which request a serial number means, if I may see it. */
        get: operations["get_numbered_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request: its form, where it stands, what happened, what I may do. */
        get: operations["get_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something about a request, with people mentioned and files. */
        post: operations["comment_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give more people a copy. */
        post: operations["copy_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The meetings called about a request. */
        get: operations["list_request_meetings"];
        put?: never;
        /** Call a meeting about a request; its link comes into the request's history. */
        post: operations["call_request_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask those who have not decided yet. */
        post: operations["remind_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follow a request until it ends, or no longer. */
        post: operations["supervise_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{request_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take my request back. */
        post: operations["withdraw_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/systems/{system}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a request of a flow that says `starters: {system: ...}`. A repeated message is answered the same. */
        post: operations["start_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/systems/{system}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a request this system started, where its flow says `withdraw: system`. Again: nothing. */
        post: operations["take_back_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for me, or what I decided. */
        get: operations["list_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/approve-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve several tasks of mine at once; each is told apart. */
        post: operations["approve_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/approvers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have more people approve. */
        post: operations["add_approvers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/approvers/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody at my node who has not decided need not. */
        post: operations["remove_approver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide my task. */
        post: operations["decide_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have another person work on my task; it comes back to me. */
        post: operations["delegate_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask people for an opinion; my task waits until all have answered. */
        post: operations["ask_opinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take my approval back while nobody has decided after it. */
        post: operations["take_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give my task to another person for good. */
        post: operations["transfer_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My latest imports and exports, the newest first. */
        get: operations["list_transfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wecom/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WeCom checks this address when it is entered in the console: the answer is what `echostr` hides, and nothing else. */
        get: operations["check_callback"];
        put?: never;
        /** Something has happened in WeCom. An empty answer acknowledges it; it counts once, however often it comes. */
        post: operations["take_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wecom/jssdk-signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a page of ours, so that it may use WeCom's JS-SDK. Pages of other addresses are refused. */
        post: operations["sign_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Act */
        Act: {
            /** Number */
            number: number;
            /** At */
            at: string;
            /** By */
            by: string;
            /** What */
            what: string;
            /** Version */
            version: number;
            /** Note */
            note: string;
        };
        /** ActList */
        ActList: {
            /** Items */
            items: components["schemas"]["Act"][];
        };
        /**
         * Action
         * @description What a person may decide on a task.
         * @enum {string}
         */
        Action: "approve" | "reject" | "return" | "resubmit" | "answer";
        /**
         * AddBody
         * @description Before my turn comes again, after I have approved, or with me.
         */
        AddBody: {
            /** To */
            to: string[];
            /**
             * Where
             * @enum {string}
             */
            where: "before" | "after" | "with";
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** Alive */
        Alive: {
            /** Status */
            status: string;
            /** Version */
            version: string;
        };
        /**
         * AnswerBody
         * @description `ids` of questions of one kind; without them all of it, some hundred at once.
         */
        AnswerBody: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "people_in" | "people_out" | "departments_in" | "departments_out" | "rename";
            /**
             * Ids
             * @default null
             */
            ids: string[] | null;
            /**
             * Said
             * @enum {string}
             */
            said: "approved" | "refused";
        };
        /** ApproveAllBody */
        ApproveAllBody: {
            /** Tasks */
            tasks: components["schemas"]["SeenTask"][];
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /**
         * ArmView
         * @description One way of a node; `when` empty is `otherwise`, or a way of a parallel node, which is always taken.
         */
        ArmView: {
            /** When */
            when: string;
            /** Nodes */
            nodes: components["schemas"]["NodeView"][];
        };
        /** AuditChain */
        AuditChain: {
            /** Items */
            items: components["schemas"]["AuditEvent"][];
            /** Valid */
            valid: boolean;
        };
        /** AuditEvent */
        AuditEvent: {
            /** Seq */
            seq: number;
            /** At */
            at: string;
            /** Actor */
            actor: string;
            /** Action */
            action: string;
            /** Node */
            node: string;
            /** Visit */
            visit: number;
            /** Comment */
            comment: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /** Prev Hash */
            prev_hash: string;
            /** Hash */
            hash: string;
        };
        /** BalanceList */
        BalanceList: {
            /** Items */
            items: components["schemas"]["BalanceView"][];
        };
        /**
         * BalanceView
         * @description An account of mine, in `unit`. `available` is what I may still use; `held` is reserved by pending requests.
         */
        BalanceView: {
            /** Account */
            account: string;
            /** Label */
            label: string;
            /** Unit */
            unit: string;
            /** Balance */
            balance: number;
            /** Held */
            held: number;
            /** Available */
            available: number;
        };
        /**
         * BulkBody
         * @description The same change of several records.
         */
        BulkBody: {
            /**
             * Action
             * @enum {string}
             */
            action: "update" | "delete" | "restore";
            /** Records */
            records: components["schemas"]["BulkRecord"][];
            /**
             * Values
             * @default {}
             */
            values: {
                [key: string]: unknown;
            };
        };
        /**
         * BulkRecord
         * @description A record, and the version of it that was seen.
         */
        BulkRecord: {
            /** Id */
            id: string;
            /** Version */
            version: number;
        };
        /**
         * BulkResult
         * @description `code` and `message` are there where the record was not changed.
         */
        BulkResult: {
            /** Id */
            id: string;
            /** Done */
            done: boolean;
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
        };
        /** BulkResults */
        BulkResults: {
            /** Items */
            items: components["schemas"]["BulkResult"][];
            /** Done */
            done: number;
        };
        /** CasesVerdict */
        CasesVerdict: {
            /** Cases */
            cases: number;
            /** Edges */
            edges: number;
            /** Edges Seen */
            edges_seen: number;
        };
        /**
         * CellChange
         * @description The people of a cell, in order.
         */
        CellChange: {
            /** Userids */
            userids: string[];
        };
        /** CellList */
        CellList: {
            /** Items */
            items: components["schemas"]["CellView"][];
        };
        /** CellView */
        CellView: {
            /** Row */
            row: string;
            /** Column */
            column: string;
            /** Userids */
            userids: string[];
        };
        /** ChangeList */
        ChangeList: {
            /** Items */
            items: components["schemas"]["ChangeView"][];
            names: components["schemas"]["Names"];
        };
        /** ChangePage */
        ChangePage: {
            /** Items */
            items: components["schemas"]["ChangeView"][];
            names: components["schemas"]["Names"];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ChangeView
         * @description A change of a person or department; it holds from `day` on.
         */
        ChangeView: {
            /** Kind */
            kind: string;
            /** Subject */
            subject: string;
            /** Subject Name */
            subject_name: string;
            /** Version */
            version: number;
            /** Action */
            action: string;
            /** Day */
            day: string;
            /** At */
            at: string;
            by: components["schemas"]["PersonShort"];
            /** Source */
            source: string;
            /** Note */
            note: string;
            /** Fields */
            fields: components["schemas"]["FieldChange"][];
        };
        /**
         * ChangedDepartment
         * @description What is to change, and nothing else; `closed` closes it today; `effective_on` a later day: it is planned.
         */
        ChangedDepartment: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Parent
             * @default null
             */
            parent: number | null;
            /**
             * Order
             * @default 0
             */
            order: number;
            /**
             * Head
             * @default null
             */
            head: string | null;
            /**
             * Deputies
             * @default []
             */
            deputies: string[];
            /**
             * Leader
             * @default null
             */
            leader: string | null;
            /**
             * Closed
             * @default false
             */
            closed: boolean;
            /**
             * Effective On
             * @default null
             */
            effective_on: string | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * ChangedPerson
         * @description What is to change, and nothing else; `effective_on` a later day: it is planned.
         */
        ChangedPerson: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Title
             * @default
             */
            title: string;
            /**
             * Post
             * @default
             */
            post: string;
            /**
             * Department
             * @default 0
             */
            department: number;
            /**
             * Also
             * @default []
             */
            also: number[];
            /**
             * Roles
             * @default []
             */
            roles: string[];
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Mobile
             * @default
             */
            mobile: string;
            /**
             * Mobile For
             * @default everyone
             * @enum {string}
             */
            mobile_for: "everyone" | "department" | "leaders";
            /**
             * Employed On
             * @default
             */
            employed_on: string;
            /**
             * Left On
             * @default
             */
            left_on: string;
            /**
             * Scheme
             * @default fixed
             * @enum {string}
             */
            scheme: "fixed" | "flexible";
            /**
             * Effective On
             * @default null
             */
            effective_on: string | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * CheckedItem
         * @description One thing looked at, in words; `remedy` says what to do where it is not good. `errcode` is WeCom's number.
         */
        CheckedItem: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Use */
            use: string;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "good" | "refused" | "unavailable" | "unset" | "skipped";
            /** Optional */
            optional: boolean;
            /** Errcode */
            errcode: number;
            /** Meaning */
            meaning: string;
            /** Remedy */
            remedy: string;
        };
        /**
         * ColumnView
         * @description A column of the sheet: the field it fills, or why it fills none.
         */
        ColumnView: {
            /** Letter */
            letter: string;
            /** Header */
            header: string;
            /** Field */
            field: string;
            /** Why */
            why: string;
        };
        /** CommentBody */
        CommentBody: {
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** CommentOnlyBody */
        CommentOnlyBody: {
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** CopyBody */
        CopyBody: {
            /** To */
            to: string[];
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** Counts */
        Counts: {
            /** Todo */
            todo: number;
            /** Running */
            running: number;
        };
        /**
         * CountsView
         * @description Rows by what became of them; of a check, what would.
         */
        CountsView: {
            /** Created */
            created: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Refused */
            refused: number;
        };
        /** CurrentNode */
        CurrentNode: {
            /** Node Name */
            node_name: string;
            /** People */
            people: string[];
        };
        /**
         * DeadLetters
         * @description What was given up and waits for a person: messages to people, stream records, job calls. None: not known.
         */
        DeadLetters: {
            /** Messages */
            messages: number | null;
            /** Outbox */
            outbox: number | null;
            /** Jobs */
            jobs: number | null;
        };
        /**
         * DecisionBody
         * @description `form` with `resubmit`: the corrected form; with `approve`: what the node lets one fill in. `to` and `straight`
         *     with `return`: which node, and whether it comes straight back afterwards. `picks`: whom one chose for later nodes.
         */
        DecisionBody: {
            action: components["schemas"]["Action"];
            /**
             * Comment
             * @default
             */
            comment: string;
            /**
             * Form
             * @default null
             */
            form: {
                [key: string]: unknown;
            } | null;
            /**
             * To
             * @default revise
             */
            to: string;
            /**
             * Straight
             * @default false
             */
            straight: boolean;
            /**
             * Picks
             * @default {}
             */
            picks: {
                [key: string]: string[];
            };
        };
        /** DepartmentCreated */
        DepartmentCreated: {
            /** Id */
            id: number;
        };
        /**
         * DepartmentDetail
         * @description Everything about a department; `version` goes into If-Match.
         */
        DepartmentDetail: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Parent */
            parent: number | null;
            /** Order */
            order: number;
            /** Head */
            head: string | null;
            /** Deputies */
            deputies: string[];
            /** Leader */
            leader: string | null;
            /** Closed On */
            closed_on: string;
            /** People */
            people: number;
            /** Version */
            version: number;
        };
        /**
         * DepartmentDetails
         * @description `names` has everybody who answers for one of them.
         */
        DepartmentDetails: {
            /** Items */
            items: components["schemas"]["DepartmentDetail"][];
            /** Names */
            names: components["schemas"]["PersonShort"][];
        };
        /** DepartmentList */
        DepartmentList: {
            /** Items */
            items: components["schemas"]["DepartmentView"][];
        };
        /**
         * DepartmentShare
         * @description `own`: people of the department itself, without those below it.
         */
        DepartmentShare: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Asked */
            asked: number;
            /** Answered */
            answered: number;
            /** Own */
            own: boolean;
        };
        /** DepartmentShort */
        DepartmentShort: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * DepartmentThen
         * @description How a department was on a day; None before it was there.
         */
        DepartmentThen: {
            department: components["schemas"]["DepartmentDetail"] | null;
            /** Names */
            names: components["schemas"]["PersonShort"][];
        };
        /**
         * DepartmentView
         * @description An open department; `people` are those in service in it and in all below it.
         */
        DepartmentView: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
            head: components["schemas"]["PersonShort"] | null;
            /** Deputies */
            deputies: components["schemas"]["PersonShort"][];
            leader: components["schemas"]["PersonShort"] | null;
            /** People */
            people: number;
        };
        /** DifferenceList */
        DifferenceList: {
            /** Items */
            items: components["schemas"]["DifferenceView"][];
        };
        /** DifferenceView */
        DifferenceView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "added" | "removed" | "changed" | "moved";
            /** Place */
            place: string;
            /** Sentence */
            sentence: string;
        };
        /**
         * DimensionView
         * @description What groups are told apart by. `grain`: year, month or day of a date; empty for a value.
         */
        DimensionView: {
            /** Key */
            key: string;
            /** Grain */
            grain: string;
            field: components["schemas"]["LibraryFieldView"];
        };
        /**
         * Direction
         * @enum {string}
         */
        Direction: "import" | "export";
        /**
         * DoneTask
         * @description A decision of mine that I could take back now.
         */
        DoneTask: {
            /** Id */
            id: string;
            /** Node Name */
            node_name: string;
        };
        /**
         * Error
         * @description The body of every error.
         */
        Error: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Request Id */
            request_id: string;
            /**
             * Field
             * @default null
             */
            field: string | null;
            /**
             * Errors
             * @default null
             */
            errors: components["schemas"]["FieldError"][] | null;
        };
        /**
         * EventBody
         * @description `request` is its id, or with `flow` its serial number; `data` goes into the record.
         */
        EventBody: {
            /** Type */
            type: string;
            /** Request */
            request: string;
            /**
             * Flow
             * @default
             */
            flow: string;
            /**
             * Data
             * @default {}
             */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * EventTaken
         * @description The request the event belongs to, as it stands now.
         */
        EventTaken: {
            /** Request */
            request: string;
            /** Serial */
            serial: string;
            /** Status */
            status: string;
        };
        /**
         * Existing
         * @description What becomes of a row whose record is there: its filled cells are written, or the row is refused.
         * @enum {string}
         */
        Existing: "update" | "refuse";
        /** ExportBegun */
        ExportBegun: {
            /** Id */
            id: string;
        };
        /**
         * ExportBody
         * @description A list as it is shown: see `GET /libraries/{key}/records`.
         */
        ExportBody: {
            /**
             * View
             * @default
             */
            view: string;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Words
             * @default
             */
            words: string;
            /**
             * Sort
             * @default null
             */
            sort: string | null;
            /**
             * Format
             * @enum {string}
             */
            format: "xlsx" | "csv";
        };
        /** FailedNotice */
        FailedNotice: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Title */
            title: string;
            /** People */
            people: string[];
            /** At */
            at: string;
            /** Attempts */
            attempts: number;
            /** Reason */
            reason: string;
        };
        /**
         * FailingRule
         * @description A rule of a published flow that finds nobody; `problem` as in docs/problems.md.
         */
        FailingRule: {
            /** Flow */
            flow: string;
            /** Flow Name */
            flow_name: string;
            /** Problem */
            problem: string;
            /** Place */
            place: string;
            /** Message */
            message: string;
            /** Hint */
            hint: string;
        };
        /**
         * FailingRules
         * @description As they were looked at last; `at` is empty before the first time. `count` may be more than are listed.
         */
        FailingRules: {
            /** At */
            at: string;
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["FailingRule"][];
        };
        /**
         * FieldChange
         * @description What one field was and is; the value as it is stored.
         */
        FieldChange: {
            /** Field */
            field: string;
            /** Old */
            old: unknown;
            /** New */
            new: unknown;
        };
        /**
         * FieldError
         * @description One thing wrong with one field.
         */
        FieldError: {
            /** Field */
            field: string;
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /** FieldProblemView */
        FieldProblemView: {
            /** Field */
            field: string;
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * FieldView
         * @description A field to draw. `required` and `hidden` are what holds before anything is typed; the preview says more.
         *
         *     `required_when` and `visible_when` are the conditions (JSONata; of a column: over its row); `later` fields are
         *     filled at a node. `library` and `flows` say what a reference chooses from, `filtered` that not everything there
         *     may be chosen.
         */
        FieldView: {
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Type */
            type: string;
            /** Required */
            required: boolean;
            /** Computed */
            computed: boolean;
            /** Hidden */
            hidden: boolean;
            /** Help */
            help: string;
            /** Unit */
            unit: string;
            /** Options */
            options: components["schemas"]["OptionView"][];
            /** Min */
            min: number | null;
            /** Max */
            max: number | null;
            /** Step */
            step: number | null;
            /** Max Length */
            max_length: number | null;
            /** Multiple */
            multiple: boolean;
            /** Default */
            default: unknown;
            /** Columns */
            columns: components["schemas"]["FieldView"][];
            /**
             * Later
             * @default false
             */
            later: boolean;
            /**
             * Sensitive
             * @default false
             */
            sensitive: boolean;
            /**
             * Library
             * @default
             */
            library: string;
            /**
             * Filtered
             * @default false
             */
            filtered: boolean;
            /**
             * Flows
             * @default []
             */
            flows: string[];
            /**
             * Required When
             * @default
             */
            required_when: string;
            /**
             * Visible When
             * @default
             */
            visible_when: string;
            /**
             * Locate
             * @default false
             */
            locate: boolean;
        };
        /** FileAddress */
        FileAddress: {
            /** Url */
            url: string;
        };
        /** FileBody */
        FileBody: {
            /** Name */
            name: string;
            /** Size Bytes */
            size_bytes: number;
            /** Content Type */
            content_type: string;
        };
        /** FileCreated */
        FileCreated: {
            /** Id */
            id: string;
            upload: components["schemas"]["UploadAddress"];
        };
        /**
         * FlowHeadroom
         * @description What the worst request uses of Step Functions' limits: events of one history (without and with returns), bytes.
         */
        FlowHeadroom: {
            events: components["schemas"]["LimitUse"];
            events_returned: components["schemas"]["LimitUse"];
            routing_bytes: components["schemas"]["LimitUse"];
            payload_bytes: components["schemas"]["LimitUse"];
            definition_bytes: components["schemas"]["LimitUse"];
        };
        /**
         * FlowJudgement
         * @description `verdict` and `headroom` are None where the text has errors, `verdict` also where there are no cases.
         */
        FlowJudgement: {
            /** Problems */
            problems: components["schemas"]["ProblemView"][];
            verdict: components["schemas"]["CasesVerdict"] | null;
            /** Rules */
            rules: components["schemas"]["RuleRow"][];
            headroom: components["schemas"]["FlowHeadroom"] | null;
        };
        /** FlowList */
        FlowList: {
            /** Items */
            items: components["schemas"]["FlowSummary"][];
        };
        /** FlowSummary */
        FlowSummary: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Section */
            section: string;
            /** Section Name */
            section_name: string;
            /** Description */
            description: string;
        };
        /** FlowVersion */
        FlowVersion: {
            /** Version */
            version: number;
            /** Published At */
            published_at: string;
            /** Published By */
            published_by: string;
            /** Approved By */
            approved_by: string;
            /** Note */
            note: string;
            /** Hash */
            hash: string;
            /** Warnings */
            warnings: components["schemas"]["ProblemView"][];
        };
        /** FlowVersionDetail */
        FlowVersionDetail: {
            /** Version */
            version: number;
            /** Published At */
            published_at: string;
            /** Published By */
            published_by: string;
            /** Approved By */
            approved_by: string;
            /** Note */
            note: string;
            /** Hash */
            hash: string;
            /** Warnings */
            warnings: components["schemas"]["ProblemView"][];
            /** Source */
            source: string;
            /** Cases */
            cases: string;
            /** Asl */
            asl: {
                [key: string]: unknown;
            };
        };
        /** FlowView */
        FlowView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Section */
            section: string;
            /** Section Name */
            section_name: string;
            /** Description */
            description: string;
            /** Version */
            version: number;
            form: components["schemas"]["FormView"];
        };
        /**
         * FormView
         * @description The fields in their order; `json_schema` says the same of the values, for programs.
         */
        FormView: {
            /** Fields */
            fields: components["schemas"]["FieldView"][];
            /**
             * Json Schema
             * @default {}
             */
            json_schema: {
                [key: string]: unknown;
            };
        };
        /**
         * GroupView
         * @description `values` by dimension; a time as 2026-11, null where nothing is filled in. `figure`: null where there is none.
         */
        GroupView: {
            /** Values */
            values: {
                [key: string]: unknown;
            };
            /** Number */
            number: number;
            /** Figure */
            figure: number | null;
            /** Opening */
            opening: number | null;
            /** Pieces */
            pieces: components["schemas"]["PieceView"][];
        };
        /**
         * Health
         * @description Counts an administrator acts on. `oldest_pending_seconds`: age of the oldest undelivered effect.
         *
         *     `orphan_executions`: running without an open request, as the repair counted them last. `handovers`: people who left
         *     and whose tasks may not all have gone over. `rules_failing`: approver rules that find nobody, see `/admin/rules`.
         */
        Health: {
            /** Outbox Pending */
            outbox_pending: number;
            /** Oldest Pending Seconds */
            oldest_pending_seconds: number;
            /** Running */
            running: number;
            /** Waiting */
            waiting: number;
            /** In Transit */
            in_transit: number;
            /** Overdue */
            overdue: number;
            /** Machines Dead */
            machines_dead: number;
            /** Machines Replaced */
            machines_replaced: number;
            /** Orphan Executions */
            orphan_executions: number;
            /** Handovers */
            handovers: number;
            /** Rules Failing */
            rules_failing: number;
            repair: components["schemas"]["RepairRun"];
            dead_letters: components["schemas"]["DeadLetters"];
            /** Libraries */
            libraries: components["schemas"]["LibraryLag"][];
        };
        /**
         * Holder
         * @description Somebody with a role; who is out keeps it, and is asked nothing.
         */
        Holder: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Active */
            active: boolean;
        };
        /**
         * ImportBegun
         * @description Post the file, then start the import.
         */
        ImportBegun: {
            /** Id */
            id: string;
            upload: components["schemas"]["SheetUpload"];
        };
        /**
         * ImportBody
         * @description The file that is going to be uploaded.
         */
        ImportBody: {
            /** Name */
            name: string;
            /** Size Bytes */
            size_bytes: number;
        };
        /**
         * ImportStart
         * @description `check` writes nothing, `partial` the good rows, `whole` all rows or none. `existing`: what becomes of rows whose
         *     record is there. `mapping`: field by the letter of its column, null for none; columns it does not name are matched
         *     by label or key.
         */
        ImportStart: {
            mode: components["schemas"]["Mode"];
            /** @default update */
            existing: components["schemas"]["Existing"];
            /**
             * Mapping
             * @default {}
             */
            mapping: {
                [key: string]: string | null;
            };
        };
        /**
         * ImportView
         * @description `problems` are the first 200; all of them are in the file at `address`. `missing`: required fields without a
         *     column. `wrote`: whether records were written.
         */
        ImportView: {
            /** Id */
            id: string;
            direction: components["schemas"]["Direction"];
            /** Library */
            library: string;
            /** Name */
            name: string;
            /** Status */
            status: string;
            /** Step */
            step: string;
            /** Done */
            done: number;
            /** Total */
            total: number;
            /** Created At */
            created_at: string;
            /** Address */
            address: string | null;
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
            /** Mode */
            mode: string | null;
            /** Wrote */
            wrote: boolean;
            counts: components["schemas"]["CountsView"];
            /** Columns */
            columns: components["schemas"]["ColumnView"][];
            /** Missing */
            missing: string[];
            /** Problems */
            problems: components["schemas"]["RowProblemView"][];
        };
        /** JumpBody */
        JumpBody: {
            /** To */
            to: string;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** KindView */
        KindView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /**
             * Way
             * @enum {string}
             */
            way: "now" | "daily" | "off";
            /** Ways */
            ways: ("now" | "daily" | "off")[];
            /** Urgent */
            urgent: boolean;
        };
        /**
         * LabelSheets
         * @description Where to download the PDF, for five minutes. `replaced`: characters there is no sign for, written as □.
         */
        LabelSheets: {
            /** Url */
            url: string;
            /** Pages */
            pages: number;
            /** Replaced */
            replaced: string[];
        };
        /**
         * LabelsBody
         * @description Whose labels, in this order. `view`: whose card stands on them; A4 is cut into `columns` and `rows`.
         */
        LabelsBody: {
            /** Records */
            records: string[];
            /**
             * View
             * @default
             */
            view: string;
            /**
             * Columns
             * @default 3
             */
            columns: number;
            /**
             * Rows
             * @default 8
             */
            rows: number;
        };
        /**
         * LeftOutView
         * @description Somebody who was wanted and cannot be invited; `why` is a sentence.
         */
        LeftOutView: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Why */
            why: string;
        };
        /**
         * LibraryAdminView
         * @description A definition as it was written, its versions (newest first), and what became of stored records.
         */
        LibraryAdminView: {
            /** Key */
            key: string;
            /** Version */
            version: number;
            /** Source */
            source: string;
            /** Versions */
            versions: components["schemas"]["LibraryVersion"][];
            remake: components["schemas"]["RemakeView"] | null;
            /** Misfits */
            misfits: components["schemas"]["MisfitView"][];
        };
        /**
         * LibraryFieldView
         * @description A field, or a column. `derived`: nobody types it. `library`: what a reference names.
         */
        LibraryFieldView: {
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Type */
            type: string;
            /** Required */
            required: boolean;
            /** Unit */
            unit: string;
            /** Options */
            options: components["schemas"]["LibraryOption"][];
            /** Derived */
            derived: boolean;
            /** Sensitive */
            sensitive: boolean;
            /** Multiple */
            multiple: boolean;
            /** Append Only */
            append_only: boolean;
            /** Library */
            library: string | null;
            /** Min */
            min: number | null;
            /** Max */
            max: number | null;
            /** Default */
            default: unknown;
            /** Columns */
            columns: components["schemas"]["LibraryFieldView"][];
        };
        /**
         * LibraryLag
         * @description A library that is behind: `records` not in their lists yet, since when; `changes` whose words and lookups are
         *     still to come, the oldest since so many seconds.
         */
        LibraryLag: {
            /** Library */
            library: string;
            /** Records */
            records: number;
            /** Since */
            since: string | null;
            /** Changes */
            changes: number;
            /** Words Seconds */
            words_seconds: number;
        };
        /** LibraryList */
        LibraryList: {
            /** Items */
            items: components["schemas"]["LibrarySummary"][];
        };
        /**
         * LibraryListView
         * @description A view that may be listed; `sort` with "-" for the last first. `child`: the rows of that table are listed.
         */
        LibraryListView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Columns */
            columns: string[];
            /** Child */
            child: string | null;
            /** Group */
            group: string | null;
            /** Sort */
            sort: string;
            /** Title */
            title: string;
            /** Lines */
            lines: string[];
        };
        /**
         * LibraryMay
         * @description What I may do in a library; with single records it may be less.
         */
        LibraryMay: {
            /** Create */
            create: boolean;
            /** Update */
            update: boolean;
            /** Delete */
            delete: boolean;
            /** Export */
            export: boolean;
        };
        /** LibraryOption */
        LibraryOption: {
            /** Value */
            value: string;
            /** Label */
            label: string;
        };
        /**
         * LibraryProblem
         * @description `library` is its key, empty of a text that is no library; `id` is listed in docs/library-problems.md.
         */
        LibraryProblem: {
            /** Library */
            library: string;
            /** Id */
            id: string;
            /** Place */
            place: string;
            /** Message */
            message: string;
        };
        /**
         * LibraryPublished
         * @description `remakes`: stored records are on their way to it.
         */
        LibraryPublished: {
            /** Key */
            key: string;
            /** Version */
            version: number;
            /** Changed */
            changed: boolean;
            /** Remakes */
            remakes: boolean;
        };
        /** LibrarySummary */
        LibrarySummary: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Kind */
            kind: string;
        };
        /**
         * LibraryText
         * @description A library file, as text.
         */
        LibraryText: {
            /** Source */
            source: string;
        };
        /**
         * LibraryTexts
         * @description Library files, as texts; they may name each other.
         */
        LibraryTexts: {
            /** Sources */
            sources: string[];
        };
        /** LibraryVerdict */
        LibraryVerdict: {
            /** Problems */
            problems: components["schemas"]["LibraryProblem"][];
        };
        /** LibraryVersion */
        LibraryVersion: {
            /** Version */
            version: number;
            /** Published At */
            published_at: string;
            /** Published By */
            published_by: string;
        };
        /**
         * LibraryView
         * @description A library as I see it. `create_fields`: paths I may fill in of a new record. `sorts`: what lists are sorted by.
         */
        LibraryView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Kind */
            kind: string;
            /** Ledger */
            ledger: boolean;
            /** Version */
            version: number;
            /** Keys */
            keys: string[];
            /** Numbered */
            numbered: boolean;
            /** Fields */
            fields: components["schemas"]["LibraryFieldView"][];
            /** Views */
            views: components["schemas"]["LibraryListView"][];
            /** Sorts */
            sorts: string[];
            /** Statistics */
            statistics: components["schemas"]["StatisticSummary"][];
            may: components["schemas"]["LibraryMay"];
            /** Create Fields */
            create_fields: string[];
        };
        /** LimitUse */
        LimitUse: {
            /** Used */
            used: number;
            /** Limit */
            limit: number;
            /** Free Percent */
            free_percent: number;
        };
        /** ListedPeople */
        ListedPeople: {
            /** Items */
            items: components["schemas"]["ListedPerson"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListedPerson */
        ListedPerson: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Department Name */
            department_name: string;
            /** Mobile */
            mobile: string;
            /** Active */
            active: boolean;
        };
        /**
         * LivingPage
         * @description `note` says why WeCom tells nothing.
         */
        LivingPage: {
            /** Items */
            items: components["schemas"]["LivingView"][];
            /** Next Cursor */
            next_cursor: string | null;
            note: components["schemas"]["Note"] | null;
        };
        /**
         * LivingStatistic
         * @description Who watched how long, the longest first. `others` are people from outside; `whole` false: there are more.
         */
        LivingStatistic: {
            living: components["schemas"]["LivingView"] | null;
            /** People */
            people: components["schemas"]["Watcher"][];
            /** Others */
            others: number;
            /** Minutes */
            minutes: number;
            /** Whole */
            whole: boolean;
            note: components["schemas"]["Note"] | null;
        };
        /**
         * LivingView
         * @description `status`: 0 announced, 1 on, 2 over, 3 expired, 4 cancelled; `start_at` by the institute's wall clock.
         */
        LivingView: {
            /** Id */
            id: string;
            /** Theme */
            theme: string;
            anchor: components["schemas"]["PersonShort"];
            /** Start At */
            start_at: string;
            /** Minutes */
            minutes: number;
            /** Status */
            status: number;
            /** Viewers */
            viewers: number;
        };
        /**
         * Me
         * @description `leads`: answers for a department, as head, deputy or division leader.
         */
        Me: {
            person: components["schemas"]["PersonView"];
            /** Roles */
            roles: string[];
            /** Is Admin */
            is_admin: boolean;
            /** Leads */
            leads: boolean;
            /** Csrf Token */
            csrf_token: string;
            counts: components["schemas"]["Counts"];
        };
        /**
         * MeetingBody
         * @description `start_at` and `end_at` by the institute's wall clock, to the minute; `people` without who calls the meeting.
         */
        MeetingBody: {
            /** Title */
            title: string;
            /** Start At */
            start_at: string;
            /** End At */
            end_at: string;
            /** People */
            people: string[];
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Location
             * @default
             */
            location: string;
        };
        /** MeetingList */
        MeetingList: {
            /** Items */
            items: components["schemas"]["MeetingView"][];
        };
        /** MeetingPage */
        MeetingPage: {
            /** Items */
            items: components["schemas"]["MeetingView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MeetingView
         * @description `shown_title` is what WeCom shows of the title. `link` and `code` are how to join, where WeCom tells them.
         *
         *     `waiting`: WeCom has not heard of the latest wish. `note` says why it refused one, `failed` which. `mine`: I may
         *     change and cancel it, while `open`. `version` is for If-Match.
         */
        MeetingView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Shown Title */
            shown_title: string;
            /** Start At */
            start_at: string;
            /** End At */
            end_at: string;
            /** Description */
            description: string;
            /** Location */
            location: string;
            organiser: components["schemas"]["PersonShort"];
            /** People */
            people: components["schemas"]["PersonShort"][];
            /** Left Out */
            left_out: components["schemas"]["LeftOutView"][];
            /**
             * State
             * @enum {string}
             */
            state: "planned" | "standing" | "refused" | "cancelled";
            /** Waiting */
            waiting: boolean;
            /** Meetingid */
            meetingid: string;
            /** Code */
            code: string;
            /** Link */
            link: string;
            /** Failed */
            failed: string;
            note: components["schemas"]["Note"] | null;
            /** Request */
            request: string;
            /** Mine */
            mine: boolean;
            /** Open */
            open: boolean;
            /** Version */
            version: string;
        };
        /** MisfitProblem */
        MisfitProblem: {
            /** Field */
            field: string;
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
        };
        /**
         * MisfitView
         * @description A record that does not fit the definition and stayed as it was: why, by field.
         */
        MisfitView: {
            /** Record */
            record: string;
            /** Target */
            target: number;
            /** Code */
            code: string;
            /** Problems */
            problems: components["schemas"]["MisfitProblem"][];
        };
        /** MissingRight */
        MissingRight: {
            /** Errcode */
            errcode: number;
            /** Meaning */
            meaning: string;
            /** Remedy */
            remedy: string;
            /** Names */
            names: string[];
        };
        /**
         * Mode
         * @description `check` writes nothing. `partial` writes the good rows. `whole` checks all rows first and writes none where one is
         *     bad; a row that somebody spoils between the check and its turn is told, the others stand.
         * @enum {string}
         */
        Mode: "check" | "partial" | "whole";
        /** MoveBody */
        MoveBody: {
            /** To */
            to: number;
            /** Requests */
            requests: string[];
        };
        /**
         * MoveCandidate
         * @description A running request on another version. Where it cannot move, `code` and `message` say why.
         */
        MoveCandidate: {
            /** Request */
            request: string;
            /** Serial */
            serial: string;
            /** Title */
            title: string;
            /** Version */
            version: number;
            /** At */
            at: string[];
            /** Can */
            can: boolean;
            /**
             * Code
             * @default
             */
            code: string;
            /**
             * Message
             * @default
             */
            message: string;
        };
        /** MovePage */
        MovePage: {
            /** Items */
            items: components["schemas"]["MoveCandidate"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** MoveResult */
        MoveResult: {
            /** Request */
            request: string;
            /** Done */
            done: boolean;
            /**
             * Code
             * @default
             */
            code: string;
            /**
             * Message
             * @default
             */
            message: string;
        };
        /** MoveResults */
        MoveResults: {
            /** Items */
            items: components["schemas"]["MoveResult"][];
        };
        /**
         * MyTask
         * @description My open task here; `etag` goes into If-Match of the decision. `picks`: whom I choose with it for later nodes.
         */
        MyTask: {
            /** Id */
            id: string;
            /** Node */
            node: string;
            /** Node Name */
            node_name: string;
            /** Role */
            role: string;
            /** Number */
            number: number;
            /** On Behalf Of */
            on_behalf_of: string;
            /** Waiting */
            waiting: boolean;
            /** Actions */
            actions: string[];
            /** Returns */
            returns: components["schemas"]["ReturnTargetView"][];
            /** Fields */
            fields: {
                [key: string]: components["schemas"]["NodeFieldView"];
            };
            /** Picks */
            picks: components["schemas"]["PickView"][];
            /** Etag */
            etag: string;
            /** Opened At */
            opened_at: string;
            /** Due At */
            due_at: string | null;
        };
        /**
         * Names
         * @description What the values of changes are called: people by userid, departments by number, roles by key.
         */
        Names: {
            /** People */
            people: {
                [key: string]: string;
            };
            /** Departments */
            departments: {
                [key: string]: string;
            };
            /** Roles */
            roles: {
                [key: string]: string;
            };
        };
        /**
         * NamesView
         * @description `records`: library -> key -> what is shown for it.
         */
        NamesView: {
            /** People */
            people: {
                [key: string]: string;
            };
            /** Departments */
            departments: {
                [key: string]: string;
            };
            /** Records */
            records: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        /**
         * NewDepartment
         * @description Without `id` it gets the next number.
         */
        NewDepartment: {
            /**
             * Id
             * @default 0
             */
            id: number;
            /** Name */
            name: string;
            /** Parent */
            parent: number;
            /**
             * Order
             * @default 0
             */
            order: number;
            /**
             * Head
             * @default null
             */
            head: string | null;
            /**
             * Deputies
             * @default []
             */
            deputies: string[];
            /**
             * Leader
             * @default null
             */
            leader: string | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** NewPerson */
        NewPerson: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Department */
            department: number;
            /**
             * Title
             * @default
             */
            title: string;
            /**
             * Post
             * @default
             */
            post: string;
            /**
             * Also
             * @default []
             */
            also: number[];
            /**
             * Roles
             * @default []
             */
            roles: string[];
            /**
             * Mobile
             * @default
             */
            mobile: string;
            /**
             * Mobile For
             * @default everyone
             * @enum {string}
             */
            mobile_for: "everyone" | "department" | "leaders";
            /**
             * Employed On
             * @default
             */
            employed_on: string;
            /**
             * Scheme
             * @default fixed
             * @enum {string}
             */
            scheme: "fixed" | "flexible";
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** NewUserid */
        NewUserid: {
            /** Userid */
            userid: string;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * NodeFieldView
         * @description What I may do with a field at my node: hidden, read, edit or required; of a table by column.
         */
        NodeFieldView: {
            /** Access */
            access: string;
            /**
             * Columns
             * @default {}
             */
            columns: {
                [key: string]: string;
            };
            /**
             * Rows
             * @default fixed
             */
            rows: string;
        };
        /**
         * NodePerson
         * @description A person at a node: `state` as their task's, or foreseen; `role` why they are asked; `on_behalf_of` the name of whom
         *     a standing proxy acts for (代). `number` is the task's, for taking it off the node; `task` its id, while it is in hand.
         */
        NodePerson: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** State */
            state: string;
            /**
             * Role
             * @default vote
             */
            role: string;
            /**
             * Number
             * @default 0
             */
            number: number;
            /**
             * Task
             * @default
             */
            task: string;
            /**
             * On Behalf Of
             * @default
             */
            on_behalf_of: string;
            /**
             * At
             * @default null
             */
            at: string | null;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /**
         * NodeView
         * @description A node as the chart draws it. `detail` is a sentence, `flow` what a subflow starts, `opens` the fields its
         *     people may fill in or change.
         */
        NodeView: {
            /** Key */
            key: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** When */
            when: string;
            /** Detail */
            detail: string;
            /** Arms */
            arms: components["schemas"]["ArmView"][];
            /**
             * Flow
             * @default
             */
            flow: string;
            /**
             * Opens
             * @default []
             */
            opens: string[];
        };
        /**
         * Note
         * @description Why WeCom does not do it. `errcode` is its number; `remedy` is for who administers WeCom.
         */
        Note: {
            /** Errcode */
            errcode: number;
            /** Meaning */
            meaning: string;
            /** Remedy */
            remedy: string;
        };
        /** NoteBody */
        NoteBody: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * OpinionBody
         * @description `comment` is the question.
         */
        OpinionBody: {
            /** To */
            to: string[];
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** OptionView */
        OptionView: {
            /** Value */
            value: string;
            /** Label */
            label: string;
        };
        /**
         * PageBody
         * @description `url` is the page's address as the browser shows it; what stands behind the `#` does not matter.
         */
        PageBody: {
            /** Url */
            url: string;
        };
        /**
         * PageSigned
         * @description For `ww.register`: `config` answers `getConfigSignature`, `agent_config` answers `getAgentConfigSignature`.
         */
        PageSigned: {
            /** Corp Id */
            corp_id: string;
            /** Agent Id */
            agent_id: string;
            /** Nonce */
            nonce: string;
            /** Timestamp */
            timestamp: number;
            /** Config */
            config: string;
            /** Agent Config */
            agent_config: string;
        };
        /**
         * PartView
         * @description A statistic a figure is made of, or itself. `role`: of, over; in, out. `where`, the window and `top` narrow it.
         *     `distinct`: the field whose different values are counted.
         */
        PartView: {
            /** Role */
            role: string;
            /** Library */
            library: string;
            /** Statistic */
            statistic: string;
            /** Name */
            name: string;
            /** Says */
            says: string;
            /** Unit */
            unit: string;
            /** Type */
            type: string;
            /** Distinct */
            distinct: string | null;
            /** Dimensions */
            dimensions: components["schemas"]["DimensionView"][];
            /** Where */
            where: {
                [key: string]: unknown;
            } | null;
            /** Last Days */
            last_days: number | null;
            /** From Today */
            from_today: boolean;
            /** Top */
            top: number | null;
        };
        /**
         * PathDifference
         * @description Where a request went otherwise than foreseen, and why.
         */
        PathDifference: {
            /** Node */
            node: string;
            /** Name */
            name: string;
            /** Foreseen */
            foreseen: string[];
            /** Asked */
            asked: string[];
            /** Reasons */
            reasons: string[];
        };
        /**
         * PathNode
         * @description A node on the way: `state` done, current, ahead, skipped, rejected, returned, sent_on, withdrawn or ended.
         *
         *     `ways` are the ways of forks it stands in (`both.1`): nodes of different ways of a fork run side by side.
         */
        PathNode: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** State */
            state: string;
            /** People */
            people: components["schemas"]["NodePerson"][];
            /**
             * Ways
             * @default []
             */
            ways: string[];
            /**
             * Sign
             * @default
             */
            sign: string;
            /**
             * Reason
             * @default
             */
            reason: string;
            /**
             * Due At
             * @default null
             */
            due_at: string | null;
        };
        /**
         * PersonCard
         * @description A person as one looks them up; `mobile` is empty for who may not see it.
         */
        PersonCard: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Post */
            post: string;
            /** Departments */
            departments: components["schemas"]["Placed"][];
            /** Mobile */
            mobile: string;
            /** Hides Mobile */
            hides_mobile: boolean;
        };
        /** PersonCreated */
        PersonCreated: {
            /** Userid */
            userid: string;
        };
        /**
         * PersonDetail
         * @description Everything about a person; `version` goes into If-Match.
         */
        PersonDetail: {
            /** Userid */
            userid: string;
            /** Spelled */
            spelled: string;
            /** Formerly */
            formerly: string[];
            /** Name */
            name: string;
            /** Pinyin */
            pinyin: string;
            /** Title */
            title: string;
            /** Post */
            post: string;
            /** Department */
            department: number;
            /** Also */
            also: number[];
            /** Roles */
            roles: string[];
            /** Role Names */
            role_names: string[];
            /** Active */
            active: boolean;
            /** Mobile */
            mobile: string;
            /** Mobile For */
            mobile_for: string;
            /** Employed On */
            employed_on: string;
            /** Left On */
            left_on: string;
            /** Scheme */
            scheme: string;
            /** Version */
            version: number;
        };
        /** PersonPage */
        PersonPage: {
            /** Items */
            items: components["schemas"]["PersonView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** PersonShort */
        PersonShort: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
        };
        /**
         * PersonThen
         * @description How somebody was on a day; None before they were there.
         */
        PersonThen: {
            person: components["schemas"]["PersonDetail"] | null;
        };
        /**
         * PersonView
         * @description A person as others see them.
         */
        PersonView: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Department */
            department: number;
            /** Department Name */
            department_name: string;
            /** Active */
            active: boolean;
        };
        /**
         * PickView
         * @description People somebody chooses for a node, sent as `picks`: at most `most`, `among` these or (null) anybody in service.
         *
         *     Without a choice the node's `empty` decides: nobody is needed where it is not `required`.
         */
        PickView: {
            /** Node */
            node: string;
            /** Name */
            name: string;
            /** Most */
            most: number;
            /** Required */
            required: boolean;
            /** Among */
            among: components["schemas"]["Who"][] | null;
            /** Chosen */
            chosen: string[];
        };
        /**
         * PieceView
         * @description What one part adds to a group. Its records are listed in `view` ("" for all of them) under `filter`; without a
         *     view no list shows them. `values`: the group by the dimensions of the part.
         */
        PieceView: {
            /** Figure */
            figure: number | null;
            /** View */
            view: string | null;
            /** Filter */
            filter: {
                [key: string]: unknown;
            } | null;
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /**
         * Placed
         * @description A department of somebody; `line` are the names from the top down to it.
         */
        Placed: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Line */
            line: string[];
        };
        /** PlannedList */
        PlannedList: {
            /** Items */
            items: components["schemas"]["PlannedView"][];
            names: components["schemas"]["Names"];
        };
        /**
         * PlannedView
         * @description A change that takes effect on `day`; `problem` is the code for which it could not, `problem_text` its sentence.
         */
        PlannedView: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Subject */
            subject: string;
            /** Subject Name */
            subject_name: string;
            /** Day */
            day: string;
            /** Fields */
            fields: components["schemas"]["FieldChange"][];
            by: components["schemas"]["PersonShort"];
            /** Note */
            note: string;
            /** Problem */
            problem: string;
            /** Problem Text */
            problem_text: string;
        };
        /**
         * PreferencesBody
         * @description `ways`: kind -> now, daily, off; what is not named is as usual.
         */
        PreferencesBody: {
            /** Ways */
            ways: {
                [key: string]: string;
            };
            /** @default null */
            quiet: components["schemas"]["Quiet"] | null;
        };
        /**
         * PreferencesView
         * @description `daily_at`: when the daily card comes.
         */
        PreferencesView: {
            /** Kinds */
            kinds: components["schemas"]["KindView"][];
            quiet: components["schemas"]["Quiet"] | null;
            /** Daily At */
            daily_at: string;
            /** Version */
            version: number;
        };
        /**
         * Preview
         * @description What the form would do: computed values, what to show and ask, what is wrong, who would be asked, and whom the
         *     starter is to choose.
         */
        Preview: {
            /** Form */
            form: {
                [key: string]: unknown;
            };
            /** Fields */
            fields: {
                [key: string]: components["schemas"]["ShownField"];
            };
            /** Errors */
            errors: components["schemas"]["FieldProblemView"][];
            /** Path */
            path: components["schemas"]["PathNode"][];
            /** Picks */
            picks: components["schemas"]["PickView"][];
        };
        /** PreviewBody */
        PreviewBody: {
            /** Form */
            form: {
                [key: string]: unknown;
            };
            /**
             * Picks
             * @default {}
             */
            picks: {
                [key: string]: string[];
            };
        };
        /**
         * ProblemView
         * @description `path`: the nodes of the shortest way that shows it.
         */
        ProblemView: {
            /** Id */
            id: string;
            /** Level */
            level: string;
            /** Place */
            place: string;
            /** Message */
            message: string;
            /** Hint */
            hint: string;
            /**
             * Path
             * @default []
             */
            path: string[];
        };
        /**
         * Proposal
         * @description `state`: waiting, approved, refused or superseded. `differences` are those to the version that holds.
         */
        Proposal: {
            /** Number */
            number: number;
            /** State */
            state: string;
            /** Source */
            source: string;
            /** Cases */
            cases: string;
            /** Note */
            note: string;
            /** At */
            at: string;
            /** By */
            by: string;
            /** Decided By */
            decided_by: string;
            /** Decided At */
            decided_at: string;
            /** Differences */
            differences: components["schemas"]["DifferenceView"][];
        };
        /**
         * ProxyBody
         * @description Times are the institute's wall clock (`2026-12-01T08:30`). No flows: all of them.
         */
        ProxyBody: {
            /** Proxy */
            proxy: string;
            /** From At */
            from_at: string;
            /** Until At */
            until_at: string;
            /**
             * Flows
             * @default []
             */
            flows: string[];
            /**
             * Condition
             * @default
             */
            condition: string;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** ProxyCreated */
        ProxyCreated: {
            /** Id */
            id: string;
        };
        /**
         * ProxyList
         * @description `items` stand in for the person; `standing_in` are those the person stands in for.
         */
        ProxyList: {
            /** Items */
            items: components["schemas"]["ProxyView"][];
            /** Standing In */
            standing_in: components["schemas"]["ProxyView"][];
        };
        /**
         * ProxyView
         * @description A proxy; `holds` whether it does at this moment. One that was removed stays, with who did it.
         */
        ProxyView: {
            /** Id */
            id: string;
            person: components["schemas"]["Who"];
            proxy: components["schemas"]["Who"];
            /** From At */
            from_at: string;
            /** Until At */
            until_at: string;
            /** Flows */
            flows: string[];
            /** Condition */
            condition: string;
            /** Note */
            note: string;
            /** Holds */
            holds: boolean;
            /** Removed At */
            removed_at: string | null;
            removed_by: components["schemas"]["Who"] | null;
        };
        /** PublishBody */
        PublishBody: {
            /** Source */
            source: string;
            /**
             * Cases
             * @default
             */
            cases: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Dry Run
             * @default false
             */
            dry_run: boolean;
        };
        /**
         * PublishOutcome
         * @description `problems` are told by a dry run; otherwise they refuse. `proposal`: waits for a second administrator.
         */
        PublishOutcome: {
            /** Version */
            version: number;
            /** New */
            new: boolean;
            /** Proposal */
            proposal: number;
            /** Warnings */
            warnings: components["schemas"]["ProblemView"][];
            /** Problems */
            problems: components["schemas"]["ProblemView"][];
        };
        /**
         * PublishedFlow
         * @description A flow as the registry holds it. `version` 0: only proposed. `revision` is its ETag.
         */
        PublishedFlow: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Section */
            section: string;
            /** Section Name */
            section_name: string;
            /** Version */
            version: number;
            /** Published At */
            published_at: string;
            /** Published By */
            published_by: string;
            /**
             * Status
             * @enum {string}
             */
            status: "live" | "disabled" | "proposed";
            /** Revision */
            revision: number;
            /** Proposal */
            proposal: number;
        };
        /** PublishedFlowDetail */
        PublishedFlowDetail: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Section */
            section: string;
            /** Section Name */
            section_name: string;
            /** Version */
            version: number;
            /** Published At */
            published_at: string;
            /** Published By */
            published_by: string;
            /**
             * Status
             * @enum {string}
             */
            status: "live" | "disabled" | "proposed";
            /** Revision */
            revision: number;
            /** Proposal */
            proposal: number;
            /** Source */
            source: string;
            /** Cases */
            cases: string;
            /** Asl */
            asl: {
                [key: string]: unknown;
            };
            /** Nodes */
            nodes: components["schemas"]["NodeView"][];
            /** Versions */
            versions: components["schemas"]["FlowVersion"][];
        };
        /** PublishedFlowList */
        PublishedFlowList: {
            /** Items */
            items: components["schemas"]["PublishedFlow"][];
        };
        /**
         * Quiet
         * @description From and until, by the institute's clock: `22:00`, `07:30`.
         */
        Quiet: {
            /** Begin */
            begin: string;
            /** End */
            end: string;
        };
        /**
         * RecordActionView
         * @description A flow that may be started from the record.
         */
        RecordActionView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Flow */
            flow: string;
        };
        /**
         * RecordChange
         * @description A change: who (`system` or `flow` where nobody), when, for which request; `deadline`: which day did it, by name.
         *     `fields` is field -> [old, new].
         */
        RecordChange: {
            /** Version */
            version: number;
            /** Action */
            action: string;
            /** At */
            at: string;
            /** By */
            by: string;
            /** Source */
            source: string;
            /** Deadline */
            deadline: string;
            /** Fields */
            fields: {
                [key: string]: unknown[];
            };
        };
        /** RecordChangePage */
        RecordChangePage: {
            /** Items */
            items: components["schemas"]["RecordChange"][];
            names: components["schemas"]["NamesView"];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** RecordCreated */
        RecordCreated: {
            /** Id */
            id: string;
        };
        /**
         * RecordFileAddress
         * @description Where to download the file, for five minutes.
         */
        RecordFileAddress: {
            /** Url */
            url: string;
        };
        /**
         * RecordLine
         * @description A record of a list; `row` is the place of a row where a table's rows are listed. `masked`: shown in part.
         */
        RecordLine: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Row */
            row: number | null;
            /** Values */
            values: {
                [key: string]: unknown;
            };
            /** Masked */
            masked: string[];
            /** Version */
            version: number;
            /** Created At */
            created_at: string;
            /** Changed At */
            changed_at: string;
        };
        /**
         * RecordMay
         * @description What I may do with the record: the paths I may change, and for a field of states where it may go by my hand.
         */
        RecordMay: {
            /** Update */
            update: string[];
            /** Moves */
            moves: {
                [key: string]: string[];
            };
            /** Delete */
            delete: boolean;
            /** Restore */
            restore: boolean;
        };
        /**
         * RecordPage
         * @description `searched`: how many records were read for this page; with a cursor there may be more even where it is short.
         */
        RecordPage: {
            /** Items */
            items: components["schemas"]["RecordLine"][];
            names: components["schemas"]["NamesView"];
            /** Next Cursor */
            next_cursor: string | null;
            /** Searched */
            searched: number;
        };
        /**
         * RecordRowPage
         * @description Rows of a table, each with its place.
         */
        RecordRowPage: {
            /** Items */
            items: {
                [key: string]: unknown;
            }[];
            /** First */
            first: number;
            /** Total */
            total: number;
            names: components["schemas"]["NamesView"];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * RecordStart
         * @description The flow to start, and the values its form begins with; they are a beginning, and judged when it is sent.
         */
        RecordStart: {
            /** Flow */
            flow: string;
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /**
         * RecordView
         * @description A record as I see it. `masked`: paths whose values are shown in part. `deleted_at` is empty where it is there.
         */
        RecordView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Values */
            values: {
                [key: string]: unknown;
            };
            /** Masked */
            masked: string[];
            /** Version */
            version: number;
            /** Created At */
            created_at: string;
            /** Changed At */
            changed_at: string;
            /** Deleted At */
            deleted_at: string;
            names: components["schemas"]["NamesView"];
            may: components["schemas"]["RecordMay"];
            /** Related */
            related: components["schemas"]["RelationView"][];
            /** Actions */
            actions: components["schemas"]["RecordActionView"][];
        };
        /**
         * RelationView
         * @description The records of `library` whose `field` names this one.
         */
        RelationView: {
            /** Library */
            library: string;
            /** Field */
            field: string;
            /** Name */
            name: string;
        };
        /**
         * RemakeView
         * @description How far stored records are on their way to version `target`; `waiting`: for the second round.
         */
        RemakeView: {
            /** Target */
            target: number;
            /** Percent */
            percent: number;
            /** Total */
            total: number;
            /** Changed */
            changed: number;
            /** Waiting */
            waiting: boolean;
            /** Done */
            done: boolean;
        };
        /**
         * RemarkBody
         * @description `mentioned` are told and may see the request from then on; `files` are file values of mine.
         */
        RemarkBody: {
            /**
             * Comment
             * @default
             */
            comment: string;
            /**
             * Mentioned
             * @default []
             */
            mentioned: string[];
            /**
             * Files
             * @default []
             */
            files: {
                [key: string]: unknown;
            }[];
        };
        /**
         * RemoveBody
         * @description `number` of the task at this node that is not needed any more.
         */
        RemoveBody: {
            /** Number */
            number: number;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /**
         * RepairRun
         * @description The latest reconciliation: `result` is nothing (found), found (and left for later), replaced, failed or never.
         */
        RepairRun: {
            /** At */
            at: string | null;
            /** Age Seconds */
            age_seconds: number | null;
            /** Result */
            result: string;
        };
        /**
         * ReportAnswers
         * @description Who of a department, with all below it, was asked and has not answered. `missing` names 500 at the most,
         *     `missing_count` says how many they are. `whole` false: too many people or answers to be gone through at once.
         */
        ReportAnswers: {
            /** Title */
            title: string;
            department: components["schemas"]["DepartmentShort"];
            /** Asked */
            asked: number;
            /** Answered */
            answered: number;
            /** Missing */
            missing: components["schemas"]["PersonView"][];
            /** Missing Count */
            missing_count: number;
            /** Below */
            below: components["schemas"]["DepartmentShare"][];
            /** Whole */
            whole: boolean;
            note: components["schemas"]["Note"] | null;
        };
        /**
         * ReportDay
         * @description `times` and `people`: how often, and by how many, was reported in the whole corporation. `departments` are the
         *     highest I may look at. `answers`: whether WeCom still tells who answered. `note` says why it tells nothing.
         */
        ReportDay: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Times */
            times: number;
            /** People */
            people: number;
            /** Reports */
            reports: components["schemas"]["ReportShort"][];
            /** Departments */
            departments: components["schemas"]["DepartmentShort"][];
            /** Answers */
            answers: boolean;
            note: components["schemas"]["Note"] | null;
        };
        /** ReportShort */
        ReportShort: {
            /** Id */
            id: string;
            /** Title */
            title: string;
        };
        /** RequestFlow */
        RequestFlow: {
            /** Key */
            key: string;
            /** Version */
            version: number;
            /** Name */
            name: string;
            /** Section Name */
            section_name: string;
        };
        /** RequestNumbered */
        RequestNumbered: {
            /** Id */
            id: string;
        };
        /** RequestPage */
        RequestPage: {
            /** Items */
            items: components["schemas"]["RequestSummary"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** RequestSummary */
        RequestSummary: {
            /** Id */
            id: string;
            /** Serial */
            serial: string;
            /** Title */
            title: string;
            /** Flow */
            flow: string;
            /** Flow Name */
            flow_name: string;
            /** Section */
            section: string;
            /** Section Name */
            section_name: string;
            /** Status */
            status: string;
            starter: components["schemas"]["Who"];
            /** Submitted At */
            submitted_at: string;
            /** Closed At */
            closed_at: string | null;
            /** Current */
            current: components["schemas"]["CurrentNode"][];
            /** Summary */
            summary: components["schemas"]["SummaryLine"][];
        };
        /** RequestView */
        RequestView: {
            /** Id */
            id: string;
            /** Serial */
            serial: string;
            /** Title */
            title: string;
            /** Status */
            status: string;
            starter: components["schemas"]["PersonView"];
            /** Submitted At */
            submitted_at: string;
            /** Closed At */
            closed_at: string | null;
            flow: components["schemas"]["RequestFlow"];
            /** Form */
            form: {
                [key: string]: unknown;
            };
            /** Fields */
            fields: components["schemas"]["FieldView"][];
            /** Display */
            display: {
                [key: string]: string;
            };
            /** Path */
            path: components["schemas"]["PathNode"][];
            /** Differences */
            differences: components["schemas"]["PathDifference"][];
            /** Timeline */
            timeline: components["schemas"]["TimelineEntry"][];
            /** My Tasks */
            my_tasks: components["schemas"]["MyTask"][];
            /** Take Back */
            take_back: components["schemas"]["DoneTask"][];
            /** Due At */
            due_at: string | null;
            /** Actions */
            actions: string[];
            /** Comment Required For */
            comment_required_for: string[];
            /** Etag */
            etag: string;
            /** Version */
            version: string;
        };
        /**
         * ReturnTargetView
         * @description A node my task can be returned to; `revise` is the starter.
         */
        ReturnTargetView: {
            /** Node */
            node: string;
            /** Name */
            name: string;
        };
        /** RoleList */
        RoleList: {
            /** Items */
            items: components["schemas"]["RoleView"][];
        };
        /** RoleView */
        RoleView: {
            /** Role */
            role: string;
            /** Name */
            name: string;
            /** Holders */
            holders: components["schemas"]["Holder"][];
        };
        /** RollbackBody */
        RollbackBody: {
            /**
             * Note
             * @default
             */
            note: string;
            /** Version */
            version: number;
        };
        /**
         * RowProblemView
         * @description A mistake: `row` as the spreadsheet shows it (of `sheet`, where it is a table's), column and field.
         */
        RowProblemView: {
            /** Sheet */
            sheet: string;
            /** Row */
            row: number;
            /** Column */
            column: string;
            /** Field */
            field: string;
            /** Label */
            label: string;
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * RuleRow
         * @description Departments whose starters fare alike with a rule, in one `case` a form may make; `how` as in verify's table.
         */
        RuleRow: {
            /** Place */
            place: string;
            /** Case */
            case: string;
            /**
             * Finding
             * @enum {string}
             */
            finding: "resolves" | "depends" | "falls_back" | "fails";
            /** How */
            how: string;
            /** Departments */
            departments: string[];
            /** People */
            people: string[];
        };
        /**
         * RunBody
         * @description `dry` finds everything and changes nothing.
         */
        RunBody: {
            /**
             * Mode
             * @enum {string}
             */
            mode: "dry" | "full";
        };
        /**
         * SavedSearch
         * @description `problem` says why it cannot be used now: a field it names is gone, or not for me any more.
         */
        SavedSearch: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** View */
            view: string;
            /** Filter */
            filter: string;
            /** Words */
            words: string;
            /** Sort */
            sort: string | null;
            /** Usable */
            usable: boolean;
            /** Problem */
            problem: string | null;
        };
        /** SavedSearches */
        SavedSearches: {
            /** Items */
            items: components["schemas"]["SavedSearch"][];
        };
        /**
         * SearchBody
         * @description A list as `GET /libraries/{key}/records` is asked for it, and what I call it.
         */
        SearchBody: {
            /**
             * View
             * @default
             */
            view: string;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Words
             * @default
             */
            words: string;
            /**
             * Sort
             * @default null
             */
            sort: string | null;
            /** Name */
            name: string;
        };
        /** SearchSaved */
        SearchSaved: {
            /** Id */
            id: string;
        };
        /**
         * SeenTask
         * @description A task as it was seen: `etag` of its request.
         */
        SeenTask: {
            /** Id */
            id: string;
            /** Etag */
            etag: string;
        };
        /**
         * SetupCheck
         * @description `missing` are the rights our app has not, by WeCom's number, with the names of what needs them. `address` is
         *     ours as WeCom saw it when it refused it.
         */
        SetupCheck: {
            /** Good */
            good: boolean;
            /** Items */
            items: components["schemas"]["CheckedItem"][];
            /** Missing */
            missing: components["schemas"]["MissingRight"][];
            /** Address */
            address: string;
        };
        /**
         * SheetUpload
         * @description Where the file is posted, and the fields of the form beside it.
         */
        SheetUpload: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
        };
        /** ShownField */
        ShownField: {
            /** Visible */
            visible: boolean;
            /** Required */
            required: boolean;
            /** Editable */
            editable: boolean;
        };
        /**
         * StartBody
         * @description `starter` is the userid of who answers for the request; what the form still misses they are asked for.
         */
        StartBody: {
            /** Flow */
            flow: string;
            /** Starter */
            starter: string;
            /** Form */
            form: {
                [key: string]: unknown;
            };
        };
        /**
         * StatisticSummary
         * @description `says`: count, sum, average, distinct, rate or balance; `dimensions`: what it can be asked by; `always`: what it is
         *     told apart by whatever is asked.
         */
        StatisticSummary: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Says */
            says: string;
            /** Dimensions */
            dimensions: string[];
            /** Always */
            always: string[];
        };
        /**
         * StatisticView
         * @description `says`: count, sum, average, distinct, rate or balance; a figure is of `type` (number, money, percent: 1 is 100 %),
         *     in `unit`, and what its parts give times `times`, divided by `per`. `dimensions`: what it can be asked by; `by`: what
         *     the groups are by.
         */
        StatisticView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Library */
            library: string;
            /** Says */
            says: string;
            /** Unit */
            unit: string;
            /** Type */
            type: string;
            /** Times */
            times: number;
            /** Per */
            per: number;
            /** Dimensions */
            dimensions: components["schemas"]["DimensionView"][];
            distinct: components["schemas"]["DimensionView"] | null;
            /** Parts */
            parts: components["schemas"]["PartView"][];
            /** By */
            by: string[];
            /** Groups */
            groups: components["schemas"]["GroupView"][];
            total: components["schemas"]["GroupView"] | null;
            names: components["schemas"]["NamesView"];
        };
        /** SubmitBody */
        SubmitBody: {
            /** Flow */
            flow: string;
            /** Form */
            form: {
                [key: string]: unknown;
            };
            /**
             * Picks
             * @default {}
             */
            picks: {
                [key: string]: string[];
            };
        };
        /** SummaryLine */
        SummaryLine: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /** SuperviseBody */
        SuperviseBody: {
            /**
             * On
             * @default true
             */
            on: boolean;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** SwitchBody */
        SwitchBody: {
            /** Enabled */
            enabled: boolean;
        };
        /** SyncAnswered */
        SyncAnswered: {
            /** Answered */
            answered: number;
            /** Left */
            left: number;
        };
        /** SyncBegun */
        SyncBegun: {
            /** Id */
            id: string;
        };
        /** SyncProblem */
        SyncProblem: {
            /** What */
            what: string;
            /** Id */
            id: string;
            /** Code */
            code: string;
            /** Text */
            text: string;
            /** Detail */
            detail: string;
            /** Since */
            since: string;
        };
        /** SyncProblems */
        SyncProblems: {
            /** Items */
            items: components["schemas"]["SyncProblem"][];
        };
        /** SyncQuestion */
        SyncQuestion: {
            /** Kind */
            kind: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Since */
            since: string;
            /** Said */
            said: string;
            /** By */
            by: string;
            /** At */
            at: string;
        };
        /** SyncQuestions */
        SyncQuestions: {
            /** Items */
            items: components["schemas"]["SyncQuestion"][];
        };
        /** SyncRule */
        SyncRule: {
            /** What */
            what: string;
            /** Field */
            field: string;
            /** Owner */
            owner: string;
            /** Ways */
            ways: string;
        };
        /**
         * SyncRun
         * @description `status` is wanted, running, done, stopped, failed or empty; `counts` by `<toward>.<what>.<verb>`.
         */
        SyncRun: {
            /** Id */
            id: string;
            /** Mode */
            mode: string;
            /** Status */
            status: string;
            /** By */
            by: string;
            /** At */
            at: string;
            /** Ended At */
            ended_at: string;
            /** Reason */
            reason: string;
            /** Reason Text */
            reason_text: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Differences */
            differences: number;
            /** Waiting */
            waiting: number;
            /** Problems */
            problems: number;
        };
        /**
         * SyncRunDetail
         * @description `items` each with `list`: question, problem, conflict or step.
         */
        SyncRunDetail: {
            /** Id */
            id: string;
            /** Mode */
            mode: string;
            /** Status */
            status: string;
            /** By */
            by: string;
            /** At */
            at: string;
            /** Ended At */
            ended_at: string;
            /** Reason */
            reason: string;
            /** Reason Text */
            reason_text: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Differences */
            differences: number;
            /** Waiting */
            waiting: number;
            /** Problems */
            problems: number;
            /** Items */
            items: {
                [key: string]: unknown;
            }[];
        };
        /**
         * SyncState
         * @description `paused_until`: WeCom did not answer, and is asked again then. `questions` that nobody has answered.
         */
        SyncState: {
            /** Enabled */
            enabled: boolean;
            /** Enabled By */
            enabled_by: string;
            /** Nightly On */
            nightly_on: string;
            /** Paused Until */
            paused_until: string;
            /** Reason */
            reason: string;
            /** Reason Text */
            reason_text: string;
            /** Working */
            working: boolean;
            /** Questions */
            questions: number;
            /** Problems */
            problems: number;
            /** Runs */
            runs: components["schemas"]["SyncRun"][];
            /** Rules */
            rules: components["schemas"]["SyncRule"][];
        };
        /**
         * TakeBackBody
         * @description `request` is its id, or with `flow` its serial number.
         */
        TakeBackBody: {
            /** Request */
            request: string;
            /**
             * Flow
             * @default
             */
            flow: string;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /**
         * TaskItem
         * @description A task on a list. `etag` is of its request as the task was opened; `role` why one is asked (opinion, delegate …).
         */
        TaskItem: {
            /** Id */
            id: string;
            /**
             * Etag
             * @default
             */
            etag: string;
            /** Role */
            role: string;
            /** Request Id */
            request_id: string;
            /** Serial */
            serial: string;
            /** Title */
            title: string;
            /** Flow */
            flow: string;
            /** Flow Name */
            flow_name: string;
            /** Section */
            section: string;
            /** Node */
            node: string;
            /** Node Name */
            node_name: string;
            starter: components["schemas"]["Who"];
            /** Summary */
            summary: components["schemas"]["SummaryLine"][];
            /** Opened At */
            opened_at: string;
            /** Due At */
            due_at: string | null;
            /** Overdue */
            overdue: boolean;
            /** Decided At */
            decided_at: string | null;
            /** Action */
            action: string | null;
        };
        /** TaskPage */
        TaskPage: {
            /** Items */
            items: components["schemas"]["TaskItem"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * TaskResult
         * @description What came of one task: `code` and `message` say why it could not be done.
         */
        TaskResult: {
            /** Id */
            id: string;
            /** Done */
            done: boolean;
            /**
             * Code
             * @default
             */
            code: string;
            /**
             * Message
             * @default
             */
            message: string;
        };
        /** TaskResults */
        TaskResults: {
            /** Items */
            items: components["schemas"]["TaskResult"][];
        };
        /**
         * TemplateView
         * @description A workbook to fill in, base64.
         */
        TemplateView: {
            /** Name */
            name: string;
            /** Content Type */
            content_type: string;
            /** Content */
            content: string;
        };
        /**
         * TextBody
         * @description A flow file and its cases file, as texts.
         */
        TextBody: {
            /** Source */
            source: string;
            /**
             * Cases
             * @default
             */
            cases: string;
        };
        /** TimelineEntry */
        TimelineEntry: {
            /** Seq */
            seq: number;
            /** At */
            at: string;
            actor: components["schemas"]["Who"] | null;
            /** Action */
            action: string;
            /** Node */
            node: string;
            /** Node Name */
            node_name: string;
            /** Comment */
            comment: string;
            /** Text */
            text: string;
        };
        /** ToOneBody */
        ToOneBody: {
            /** To */
            to: string;
            /**
             * Comment
             * @default
             */
            comment: string;
        };
        /** TransferList */
        TransferList: {
            /** Items */
            items: components["schemas"]["TransferView"][];
        };
        /**
         * TransferView
         * @description An import or export. `done` of `total` rows in this step; `address` of the result is good for five minutes: an
         *     export, or the rows that were refused. `message` says why it failed.
         */
        TransferView: {
            /** Id */
            id: string;
            direction: components["schemas"]["Direction"];
            /** Library */
            library: string;
            /** Name */
            name: string;
            /** Status */
            status: string;
            /** Step */
            step: string;
            /** Done */
            done: number;
            /** Total */
            total: number;
            /** Created At */
            created_at: string;
            /** Address */
            address: string | null;
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
        };
        /**
         * Undelivered
         * @description Whom WeCom does not reach, what was given up, and how many notices are being tried again at this moment.
         */
        Undelivered: {
            /** People */
            people: components["schemas"]["UnreachablePerson"][];
            /** Notices */
            notices: components["schemas"]["FailedNotice"][];
            /** Retrying */
            retrying: number;
        };
        /** UnreachablePerson */
        UnreachablePerson: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Department */
            department: string;
            /** Since */
            since: string;
            /** Last */
            last: string;
            /** Missed */
            missed: number;
            /** Reason */
            reason: string;
        };
        /** UploadAddress */
        UploadAddress: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: unknown;
            };
        };
        /**
         * ValuesBody
         * @description Values by field; null takes one away.
         */
        ValuesBody: {
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /** Watcher */
        Watcher: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** Department Name */
            department_name: string;
            /** Minutes */
            minutes: number;
        };
        /** Who */
        Who: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_all_departments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentDetails"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_department: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDepartment"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `department_invalid` This cannot be so for a department; please check it; `department_parent` Choose a department above it that is open; `department_people` … is not in service and cannot answer for a department */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `department_cycle` A department cannot stand below itself or one of its own; `department_name` There is a department “…” below the same one already; `department_exists` The department number … is taken; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_department: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedDepartment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentDetail"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `department_invalid` This cannot be so for a department; please check it; `department_parent` Choose a department above it that is open; `department_people` … is not in service and cannot answer for a department; `effective_day` A change takes effect from tomorrow on, within two years */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `department_not_found` There is no department … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `department_cycle` A department cannot stand below itself or one of its own; `department_name` There is a department “…” below the same one already; `department_not_empty` There are people or departments in it still, so it cannot be closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_department_then: {
        parameters: {
            query: {
                day: string;
            };
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentThen"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `department_not_found` There is no department … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_department_changes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `department_not_found` There is no department … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_directory_changes: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_planned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_back_planned: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                planned_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `planned_not_found` This planned change was taken back or has taken effect */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_published_flows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlowList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verify_flow: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowJudgement"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_published_flow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlowDetail"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publish_flow: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishOutcome"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `flow_invalid` The flow has problems and was not published; `flow_key` This definition is of the flow …; publish it there */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_flow_acts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    compare_flow_versions: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferenceList"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `flow_version_not_found` The flow … has no version … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    disable_flow: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlow"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enable_flow: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlow"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    look_at_move: {
        parameters: {
            query: {
                to: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovePage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    move_requests: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveResults"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `proposal_not_found` There is no proposal … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approve_proposal: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishOutcome"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `flow_invalid` The flow has problems and was not published */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only; `own_proposal` Another administrator has to decide on this; nobody approves their own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `proposal_not_found` There is no proposal … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew; `proposal_decided` Proposal … was decided on, or a later one took its place */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    refuse_proposal: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlow"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only; `own_proposal` Another administrator has to decide on this; nobody approves their own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `proposal_not_found` There is no proposal … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew; `proposal_decided` Proposal … was decided on, or a later one took its place */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    roll_flow_back: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollbackBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlow"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `flow_version_not_found` The flow … has no version … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_changed` … has just changed the flow …; look at it, then decide anew */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_flow_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersionDetail"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `flow_version_not_found` The flow … has no version … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verify_libraries: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LibraryTexts"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryVerdict"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_admin_library: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryAdminView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publish_library: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LibraryText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryPublished"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_invalid` The library has problems and was not published; `library_key` The definition is of library …, not of the one in the address */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_cells: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellList"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    set_cell: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
                row: string;
                column: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CellChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    send_notice_again: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `notice_not_found` No such message waits, or it was sent again */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    try_person_again: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `notice_not_found` No such message waits, or it was sent again */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_undelivered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undelivered"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_everybody: {
        parameters: {
            query?: {
                q?: string;
                department?: number | null;
                left?: boolean;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPeople"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_person: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `person_invalid` This cannot be so for a person; please check it; `person_department` Somebody in service is in at least one department, each once, and in none that is closed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `mobile_taken` Somebody in service has this mobile number already; `person_exists` The account … is taken (capital letters make no difference, and accounts that were renamed stay taken); `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_anybody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_person: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedPerson"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `person_invalid` This cannot be so for a person; please check it; `person_department` Somebody in service is in at least one department, each once, and in none that is closed; `effective_day` A change takes effect from tomorrow on, within two years */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `mobile_taken` Somebody in service has this mobile number already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_person_then: {
        parameters: {
            query: {
                day: string;
            };
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonThen"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_person_changes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_person_planned: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_proxies_of: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProxyList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_proxy_of: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProxyBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProxyCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `proxy_period` A proxy ends after it begins, and within a year; `proxy_person` Somebody else in service has to stand in; `proxy_flow` There is no flow "…"; `proxy_condition` The condition cannot be used: … (it may read fields that every chosen flow has) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only; `person_disabled` This person is no longer in service */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `proxy_overlap` Somebody stands in already at that time: end that first, or choose another time; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_proxy_of: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                userid: string;
                proxy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `proxy_not_found` There is no such proxy */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reassign_tasks: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToOneBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResults"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rename_person: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserid"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `person_invalid` This cannot be so for a person; please check it; `person_department` Somebody in service is in at least one department, each once, and in none that is closed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `mobile_taken` Somebody in service has this mobile number already; `person_exists` The account … is taken (capital letters make no difference, and accounts that were renamed stay taken) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_audit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    end_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentOnlyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `in_transit` The request is moving to its next step; try again in a few seconds; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    jump_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JumpBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `jump_target` The request cannot be sent to this node from where it stands */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed; `too_many_returns` This request has gone round more than … times; withdraw it and start anew */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `in_transit` The request is moving to its next step; try again in a few seconds; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_roles: {
        parameters: {
            query?: {
                day?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    give_role: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                role: string;
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `person_invalid` This cannot be so for a person; please check it; `person_department` Somebody in service is in at least one department, each once, and in none that is closed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `mobile_taken` Somebody in service has this mobile number already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_role: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                role: string;
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `person_invalid` This cannot be so for a person; please check it; `person_department` Somebody in service is in at least one department, each once, and in none that is closed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `mobile_taken` Somebody in service has this mobile number already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_failing_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailingRules"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sync_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncState"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    switch_sync: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncState"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    answer_questions: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncAnswered"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_problems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncProblems"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_questions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncQuestions"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    begin_run: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncBegun"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `sync_run_waits` Another run waits to begin; try again after it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    show_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRunDetail"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `sync_run_not_found` There is no such run, or it is more than ninety days ago */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_over_task: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToOneBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `already_decided` … has decided this already; the request shows the result */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    check_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupCheck"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_departments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                system: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTaken"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `signature_invalid` The signature is wrong, or the message too old */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_waiting_for` The request does not wait for this event; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_file: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `file_type` This kind of file is not accepted; upload …; `file_size` A file has 1 byte to … MB */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAddress"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `file_not_found` There is no such file, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_flows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_flow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `may_not_start` You may not start … */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_disabled` … takes no new requests at present; running ones go on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    preview_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `may_not_start` You may not start … */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_health_reports: {
        parameters: {
            query?: {
                day?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDay"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `report_day` WeCom tells of the last … days only, choose another day */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `report_forbidden` Health reports are for administrators and for heads of departments (of their own) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_health_report: {
        parameters: {
            query?: {
                day?: string | null;
                department?: number | null;
            };
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswers"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `report_day` WeCom tells of the last … days only, choose another day */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `report_forbidden` Health reports are for administrators and for heads of departments (of their own) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `report_not_found` There is no such questionnaire on that day; `department_not_found` There is no department … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_libraries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_library: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_balances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    begin_export: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportBegun"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `library_kind` Library … is of another kind; `listing_filter` The condition "…" cannot hold. Check its field and value.; `listing_hidden` The condition or the order names a field you may not see. Leave it out.; `listing_sort` Nothing is sorted by "…". Choose another order.; `listing_too_wide` The condition asks for too many values at once, … at the most. Narrow it.; `listing_view` There is no view "…", or it is not for you. Choose another.; `word_too_short` "…" is too short. Type at least two Chinese characters, or three letters or digits.; `words_too_many` Look for … words at the most. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                transfer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `transfer_not_found` There is no such import or export */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    begin_import: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBegun"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `sheet_size` The file is too large, … MB at most; import it in several parts */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                transfer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `transfer_not_found` There is no such import or export */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    start_import: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
                transfer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportStart"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `transfer_file` The file has not arrived, or was replaced; upload it anew */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `transfer_not_found` There is no such import or export */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `transfer_running` It is being worked on; wait until it has ended; `transfer_over` This import has written records already; upload the file anew to import again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    make_labels: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelsBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelSheets"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `listing_view` There is no view "…", or it is not for you. Choose another. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_records: {
        parameters: {
            query?: {
                view?: string;
                filter?: string;
                words?: string;
                sort?: string | null;
                deleted?: boolean;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `listing_filter` The condition "…" cannot hold. Check its field and value.; `listing_hidden` The condition or the order names a field you may not see. Leave it out.; `listing_sort` Nothing is sorted by "…". Choose another order.; `listing_too_wide` The condition asks for too many values at once, … at the most. Narrow it.; `listing_view` There is no view "…", or it is not for you. Choose another.; `word_too_short` "…" is too short. Type at least two Chinese characters, or three letters or digits.; `words_too_many` Look for … words at the most.; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `view_preparing` The list is being prepared for the new definition (… %); try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_record: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValuesBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_exists` Library … has a record … already; `record_guard` Record … of library … is no longer as this needs it; look at it again; `record_overlap` Record … of library … has it from … to …; choose another time; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_records: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_record: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_exists` Library … has a record … already; `record_guard` Record … of library … is no longer as this needs it; look at it again; `record_overlap` Record … of library … has it from … to …; choose another time; `record_referred` Record … is named by record … of "…" and cannot be deleted. Settle that one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds; `view_preparing` The list is being prepared for the new definition (… %); try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    patch_record: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValuesBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_exists` Library … has a record … already; `record_guard` Record … of library … is no longer as this needs it; look at it again; `record_overlap` Record … of library … has it from … to …; choose another time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                record_id: string;
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordStart"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library …; `record_action_not_found` The library "…" has no action "…" */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_action_closed` "…" is not open for record … as it stands now; reload and look again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_children: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path: {
                key: string;
                record_id: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordRowPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_record_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                record_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordFileAddress"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library …; `file_not_found` There is no such file, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_changes: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordChangePage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `library_kind` Library … is of another kind; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_record_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restore_record: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                key: string;
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description `library_kind` Library … is of another kind; `record_invalid` The value of … does not fit the library */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `record_not_found` There is no record … in library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_exists` Library … has a record … already; `record_guard` Record … of library … is no longer as this needs it; look at it again; `record_overlap` Record … of library … has it from … to …; choose another time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_searches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearches"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    save_search: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchSaved"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `library_kind` Library … is of another kind; `listing_filter` The condition "…" cannot hold. Check its field and value.; `listing_hidden` The condition or the order names a field you may not see. Leave it out.; `listing_sort` Nothing is sorted by "…". Choose another order.; `listing_too_wide` The condition asks for too many values at once, … at the most. Narrow it.; `listing_view` There is no view "…", or it is not for you. Choose another.; `word_too_short` "…" is too short. Type at least two Chinese characters, or three letters or digits.; `words_too_many` Look for … words at the most. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `searches_too_many` At most … searches are kept for a library; delete one you do not need; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    forget_search: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                key: string;
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `search_not_found` There is no such saved search; it may have been deleted */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_statistic: {
        parameters: {
            query?: {
                by?: string | null;
                where?: string;
            };
            header?: never;
            path: {
                key: string;
                statistic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticView"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `statistic_dimension` This statistic cannot be read by "…".; `listing_filter` The condition "…" cannot hold. Check its field and value. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library …; `statistic_not_found` There is no statistic "…", or it is not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `view_preparing` The list is being prepared for the new definition (… %); try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateView"];
                };
            };
            /** @description `library_kind` Library … is of another kind */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `record_forbidden` You may not do this in the library "…". Ask whoever looks after it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `library_not_found` There is no library … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_livings: {
        parameters: {
            query?: {
                userid?: string;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivingPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_living: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                living: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivingStatistic"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `living_not_found` There is no such broadcast, or it is not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: {
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_next` After signing in you can only go to a path of this site */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    login_callback: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `oauth_state_invalid` The sign-in has expired or began in another browser; sign in again; `oauth_code_invalid` WeCom no longer accepts the sign-in code; sign in again */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_member` You are not in the directory or no longer in service; ask HR */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_meetings: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_meeting: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `meeting_title` Give the meeting a title; `meeting_time` A meeting begins within the coming year and takes 5 minutes to 23 hours 59 minutes; `meeting_crowd` WeCom invites at most … people to a meeting; you chose …; `meeting_nobody` Invite at least one colleague in service (not yourself) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_not_found` There is no such meeting, or you are not invited to it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_not_found` There is no such meeting, or you are not invited to it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    put_meeting: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `meeting_title` Give the meeting a title; `meeting_time` A meeting begins within the coming year and takes 5 minutes to 23 hours 59 minutes; `meeting_crowd` WeCom invites at most … people to a meeting; you chose …; `meeting_nobody` Invite at least one colleague in service (not yourself) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `meeting_others` Only who called the meeting may change or cancel it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_not_found` There is no such meeting, or you are not invited to it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_unsettled` WeCom has not confirmed the meeting yet, wait a moment; `meeting_over` The meeting has begun, is over or is cancelled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancel_meeting: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `meeting_others` Only who called the meeting may change or cancel it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_not_found` There is no such meeting, or you are not invited to it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `meeting_over` The meeting has begun, is over or is cancelled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    put_preferences: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `preference_invalid` This cannot be set so; check the part that is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_people: {
        parameters: {
            query?: {
                q?: string;
                department?: number | null;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonCard"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_disabled` This person is no longer in service */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_proxies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProxyList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_proxy: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProxyBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProxyCreated"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `proxy_period` A proxy ends after it begins, and within a year; `proxy_person` Somebody else in service has to stand in; `proxy_flow` There is no flow "…"; `proxy_condition` The condition cannot be used: … (it may read fields that every chosen flow has) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `proxy_overlap` Somebody stands in already at that time: end that first, or choose another time; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_proxy: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                proxy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `proxy_not_found` There is no such proxy */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_requests: {
        parameters: {
            query?: {
                view?: "mine" | "handled" | "cc" | "all";
                status?: ("running" | "approved" | "rejected" | "withdrawn" | "ended") | null;
                flow?: string | null;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_administrator` For administrators only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    submit_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `form_invalid` Some fields need correcting */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `may_not_start` You may not start … */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow … */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `balance_short` Not enough left (… available, … needed); take fewer days or another kind of leave; `approver_missing` Nobody was found for "…", and such a request is not taken; ask your administrator; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `form_too_large` The form is too large, at most … KB; put long content into an attachment */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_numbered_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestNumbered"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    comment_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemarkBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `comment_required` Give a reason for rejecting or returning; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it; `file_not_found` There is no such file, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    copy_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_request_meetings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    call_request_meeting: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description 8-64 characters, one per thing created; a repeat answers the same thing */
                "Idempotency-Key": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingBody"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `idempotency_key_format` Idempotency-Key takes 8 to 64 letters, digits or _.:-; `meeting_title` Give the meeting a title; `meeting_time` A meeting begins within the coming year and takes 5 minutes to 23 hours 59 minutes; `meeting_crowd` WeCom invites at most … people to a meeting; you chose …; `meeting_nobody` Invite at least one colleague in service (not yourself) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it; `meeting_not_found` There is no such meeting, or you are not invited to it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `idempotency_key_required` The Idempotency-Key header is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    remind_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_starter` Only the starter may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `remind_too_soon` A reminder went out within the last hour; try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    supervise_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuperviseBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    withdraw_request: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_starter` Only the starter may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed; `withdraw_not_allowed` This request cannot be withdrawn (any more) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `in_transit` The request is moving to its next step; try again in a few seconds; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    start_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                system: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTaken"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `form_invalid` Some fields need correcting */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `signature_invalid` The signature is wrong, or the message too old */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `person_disabled` This person is no longer in service */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_not_found` There is no flow …; `person_not_found` … is not in the directory */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `flow_disabled` … takes no new requests at present; running ones go on; `balance_short` Not enough left (… available, … needed); take fewer days or another kind of leave; `approver_missing` Nobody was found for "…", and such a request is not taken; ask your administrator; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `body_too_large` Too large; at most … KB; `form_too_large` The form is too large, at most … KB; put long content into an attachment */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_back_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                system: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBackBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTaken"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `signature_invalid` The signature is wrong, or the message too old */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_not_found` There is no such request, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed; `withdraw_not_allowed` This request cannot be withdrawn (any more) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds; `in_transit` The request is moving to its next step; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                state?: "open" | "done";
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `bad_cursor` The place in the list is no longer valid; load it from the start */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approve_all: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveAllBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResults"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    add_approvers: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    remove_approver: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result; `last_approver` A node needs at least one person */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    decide_task: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
                /** @description the etag the person saw */
                "If-Match": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `comment_required` Give a reason for rejecting or returning; `return_target` It cannot be returned to this node; choose another; `form_invalid` Some fields need correcting */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result; `too_many_returns` This request has gone round more than … times; withdraw it and start anew; `balance_short` Not enough left (… available, … needed); take fewer days or another kind of leave */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `stale` It has changed since; look again before you act */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB; `form_too_large` The form is too large, at most … KB; put long content into an attachment */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `if_match_required` The If-Match header is missing; say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delegate_task: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToOneBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ask_opinion: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others; `comment_required` Give a reason for rejecting or returning */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_back: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentOnlyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `request_closed` The request is closed; `take_back_too_late` Somebody has decided since, or something was done that cannot be undone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `in_transit` The request is moving to its next step; try again in a few seconds; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    transfer_task: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToOneBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `nobody_to_ask` These people cannot be asked: out of service, at this node already, or the starter; choose others */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `not_your_task` This task is not yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `task_not_found` There is no such task */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_your_turn` It is not your turn yet: somebody before you, an asked opinion, a delegate or an added approver comes first; `already_decided` … has decided this already; the request shows the result */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_transfers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferList"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    check_callback: {
        parameters: {
            query: {
                msg_signature: string;
                timestamp: string;
                nonce: string;
                echostr: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `wecom_callback_unreadable` The callback cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `wecom_callback_old` The callback is too old; compare the clocks; `wecom_callback_signature` The callback is not signed with our token; compare Token and EncodingAESKey with those of the WeCom console; `wecom_callback_foreign` The callback is for another corporation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_callback_unset` WeCom's callback is not set up yet; an administrator puts Token and EncodingAESKey into the parameter store */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    take_callback: {
        parameters: {
            query: {
                msg_signature: string;
                timestamp: string;
                nonce: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_invalid` What was sent is incomplete or of the wrong shape; `wecom_callback_unreadable` The callback cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `wecom_callback_old` The callback is too old; compare the clocks; `wecom_callback_signature` The callback is not signed with our token; compare Token and EncodingAESKey with those of the WeCom console; `wecom_callback_foreign` The callback is for another corporation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `wecom_callback_repeated` This callback was taken before; nothing is done again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_callback_unset` WeCom's callback is not set up yet; an administrator puts Token and EncodingAESKey into the parameter store; `busy` The system is busy and wrote nothing; try again in a few seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sign_page: {
        parameters: {
            query?: never;
            header: {
                /** @description csrf_token of GET /me */
                "X-CSRF-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSigned"];
                };
            };
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `not_signed_in` Please sign in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `csrf` The page is out of date; reload it and try again; `jssdk_page_foreign` Only pages of this site may use WeCom's functions */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `body_too_large` Too large; at most … KB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `content_type` Send application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `store_unavailable` The system did not answer. Try again in a few seconds; the same action sent again counts once; `wecom_unavailable` WeCom does not answer at the moment; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
