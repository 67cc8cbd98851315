"""Step Functions and DynamoDB in this process, with AWS's semantics, a virtual clock and faults on order.

It stands below botocore: the product's own clients run, sign, retry and parse; only the wire is ours.
"""

from tests.support.fake_aws.cloud import FakeAws
from tests.support.fake_aws.errors import AwsError, ProcessDeath
from tests.support.fake_aws.faults import FaultPlan

__all__ = ["AwsError", "FakeAws", "FaultPlan", "ProcessDeath"]
