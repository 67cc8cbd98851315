"""Where this deployment lives: read once from the environment, on first use, never at import."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass

VERSION = "0.1.0"


@dataclass(frozen=True)
class Settings:
    """One deployment. Every value has the name of its environment variable without `XT_`."""

    stage: str
    table_prefix: str
    files_bucket: str
    messages_queue_url: str
    messages_dead_letters_url: str
    outbox_dead_letters_url: str
    jobs_dead_letters_url: str
    identify_function: str
    tickets_function: str
    sync_function: str
    meeting_function: str
    ask_function: str
    call_function: str
    public_url: str
    wecom_corp_id: str
    wecom_agent_id: str
    wecom_secret_parameter: str
    wecom_callback_parameter: str
    wecom_contacts_parameter: str
    wecom_api_url: str
    wecom_authorize_url: str
    systems_parameter: str
    flow_role_arn: str
    machine_prefix: str
    step_function_prefix: str
    two_person: str

    def table_name(self, capability: str) -> str:
        """Name of a capability's DynamoDB table, e.g. `xietong-local-approvals`."""
        return f"{self.table_prefix}-{capability}"


@functools.lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. A value that is not set is an empty string until it is used."""
    stage = os.environ.get("XT_STAGE", "local")
    defaults = {
        "stage": stage,
        "table_prefix": f"xietong-{stage}",
        "machine_prefix": f"xietong-{stage}-flow-",
        "step_function_prefix": f"xietong-{stage}-",
    }
    return Settings(
        **{
            name: os.environ.get(f"XT_{name.upper()}", defaults.get(name, ""))
            for name in Settings.__dataclass_fields__
        }
    )
