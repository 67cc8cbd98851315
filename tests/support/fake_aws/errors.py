"""What the fake raises inside: an error as AWS words it, and the end of a process."""

from typing import Any


class AwsError(Exception):
    """An error answer. `fields` are the modelled ones beside the message."""

    def __init__(self, code: str, message: str = "", status: int = 400, **fields: Any) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status
        self.fields = fields


class ProcessDeath(BaseException):
    """The process is gone between two instructions: nobody may catch it, nothing after this line is run."""


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)
