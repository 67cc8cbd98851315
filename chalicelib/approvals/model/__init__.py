"""Requests, node visits, tasks: what is, and how one operation changes it. Pure; no clock, no AWS."""
