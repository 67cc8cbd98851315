"""What the tests of the infrastructure share."""

from infra.stage import Stage

PROD = Stage("prod", "cn-north-1")
