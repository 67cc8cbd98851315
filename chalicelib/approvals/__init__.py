"""Approvals (审批): the running side. Requests, tasks, decisions, audit chain."""
