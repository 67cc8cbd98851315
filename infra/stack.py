"""One CloudFormation stack: make it, change it, wait for it, say in one sentence why it failed."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.cfn import Json
from infra.errors import DeployError

Report = Callable[[str], None]

DIGEST_TAG = "xietong:content"


@dataclass
class Stack:
    client: Any
    name: str
    report: Report
    poll_seconds: float
    timeout_seconds: int
    _seen: set[str] = field(default_factory=set)
    _failures: list[str] = field(default_factory=list)
    _finished: int = 0

    def describe(self) -> Json | None:
        """The stack as CloudFormation knows it; None when there is none."""
        try:
            found: Json = self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in error.response["Error"].get("Message", ""):
                return None
            raise
        return None if found["StackStatus"] in {"DELETE_COMPLETE", "REVIEW_IN_PROGRESS"} else found

    def digest(self, described: Json | None) -> str | None:
        """What was deployed last, if that deploy succeeded."""
        if not described or described["StackStatus"] not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            return None
        tags = {tag["Key"]: tag["Value"] for tag in described.get("Tags", [])}
        return tags.get(DIGEST_TAG)

    def put(
        self, template_url: str, parameters: list[Json], tags: Mapping[str, str], *, protect: bool
    ) -> bool:
        """Create or update the stack and wait; False when it was like that already. Raises DeployError."""
        described = self._clean()
        self._remember()
        request: Json = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": parameters,
            "Capabilities": ["CAPABILITY_IAM"],
            "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        }
        try:
            if described is None:
                self.client.create_stack(**request, EnableTerminationProtection=protect)
            else:
                self.client.update_stack(**request)
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return False
            message = (
                f"CloudFormation refuses the template of {self.name}: {error.response['Error']['Message']}"
            )
            raise DeployError(message) from error
        self._wait("CREATE_COMPLETE" if described is None else "UPDATE_COMPLETE")
        return True

    def _clean(self) -> Json | None:
        """Wait for what is under way; a stack whose creation failed can only be deleted."""
        described = self._settled()
        if described and described["StackStatus"] in {
            "ROLLBACK_COMPLETE",
            "ROLLBACK_FAILED",
            "CREATE_FAILED",
        }:
            self.report(f"{self.name}: removing what the failed first deploy left")
            self.client.delete_stack(StackName=self.name)
            return self._settled()
        return described

    def _settled(self) -> Json | None:
        deadline = time.monotonic() + self.timeout_seconds
        while (found := self.describe()) and found["StackStatus"].endswith("_IN_PROGRESS"):
            if time.monotonic() > deadline:
                message = f"{self.name} is still {found['StackStatus']} after {self.timeout_seconds} s"
                raise DeployError(message)
            self._tell()
            time.sleep(self.poll_seconds)
        return found

    def _wait(self, wanted: str) -> None:
        found = self._settled()
        self._tell()
        status = found["StackStatus"] if found else "gone"
        if status != wanted:
            message = f"{self.name} is {status}: {self._cause() or _reason(found)}"
            raise DeployError(message)

    def _remember(self) -> None:
        self._seen.update(event["EventId"] for event in self._new())

    def _tell(self) -> None:
        """Report what finished since the last look."""
        for event in self._new():
            self._seen.add(event["EventId"])
            status, resource = event["ResourceStatus"], event["LogicalResourceId"]
            if status.endswith("_FAILED"):
                self._failures.append(f"{resource}: {event.get('ResourceStatusReason', 'no reason given')}")
            elif status.endswith("_COMPLETE") and resource != self.name:
                self._finished += 1
                self.report(f"{self._finished} {resource}: {status.lower().replace('_', ' ')}")

    def _cause(self) -> str | None:
        """The first failure that is not a consequence of another one."""
        causes = [text for text in self._failures if "cancelled" not in text]
        return next(iter(causes or self._failures), None)

    def _new(self) -> list[Json]:
        """Events not told yet, oldest first; the newest page comes first and old pages are left alone."""
        found: list[Json] = []
        try:
            for page in self.client.get_paginator("describe_stack_events").paginate(StackName=self.name):
                new = [event for event in page["StackEvents"] if event["EventId"] not in self._seen]
                found += new
                if len(new) < len(page["StackEvents"]):
                    break
        except ClientError:  # no such stack yet, or no longer
            return []
        return found[::-1]


def _reason(found: Json | None) -> str:
    return str((found or {}).get("StackStatusReason") or "no reason given")
