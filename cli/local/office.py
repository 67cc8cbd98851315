"""The deployed stage seen from the command line: where it is and what its functions are told."""

import json
import os
from typing import TYPE_CHECKING, Any

from cli.local.settings import STAGE, Local
from sandbox.wecom import credentials

if TYPE_CHECKING:
    from infra.target import Target

REGION = "us-east-1"


class NotDeployedError(Exception):
    """There is no deployment to talk to; `./xt up` makes one."""


def values(local: Local) -> dict[str, str]:
    """Return the stack parameters: our addresses, and the sandbox's own credentials."""
    return {
        "PublicUrl": local.gateway_url,
        "WeComCorpId": credentials.CORP_ID,
        "WeComAgentId": str(credentials.AGENT_ID),
        "WeComApiUrl": local.sandbox_url,
        "WeComAuthorizeUrl": f"{local.sandbox_url}/connect/oauth2/authorize",
    }


def target(local: Local) -> "Target":
    from infra.target import local as local_target

    return local_target(local.cloud_port, values(local))


def patient_lambda(local: Local) -> Any:
    """Return a Lambda client that waits as long as a job may take, and never calls it twice."""
    import boto3
    from botocore.config import Config

    config = Config(read_timeout=300, retries={"total_max_attempts": 1}, proxies={})
    session: Any = boto3.Session("test", "test", region_name=REGION)
    return session.client("lambda", endpoint_url=local.cloud_url, config=config)


def deployment(local: Local) -> dict[str, Any] | None:
    """Return what the last deploy wrote down, None if there was none."""
    try:
        found: dict[str, Any] = json.loads(local.deployment.read_text())
    except (OSError, ValueError):
        return None
    return found


def function_variables(where: "Target", function: str) -> dict[str, str]:
    """Return the environment that the stack gives its functions."""
    configuration = where.client("lambda").get_function_configuration(FunctionName=function)
    return dict(configuration["Environment"]["Variables"])


def enter(local: Local) -> None:
    """Make this process see what the functions see, so that their services can be called from here.

    Raises NotDeployedError.
    """
    deployed = deployment(local)
    if deployed is None or "environment" not in deployed:
        raise NotDeployedError("Nothing is deployed yet: start the platform with `./xt up`.")
    os.environ.update(deployed["environment"])
    os.environ.update(
        XT_STAGE=STAGE,
        XT_CLOCK_FILE=str(local.clock_file),
        AWS_ENDPOINT_URL=local.cloud_url,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",  # noqa: S106 - the emulator takes any
        AWS_DEFAULT_REGION=REGION,
        AWS_REGION=REGION,
        AWS_EC2_METADATA_DISABLED="true",
        NO_PROXY="127.0.0.1,localhost",
        no_proxy="127.0.0.1,localhost",
    )
