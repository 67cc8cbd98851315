"""From an empty cloud to a working office: deploy, publish, load the demo institute, catch up."""

import hashlib
import json
import os
import threading
import time
from dataclasses import asdict
from typing import Any

import httpx
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from chalicelib.approvals import repair
from chalicelib.platform import clock, messages
from chalicelib.platform.aws import client
from chalicelib.platform.errors import DomainError
from chalicelib.platform.observability import WARM
from chalicelib.platform.settings import settings
from cli.local import office
from cli.local.report import Report
from cli.local.settings import ROOT, Local, Records
from sandbox.systems import credentials
from sandbox.wecom import credentials as wecom

#: What the deployed stack is made from; unchanged sources need no new deployment.
SOURCES = (
    "app.py",
    "requirements.txt",
    "chalicelib/**/*",
    "infra/**/*.py",
    ".chalice/*.json",
    ".chalice/*.txt",
)


#: Functions in the order in which a first request meets them.
FIRST_NEEDED = (
    "wecom_identify",
    "send_outbox",
    "open_node",
    "send_message",
    "run_effect",
    "close_request",
    "run_timers",
    "sweep_outbox",
    "take_presses",
)


AT_ONCE = 2
ARRIVAL_SECONDS, POLL_SECONDS = 20.0, 0.1
CHECKS = 3


class PrepareError(Exception):
    """A step failed; the text says which and what to do."""


def everything(local: Local, report: Report) -> None:
    """Bring the running cloud to the state of the sources. Raise PrepareError."""
    os.environ.update(local.environment())
    with report.step("Looking at what is deployed"):
        wanted = fingerprint(local)
        up_to_date = is_deployed(local, wanted)
    if not up_to_date:
        with report.step("Deploying functions, tables and queues"):
            deploy(local, report, wanted)
    office.enter(local)
    join_systems(local)
    join_wecom()
    fill(local, report)
    with report.step("Taking up running requests where they stood"):
        replayed = reconcile(local)
    if replayed:
        report.line(f"    {replayed} requests were running; each goes on at the node where it stood.")
    save_now(local)
    threading.Thread(target=keep_up, args=(local, report), daemon=True).start()


def join_systems(local: Local) -> None:
    """Tell the platform where the other systems are, and the secret it shares with each."""
    told = {
        name: {"url": f"{local.systems_url}/calls", "secret": credentials.SECRET}
        for name in credentials.SYSTEMS
    }
    client("ssm").put_parameter(
        Name=settings().systems_parameter, Value=json.dumps(told), Type="SecureString", Overwrite=True
    )


def join_wecom() -> None:
    """Tell the platform what the sandbox signs its callbacks with, and the secret of its contact-sync assistant, as an
    administrator does with WeCom's console.
    """
    told = {"token": wecom.CALLBACK_TOKEN, "aes_key": wecom.CALLBACK_AES_KEY}
    client("ssm").put_parameter(
        Name=settings().wecom_callback_parameter,
        Value=json.dumps(told),
        Type="SecureString",
        Overwrite=True,
    )
    client("ssm").put_parameter(
        Name=settings().wecom_contacts_parameter,
        Value=wecom.CONTACTS_SECRET,
        Type="SecureString",
        Overwrite=True,
    )


def warm(local: Local) -> None:
    """Load every function once, in the order a request needs them.

    The emulator unpacks the package for each (a second or more on two cores), which the first person would wait for.
    """
    prefix = (office.deployment(local) or {}).get("function_prefix")
    patient = office.patient_lambda(local)
    for name in FIRST_NEEDED if prefix else ():
        patient.invoke(FunctionName=f"{prefix}{name}", Payload=json.dumps(WARM).encode())


def fill(local: Local, report: Report) -> None:
    """Publish libraries and flows, load the demo institute and few of its records. Raise PrepareError."""
    from cli.local import content, ledgers

    try:
        with report.step("Publishing libraries"):
            published = content.publish_libraries(content.library_files())
            changed = [one.changed for one in published]
        with report.step(f"Demo institute of {local.people} people"):
            loaded = content.load_institute(local, report.note)
        with report.step("Publishing flows"):
            changed += [content.publish_flow(path).new for path in content.in_order(content.flow_files())]
    except content.ContentError as problem:
        raise PrepareError(f"{problem}") from problem
    if loaded or any(changed):
        save_now(local)
    if ledgers.begin(local, lambda: save_now(local)) and local.records is Records.FEW:
        with report.step("Demo records, a few of each library"):
            load_records(local)


def reconcile(local: Local) -> int:
    """Start new runs for the requests whose executions the emulator's stop has ended; how many run.

    The first are taken up before this returns, the others by `keep_up`.
    """
    if restart_some(local) == 0:
        return 0
    return sum(1 for _ in repair.running())


def load_records(local: Local) -> int:
    """Write the demo records that are missing; how many the libraries have that got theirs."""
    from cli.local import ledgers

    return sum(count for _, count in ledgers.load(local, lambda: save_now(local)))


def keep_up(local: Local, report: Report) -> None:
    """In the background: take up the other requests, load the functions not needed yet, then the demo records."""
    try:
        for _ in range(sum(1 for _ in repair.running()) // AT_ONCE + 1):
            if restart_some(local) == 0:
                break
        warm(local)
        take_callbacks(local)
        load_in_background(local, report)
    except (BotoCoreError, ClientError, PynamoDBException, httpx.HTTPError, PrepareError):
        return  # the platform is going down, or will say so itself


def load_in_background(local: Local, report: Report) -> None:
    """Load what is missing and say so. What cannot be loaded is one sentence; everything else works without it."""
    from cli.local import ledgers

    if not ledgers.begin(local, lambda: save_now(local)):
        return
    started = time.monotonic()
    report.line(
        "  Demo records are being loaded; pages fill while you look (XT_DEMO_RECORDS=few loads fewer)."
    )
    try:
        count = load_records(local)
    except DomainError as problem:
        said = messages.problem(problem.code, "en", **problem.params)
        report.line(f"  ! The demo records could not all be loaded: {said} `./xt reset` begins anew.")
    else:
        report.line(f"  {count:,} demo records are loaded ({time.monotonic() - started:.1f} s).")


def take_callbacks(local: Local) -> None:
    """Enter our address for callbacks at the sandbox, which checks it at once, as WeCom's console does."""
    address = {"url": f"{local.gateway_url}/api/wecom/callback"}
    for _ in range(CHECKS):
        told = httpx.post(f"{local.sandbox_url}/sandbox/callback", json=address, timeout=30, trust_env=False)
        if told.is_success:
            return


def restart_some(local: Local) -> int:
    """Restart a few and wait until they have arrived: a new run loads functions, and two cores load few at once."""
    since = clock.now()
    restarted = _reconcile_some(local)
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while restarted and repair.on_their_way(since) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return restarted


def _reconcile_some(local: Local) -> int:
    function = f"{(office.deployment(local) or {})['function_prefix']}reconcile"
    payload = json.dumps({"everything": True, "most": AT_ONCE}).encode()
    answer = office.patient_lambda(local).invoke(FunctionName=function, Payload=payload)
    said = answer["Payload"].read().decode()
    if answer.get("FunctionError"):
        raise PrepareError(f"The job {function} failed: {said[:400]}")
    return int((json.loads(said) or {}).get("restarted", 0))


def deploy(local: Local, report: Report, wanted: str) -> None:
    """Package, deploy, and remember what came of it in `deployment.json`."""
    from infra.deploy import deploy as deploy_stack
    from infra.errors import InfraError

    target = office.target(local)
    try:
        outputs = deploy_stack(target, report.note)
    except InfraError as problem:
        raise PrepareError(f"The deployment failed: {problem}") from problem
    function = f"{outputs.function_prefix}api_handler"
    variables = office.function_variables(target, function)
    save_now(local)  # before the note that it is done: a kill -9 in between deploys again
    kept: dict[str, Any] = asdict(outputs) | {"fingerprint": wanted, "environment": variables}
    local.deployment.write_text(json.dumps(kept, default=dict))


def is_deployed(local: Local, wanted: str) -> bool:
    """Tell whether the sources are what runs: the same fingerprint, and the API answers."""
    deployed = office.deployment(local)
    if deployed is None or deployed.get("fingerprint") != wanted:
        return False
    try:
        answer = httpx.get(f"{deployed['api_url']}/health", timeout=30, trust_env=False)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200


def fingerprint(local: Local) -> str:
    """Hash the sources of the deployment and the addresses written into it."""
    digest = hashlib.sha256(json.dumps(dict(office.values(local)), sort_keys=True).encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def save_now(local: Local) -> None:
    """Have the emulator write everything it knows."""
    httpx.post(f"{local.cloud_url}/_xietong/save", timeout=60, trust_env=False).raise_for_status()
