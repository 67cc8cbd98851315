"""Where a stage goes, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

from infra.api import API_STAGE
from infra.stage import LOCAL, Stage
from sandbox.wecom import credentials

Values = Mapping[str, str]

EMULATOR_ROOT = ("test", "test")
"""Key and secret that the emulator takes for the owner of the account."""

EMULATOR_ENVIRONMENT = {"AUTH": "true"}
"""For the emulator's process: every Lambda runs as its role and each call is checked against the role's policy."""

LOCAL_VALUES: Values = {
    "PublicUrl": "http://127.0.0.1:8080",
    "WeComCorpId": credentials.CORP_ID,
    "WeComAgentId": str(credentials.AGENT_ID),
    "WeComApiUrl": "http://127.0.0.1:8090",
    "WeComAuthorizeUrl": "http://127.0.0.1:8090/connect/oauth2/authorize",
}


@dataclass(frozen=True)
class Target:
    """One stage in one cloud. `endpoint` set: an emulator; then credentials are made up and polling is quick.

    `values` are parameters of the stack (`infra.template.PARAMETERS` and `LISTS`); those not given keep the
    value they have. `secret` is the WeCom secret; None leaves the stored one alone.
    """

    stage: Stage
    endpoint: str | None = None
    values: Values = field(default_factory=dict)
    secret: str | None = field(default=None, repr=False)
    profile: str | None = None
    timeout_seconds: int = 1800

    @property
    def poll_seconds(self) -> float:
        return 0.1 if self.endpoint else 3.0

    def client(self, service: str) -> Any:
        """A client of this cloud; the emulator is spoken to as its root."""
        config = Config(retries={"mode": "standard", "max_attempts": 5}, connect_timeout=5, read_timeout=60)
        if self.endpoint:
            # Here or not here; and never through somebody's web proxy.
            config = config.merge(Config(retries={"mode": "standard", "max_attempts": 1}, proxies={}))
            session = boto3.Session(*EMULATOR_ROOT, region_name=self.stage.region)
        else:
            session = boto3.Session(profile_name=self.profile, region_name=self.stage.region)
        make: Any = session.client
        return make(service, endpoint_url=self.endpoint, config=config)


def local(port: int = 4566, values: Values | None = None) -> Target:
    """The laptop's stage in the emulator on `port`; `values` override LOCAL_VALUES."""
    endpoint = f"http://127.0.0.1:{port}"
    secret = credentials.APP_SECRET
    return Target(Stage(LOCAL), endpoint, {**LOCAL_VALUES, **(values or {})}, secret, timeout_seconds=120)


@dataclass(frozen=True)
class Outputs:
    """What the rest of the world needs to know of a deployed stage."""

    stack: str
    changed: bool
    api_id: str
    api_url: str
    """Address of the API's stage: `/api/health` of the product is `<api_url>/health`."""
    tables: Mapping[str, str]
    files_bucket: str
    messages_queue_url: str
    flow_role_arn: str
    machine_prefix: str
    function_prefix: str


def outputs(target: Target, values: Mapping[str, str], *, changed: bool) -> Outputs:
    api_id = values["RestAPIId"]
    local_url = f"{target.endpoint}/restapis/{api_id}/{API_STAGE}/_user_request_"
    tables = {
        name.removesuffix("TableName").lower(): value
        for name, value in values.items()
        if name.endswith("TableName")
    }
    return Outputs(
        stack=target.stage.stack,
        changed=changed,
        api_id=api_id,
        api_url=local_url if target.endpoint else values["EndpointURL"].rstrip("/"),
        tables=tables,
        files_bucket=values["FilesBucket"],
        messages_queue_url=values["MessagesQueueUrl"],
        flow_role_arn=values["FlowRoleArn"],
        machine_prefix=target.stage.machine_prefix,
        function_prefix=target.stage.function_prefix,
    )
