"""`python -m infra.deploy --stage STAGE --region REGION`: package a stage and bring it up, here or there."""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.cfn import Json
from infra.errors import DeployError, InfraError
from infra.package import ROOT, Package, package
from infra.stack import DIGEST_TAG, Stack
from infra.stage import LOCAL, Stage
from infra.target import LOCAL_VALUES, Outputs, Target, outputs
from infra.template import LISTS, PARAMETERS
from sandbox.wecom import credentials

Report = Callable[[str], None]


def deploy(target: Target, report: Report = print, made: Package | None = None) -> Outputs:
    """Bring the stage to what the working tree says; does nothing when it is there already.

    Raises PackageError when the package cannot be made (nothing was touched), DeployError when the cloud refuses
    or the stack fails; each message is one sentence that names the cause.
    """
    try:
        return _deploy(target, report, made or package(target.stage, _build(target.stage)))
    except (BotoCoreError, ClientError) as error:
        message = f"{target.endpoint or 'AWS'} does not do as asked: {error}"
        raise DeployError(message) from error


def _build(stage: Stage) -> Path:
    return Path(os.environ.get("XT_STATE_DIR") or ROOT) / "build" / stage.name


def _deploy(target: Target, report: Report, made: Package) -> Outputs:
    stack = Stack(
        target.client("cloudformation"),
        target.stage.stack,
        report,
        target.poll_seconds,
        target.timeout_seconds,
    )
    _put_secret(target, report)
    described = stack.describe()
    digest = _digest(target, made)
    changed = stack.digest(described) != digest
    if changed:
        bucket = _artefacts(target)
        code = _upload(target, bucket, made.code, made.code_digest, report)
        template = _upload(target, bucket, made.template, made.template_digest, report)
        url = f"{target.client('s3').meta.endpoint_url}/{bucket}/{template}"
        parameters = _parameters(target, described, {"CodeBucket": bucket, "CodeKey": code})
        tags = {DIGEST_TAG: digest, "xietong:stage": target.stage.name}
        changed = stack.put(url, parameters, tags, protect=target.stage.is_protected)
        if target.endpoint:
            _forget_others(target, bucket, {code, template})
    if not changed:
        report(f"{stack.name}: nothing has changed")
    found = stack.describe() or {}
    values = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
    return outputs(target, values, changed=changed)


def _digest(target: Target, made: Package) -> str:
    content = [made.template_digest, made.code_digest, sorted(target.values.items())]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _parameters(target: Target, described: Json | None, code: Json) -> list[Json]:
    """Given values, and the present ones for the rest, so that a deploy without arguments changes no setting."""
    given = {**target.values, **code}
    if unknown := sorted(set(target.values) - set(PARAMETERS) - set(LISTS)):
        message = f"no such parameter: {', '.join(unknown)}; there are {', '.join([*PARAMETERS, *LISTS])}"
        raise DeployError(message)
    present = {p["ParameterKey"] for p in (described or {}).get("Parameters", [])}
    kept = [name for name in [*PARAMETERS, *LISTS] if name in present and name not in given]
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()] + [
        {"ParameterKey": name, "UsePreviousValue": True} for name in kept
    ]


def _artefacts(target: Target) -> str:
    """The bucket that packages are deployed from; made on the first deploy, private and encrypted."""
    s3, region = target.client("s3"), target.stage.region
    account = target.client("sts").get_caller_identity()["Account"]
    bucket = f"{target.stage.stack}-artefacts-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        place: Json = {} if region == "us-east-1" else {"LocationConstraint": region}
        s3.create_bucket(Bucket=bucket, **({"CreateBucketConfiguration": place} if place else {}))
        closed = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True))
    return bucket


def _upload(target: Target, bucket: str, path: Path, digest: str, report: Report) -> str:
    """Put a file under its digest, once. The key."""
    s3, key = target.client("s3"), f"{digest}{path.suffix}"
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        report(f"uploading {path.name}, {path.stat().st_size / 1e6:.1f} MB")
        s3.put_object(Bucket=bucket, Key=key, Body=path.read_bytes(), ServerSideEncryption="AES256")
    return key


def _forget_others(target: Target, bucket: str, kept: set[str]) -> None:
    """An emulator keeps its files in memory and on the laptop's disk: yesterday's packages go."""
    s3 = target.client("s3")
    for item in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
        if item["Key"] not in kept:
            s3.delete_object(Bucket=bucket, Key=item["Key"])


def _put_secret(target: Target, report: Report) -> None:
    """Store the WeCom secret outside of the template, which anybody who sees the stack can read."""
    if target.secret is None:
        return
    ssm: Any = target.client("ssm")
    name = target.stage.secret_parameter
    try:
        if ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"] == target.secret:
            return
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
    ssm.put_parameter(Name=name, Value=target.secret, Type="SecureString", Overwrite=True)
    report(f"{name}: secret stored")


def _target(asked: argparse.Namespace) -> Target:
    given = dict(pair.split("=", 1) for pair in asked.set)
    values = {**LOCAL_VALUES, **given} if asked.stage == LOCAL else given
    secret = os.environ.get("XT_WECOM_SECRET") or (credentials.APP_SECRET if asked.stage == LOCAL else None)
    return Target(Stage(asked.stage, asked.region), asked.endpoint, values, secret, asked.profile)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=deploy.__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--endpoint", help="address of an emulator; empty: AWS")
    parser.add_argument("--profile", help="AWS profile")
    parser.add_argument("--set", action="append", default=[], metavar="PARAMETER=VALUE")
    try:
        found = deploy(_target(parser.parse_args(arguments)))
    except (InfraError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in vars(found).items():
        print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
