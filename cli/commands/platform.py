"""up, down, reset, status, logs: the platform on this machine."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cli.local import ports, record, settings
from cli.local.children import ChildError, without_proxies
from cli.local.prepare import PrepareError
from cli.local.report import Report
from cli.local.settings import Local
from cli.local.supervisor import Supervisor
from cli.output import FAILED, NOT_RUNNING, AsJson, fail, print_json, print_table

DETACH_SECONDS = 180.0
DETACH_SECONDS_PER_PERSON = 0.15
DOWN_SECONDS = 60.0
LOG_NAMES = ("cloud", "gateway", "sandbox", "systems", "up")

Port = Annotated[int | None, typer.Option("--port", help="Port of the web gateway (XT_PORT, 8080).")]
CloudPort = Annotated[int | None, typer.Option(help="Port of the cloud emulator (XT_CLOUD_PORT, 4566).")]
SandboxPort = Annotated[int | None, typer.Option(help="Port of the sandbox (XT_SANDBOX_PORT, 8090).")]
SystemsPort = Annotated[int | None, typer.Option(help="Port of the other systems (XT_SYSTEMS_PORT, 8091).")]
People = Annotated[int, typer.Option(min=60, max=20000, help="Size of the demo institute.")]
Detach = Annotated[bool, typer.Option("--detach", help="Return when ready and leave it running.")]


def register(app: typer.Typer) -> None:
    for command in (up, down, reset, status, logs):
        app.command()(command)


def up(
    detach: Detach = False,
    people: People = 60,
    port: Port = None,
    cloud_port: CloudPort = None,
    sandbox_port: SandboxPort = None,
    systems_port: SystemsPort = None,
) -> None:
    """Start everything: cloud emulator, deployment, demo institute, sandbox WeCom, web pages."""
    local = replace(settings.load(), people=people).with_ports(port, cloud_port, sandbox_port, systems_port)
    if record.is_running(local.lock_file):
        show_running(local)
    elif detach:
        start_detached(local)
    else:
        run_here(local)


def run_here(local: Local) -> None:
    """Run the supervisor in this process; its troubles become sentences."""
    report = Report()
    try:
        Supervisor(local, report).run()
    except record.AlreadyRunningError:
        show_running(local)
    except (ports.PortBusyError, ChildError, PrepareError) as problem:
        fail(f"\n{problem}")


def start_detached(local: Local) -> None:
    """Start `up` in a session of its own and show its lines until it is ready."""
    log = local.logs / "up.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cli.main", "up", "--people", str(local.people)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=settings.ROOT,
            env=without_proxies() | local.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    raise typer.Exit(follow_until_ready(local, process, log))


def follow_until_ready(local: Local, process: subprocess.Popen[bytes], log: Path) -> int:
    """Copy the log to the terminal; return 0 when the platform is ready, 1 when it ended or took too long."""
    deadline = time.monotonic() + DETACH_SECONDS + local.people * DETACH_SECONDS_PER_PERSON
    with log.open(errors="replace") as lines:
        while time.monotonic() < deadline:
            now = record.read(local.pid_file)
            over, ready = process.poll() is not None, bool(now and now.ready and now.pid == process.pid)
            if ready or over:
                time.sleep(0.2)  # the addresses are printed just after it says that it is ready
            sys.stdout.write(lines.read())
            sys.stdout.flush()
            if ready or over:
                return 0 if ready else FAILED
            time.sleep(0.1)
    process.terminate()
    return FAILED


def show_running(local: Local) -> None:
    now = record.read(local.pid_file)
    print(f"Xietong is already running (process {now.pid if now else 'unknown'}).")
    if now and now.addresses:
        print_table(("", "address"), now.addresses.items())


def down() -> None:
    """Stop everything and wait until it has stopped; the state is saved."""
    local = settings.load()
    now = record.read(local.pid_file)
    if not record.is_running(local.lock_file) or now is None:
        count = record.clear_leftovers(local.pid_file)
        print(f"Ended {count} processes of a run that was killed." if count else "Xietong is not running.")
        return
    os.kill(now.pid, signal.SIGTERM)
    deadline = time.monotonic() + DOWN_SECONDS
    while record.is_running(local.lock_file):
        if time.monotonic() > deadline:
            fail(
                f"It has not stopped within {DOWN_SECONDS:.0f} s: see {local.logs}, or end process {now.pid}."
            )
        time.sleep(0.05)
    print("Stopped; the state is saved.")


def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Forget everything: all requests, records and settings of the local platform."""
    local = settings.load()
    if record.is_running(local.lock_file):
        fail("Xietong is running: stop it first with `./xt down`.")
    if not yes:
        typer.confirm(f"Delete everything in {local.state}?", abort=True)
    record.clear_leftovers(local.pid_file)
    for path in (local.cloud_state, local.state / "sandbox", *local.state.glob("tmp*")):
        shutil.rmtree(path, ignore_errors=True)
    local.deployment.unlink(missing_ok=True)
    print("Everything is forgotten; `./xt up` starts afresh.")


def status(as_json: AsJson = False) -> None:
    """Say what runs and where. Exit code 3 when nothing does."""
    local = settings.load()
    now = record.read(local.pid_file) if record.is_running(local.lock_file) else None
    if as_json:
        print_json({"running": now is not None} | ({} if now is None else vars(now)))
    elif now is None:
        print("Xietong is not running: `./xt up` starts it.")
    else:
        print(f"Xietong is {'ready' if now.ready else 'starting'} (process {now.pid}, {now.people} people).")
        print_table(("", "address"), now.addresses.items())
    if now is None:
        raise typer.Exit(NOT_RUNNING)


def logs(
    name: Annotated[str, typer.Argument(help="One of: " + ", ".join(LOG_NAMES))] = "cloud",
    lines: Annotated[int, typer.Option("-n", "--lines", min=1, help="How many lines.")] = 50,
) -> None:
    """Print the end of a log."""
    if name not in LOG_NAMES:
        fail(f"There is no log {name!r}: choose one of {', '.join(LOG_NAMES)}.", 2)
    path = settings.load().logs / f"{name}.log"
    if not path.exists():
        fail(f"There is no {path} yet: `./xt up` writes it.", NOT_RUNNING)
    print("\n".join(path.read_text(errors="replace").splitlines()[-lines:]))
