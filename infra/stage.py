"""What one stage is called and how well it is guarded."""

import re
from dataclasses import dataclass

APP = "xietong"
LOCAL = "local"


@dataclass(frozen=True)
class Stage:
    name: str
    region: str = "us-east-1"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", self.name):
            message = f"stage {self.name!r}: 1-16 lower-case letters and digits, a letter first"
            raise ValueError(message)

    @property
    def stack(self) -> str:
        """Name of the stack; also the prefix of tables, functions and flow machines."""
        return f"{APP}-{self.name}"

    @property
    def machine_prefix(self) -> str:
        return f"{self.stack}-flow-"

    @property
    def function_prefix(self) -> str:
        return f"{self.stack}-"

    @property
    def secret_parameter(self) -> str:
        return f"/{APP}/{self.name}/wecom-secret"

    @property
    def callback_parameter(self) -> str:
        """Token and EncodingAESKey of WeCom's callback (chalicelib/wecom/callbacks.py)."""
        return f"/{APP}/{self.name}/wecom-callback"

    @property
    def contacts_parameter(self) -> str:
        """The secret of WeCom's contact-sync assistant (chalicelib/wecom/sync)."""
        return f"/{APP}/{self.name}/wecom-contacts-secret"

    @property
    def systems_parameter(self) -> str:
        """Where address and secret of every joined system stand (chalicelib/approvals/systems.py)."""
        return f"/{APP}/{self.name}/systems"

    @property
    def is_protected(self) -> bool:
        """Production: nothing that holds data can be deleted by accident."""
        return self.name.startswith("prod")
