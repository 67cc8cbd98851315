"""What the stream and the schedules invoke."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.approvals import calls, leaving, machine, outbox, presses, repair, standing_rules, timers
from chalicelib.platform.observability import lambda_entry

jobs = Blueprint(__name__)


@jobs.lambda_function(name="send_outbox")
@lambda_entry
def send_outbox(event: dict[str, Any]) -> dict[str, Any]:
    """New rows of the approvals table: deliver the outbox rows among them at once."""
    keys = [
        record["dynamodb"]["Keys"] for record in event.get("Records", ()) if record["eventName"] == "INSERT"
    ]
    wanted = [(key["pk"]["S"], key["sk"]["S"]) for key in keys if key["sk"]["S"].startswith("7#")]
    return {"delivered": len(wanted), "failed": outbox.deliver_all(wanted)}


@jobs.lambda_function(name="sweep_outbox")
@lambda_entry
def sweep_outbox(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: deliver what the stream did not."""
    return {"failed": outbox.sweep()}


@jobs.lambda_function(name="take_presses")
@lambda_entry
def take_presses(event: dict[str, Any]) -> dict[str, Any]:
    """Buttons pressed on cards, as the stream tells of them; every minute those it did not."""
    if "Records" not in event:
        return {"failed": presses.sweep()}
    new = [one["dynamodb"]["Keys"]["pk"]["S"] for one in event["Records"] if one["eventName"] == "INSERT"]
    keys = [pk.removeprefix("PRESS#") for pk in new if pk.startswith("PRESS#")]
    return {"looked_at": len(keys), "failed": presses.take_all(keys)}


@jobs.lambda_function(name="reconcile")
@lambda_entry
def reconcile(event: dict[str, Any]) -> dict[str, Any]:
    """Every five minutes; at once for a machine that failed (EventBridge); after a restart of the
    platform `{everything: true, most}`.
    """
    if name := event.get("detail", {}).get("name"):
        request, run = machine.run_of(name)
        return {"restarted": int(repair.restart(request, run, event["detail"].get("status", "failed")))}
    return asdict(
        repair.reconcile(
            everything=bool(event.get("everything")), most=int(event.get("most", repair.NO_LIMIT))
        )
    )


@jobs.lambda_function(name="run_timers")
@lambda_entry
def run_timers(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: reminders, and nodes whose time is over."""
    return {"looked_at": timers.run_due()}


@jobs.lambda_function(name="hand_over")
@lambda_entry
def hand_over(_: dict[str, Any]) -> dict[str, Any]:
    """Changes of the directory, and every five minutes: tasks of people who left, or have another userid."""
    done, left = leaving.hand_over()
    return {"done": done, "left": left}


@jobs.lambda_function(name="check_rules")
@lambda_entry
def check_rules(_: dict[str, Any]) -> dict[str, Any]:
    """Every hour: approver rules of published flows that find nobody any more."""
    return {"failing": standing_rules.check()}


@jobs.lambda_function(name="call_system")
@lambda_entry
def call_system(event: dict[str, Any]) -> dict[str, Any]:
    """`{system, key, raw}`: one signed message to another system; answers `{status, answer}` or `{problem}`."""
    return calls.call(event["system"], event["key"], event["raw"])
