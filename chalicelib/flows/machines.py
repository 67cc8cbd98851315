"""State machines of flows: a version for each published text, and the alias `live` that shows which one holds."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.flows import compiler
from chalicelib.platform.aws import client
from chalicelib.platform.errors import BusyError
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings

STEP_FUNCTIONS = {"OpenNode": "open_node", "RunEffect": "run_effect", "CloseRequest": "close_request"}
ALIAS = "live"
UNKNOWN_ALIAS = frozenset({"ResourceNotFound", "ResourceNotFoundException", "StateMachineAliasDoesNotExist"})
WITHOUT_ALIASES = frozenset({"InvalidAction", "UnknownOperationException", "UnknownOperation"})


def put(key: str, asl: dict[str, Any], number: int) -> str:
    """Create or update a flow's state machine and publish a version of it; the version's ARN.

    Nothing starts on it until the registry says so, and running requests stay on the version they started on: so it
    may be repeated after a crash. Raises BusyError when Step Functions is at it for somebody else.
    """
    where = settings()
    states = client("stepfunctions", read_seconds=20)
    partition, region, account = _place(where.flow_role_arn)
    functions = {
        name: f"arn:{partition}:lambda:{region}:{account}:function:{where.step_function_prefix}{function}"
        for name, function in STEP_FUNCTIONS.items()
    }
    definition = compiler.render(asl, {"Partition": partition, **functions})
    name = f"{where.machine_prefix}{key}"
    arn = f"arn:{partition}:states:{region}:{account}:stateMachine:{name}"
    common = {
        "definition": definition,
        "roleArn": where.flow_role_arn,
        "publish": True,
        "versionDescription": f"version {number}",
    }
    try:
        answer = _put_once(states, name, arn, common)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConflictException":
            raise
        raise BusyError from error
    return str(answer["stateMachineVersionArn"])


def _put_once(states: Any, name: str, arn: str, common: dict[str, Any]) -> Any:
    """Update, or create; and update after all when another publisher has created it meanwhile."""
    try:
        return states.update_state_machine(stateMachineArn=arn, **common)
    except states.exceptions.StateMachineDoesNotExist:
        try:
            return states.create_state_machine(name=name, type="STANDARD", **common)
        except states.exceptions.StateMachineAlreadyExists:
            return states.update_state_machine(stateMachineArn=arn, **common)


def point_alias(version_arn: str) -> bool:
    """Let the alias `live` point to a version. It is for people at the AWS console: requests start by version.

    False where it does not: the service knows no aliases, as an emulator may not, or did not answer (logged; what
    was published is published, and the next change points it anew).
    """
    states = client("stepfunctions", read_seconds=20)
    machine = version_arn.rpartition(":")[0]
    route = [{"stateMachineVersionArn": version_arn, "weight": 100}]
    try:
        try:
            states.update_state_machine_alias(
                stateMachineAliasArn=f"{machine}:{ALIAS}", routingConfiguration=route
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in UNKNOWN_ALIAS:
                raise
            states.create_state_machine_alias(name=ALIAS, routingConfiguration=route)
    except (ClientError, BotoCoreError) as error:
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
        if code not in WITHOUT_ALIASES:
            logger.warning("alias_not_pointed", extra={"version": version_arn, "error": code})
        return False
    return True


def _place(role_arn: str) -> tuple[str, str, str]:
    """Partition, region and account of this deployment: the role's ARN says all but the region."""
    _, partition, _, _, account, _ = role_arn.split(":", 5)
    return partition, client("stepfunctions", read_seconds=20).meta.region_name, account


def asl_text(asl: dict[str, Any]) -> str:
    """A compiled flow as it is committed in stepfunctions/asl/."""
    return json.dumps(asl, ensure_ascii=False, indent=2) + "\n"
