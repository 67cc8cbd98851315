// Generated from chalicelib/openapi.json by `npm run types`. Do not edit.

export interface paths {
    "/admin/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every published flow. */
        get: operations["list_published_flows"];
        put?: never;
        post?: never;
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
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All departments, in their order. */
        get: operations["list_departments"];
        put?: never;
        post?: never;
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
    "/libraries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All published libraries. */
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
        /** A library's definition. */
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
    "/libraries/{key}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records I may see, newest first. */
        get: operations["list_records"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Action
         * @description What a person may do with a task.
         * @enum {string}
         */
        Action: "approve" | "reject" | "return" | "resubmit";
        /** Alive */
        Alive: {
            /** Status */
            status: string;
            /** Version */
            version: string;
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
        /** CommentBody */
        CommentBody: {
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
        /** CurrentNode */
        CurrentNode: {
            /** Node Name */
            node_name: string;
            /** People */
            people: string[];
        };
        /**
         * DecisionBody
         * @description `form` only with `resubmit`: the corrected form.
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
        };
        /** DepartmentList */
        DepartmentList: {
            /** Items */
            items: components["schemas"]["DepartmentView"][];
        };
        /** DepartmentView */
        DepartmentView: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
            head: components["schemas"]["PersonShort"] | null;
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
         *     filled at a node. `library` and `flow` say what a reference chooses from, `filtered` that not everything there
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
             * Flow
             * @default
             */
            flow: string;
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
            /** Note */
            note: string;
            /** Hash */
            hash: string;
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
         * Health
         * @description Counts an administrator acts on. `oldest_pending_seconds`: age of the oldest undelivered effect.
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
        };
        /** LibraryFieldView */
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
        };
        /** LibraryList */
        LibraryList: {
            /** Items */
            items: components["schemas"]["LibrarySummary"][];
        };
        /** LibraryOption */
        LibraryOption: {
            /** Value */
            value: string;
            /** Label */
            label: string;
        };
        /** LibrarySummary */
        LibrarySummary: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Description */
            description: string;
        };
        /** LibraryView */
        LibraryView: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Fields */
            fields: components["schemas"]["LibraryFieldView"][];
            /** Ledger */
            ledger: boolean;
        };
        /** Me */
        Me: {
            person: components["schemas"]["PersonView"];
            /** Roles */
            roles: string[];
            /** Is Admin */
            is_admin: boolean;
            /** Csrf Token */
            csrf_token: string;
            counts: components["schemas"]["Counts"];
        };
        /**
         * MyTask
         * @description My open task here; `etag` goes into If-Match of the decision.
         */
        MyTask: {
            /** Id */
            id: string;
            /** Node */
            node: string;
            /** Node Name */
            node_name: string;
            /** Actions */
            actions: string[];
            /** Etag */
            etag: string;
            /** Opened At */
            opened_at: string;
            /** Due At */
            due_at: string | null;
        };
        /**
         * NodePerson
         * @description A person at a node: `state` open, approved, rejected, returned, resubmitted, expired, copied or foreseen.
         */
        NodePerson: {
            /** Userid */
            userid: string;
            /** Name */
            name: string;
            /** State */
            state: string;
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
        /** OptionView */
        OptionView: {
            /** Value */
            value: string;
            /** Label */
            label: string;
        };
        /**
         * PathNode
         * @description A node on the way: `state` done, current, ahead, skipped, rejected, returned or withdrawn.
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
         * Preview
         * @description What the form would do: computed values, what to show and ask, what is wrong, and who would be asked.
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
        };
        /** PreviewBody */
        PreviewBody: {
            /** Form */
            form: {
                [key: string]: unknown;
            };
        };
        /**
         * PublishedFlow
         * @description A flow as the registry holds it.
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
            /** Status */
            status: string;
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
            /** Status */
            status: string;
            /** Source */
            source: string;
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
        /** RecordPage */
        RecordPage: {
            /** Items */
            items: components["schemas"]["RecordView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * RecordView
         * @description A record: its values by field, and the request that wrote it.
         */
        RecordView: {
            /** Id */
            id: string;
            /** Values */
            values: {
                [key: string]: unknown;
            };
            /** Created At */
            created_at: string;
            /** Source */
            source: string;
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
            /** Timeline */
            timeline: components["schemas"]["TimelineEntry"][];
            /** My Tasks */
            my_tasks: components["schemas"]["MyTask"][];
            /** Actions */
            actions: string[];
            /** Comment Required For */
            comment_required_for: string[];
            /** Etag */
            etag: string;
        };
        /** ShownField */
        ShownField: {
            /** Visible */
            visible: boolean;
            /** Required */
            required: boolean;
        };
        /** SubmitBody */
        SubmitBody: {
            /** Flow */
            flow: string;
            /** Form */
            form: {
                [key: string]: unknown;
            };
        };
        /** SummaryLine */
        SummaryLine: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /** TaskItem */
        TaskItem: {
            /** Id */
            id: string;
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
        /** UploadAddress */
        UploadAddress: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: unknown;
            };
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
            /** @description `internal` An unexpected failure; quote the request id. */
            500: {
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
        };
    };
    list_records: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["RecordPage"];
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
            /** @description `wecom_unavailable` WeCom does not answer at the moment; try again later */
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
        };
    };
    list_requests: {
        parameters: {
            query?: {
                view?: "mine" | "handled" | "cc" | "all";
                status?: ("running" | "approved" | "rejected" | "withdrawn") | null;
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
            /** @description `balance_short` Not enough left (… available, … needed); take fewer days or another kind of leave; `idempotency_key_reused` This Idempotency-Key was used for something else; take a new one */
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
            /** @description `busy` The system is busy and wrote nothing; try again in a few seconds */
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
            /** @description `busy` The system is busy and wrote nothing; try again in a few seconds */
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
            /** @description `in_transit` The request is moving to its next step; try again in a few seconds; `busy` The system is busy and wrote nothing; try again in a few seconds */
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
            /** @description `body_not_json` What was sent is not JSON; `body_invalid` What was sent is incomplete or of the wrong shape; `action_not_allowed` This node does not allow that; `comment_required` Give a reason for rejecting or returning; `form_invalid` Some fields need correcting */
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
            /** @description `already_decided` … has decided this already; the request shows the result; `balance_short` Not enough left (… available, … needed); take fewer days or another kind of leave */
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
            /** @description `busy` The system is busy and wrote nothing; try again in a few seconds */
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
