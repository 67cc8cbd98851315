"""Start everything in order, watch it, stop everything in reverse order."""

import os
import signal
import time
import traceback
from contextlib import suppress
from types import FrameType
from typing import IO, NoReturn

from cli.local import ports, prepare, record
from cli.local.children import RESTARTS, Child, ChildError
from cli.local.report import Report
from cli.local.settings import ROOT, Local

WATCH_SECONDS = 0.3


class StopRequested(BaseException):
    """Somebody asked us to stop."""


class Supervisor:
    def __init__(self, local: Local, report: Report) -> None:
        self.local = local
        self.report = report
        self.cloud = Child(
            name="The cloud emulator",
            module="cli.local.cloud",
            arguments=(),
            health=f"{local.cloud_url}/_ministack/health",
            log=local.logs / "cloud.log",
            environment=local.environment(),
        )
        self.sandbox = Child(
            name="The sandbox",
            module="sandbox.wecom",
            arguments=(
                "--port",
                str(local.sandbox_port),
                "--state",
                str(local.state / "sandbox"),
                "--institute-people",
                str(local.people),
            ),
            health=f"{local.sandbox_url}/health",
            log=local.logs / "sandbox.log",
            environment=local.environment(),
            restartable=True,
        )
        self.systems = Child(
            name="The other systems",
            module="sandbox.systems",
            arguments=("--port", str(local.systems_port), "--platform", local.gateway_url),
            health=f"{local.systems_url}/health",
            log=local.logs / "systems.log",
            environment=local.environment(),
            restartable=True,
        )
        self.gateway = Child(
            name="The web gateway",
            module="cli.local.gateway",
            arguments=(),
            health=local.gateway_url,
            log=local.logs / "gateway.log",
            environment=local.environment(),
            restartable=True,
        )
        self.children = [
            child for child in (self.cloud, self.sandbox, self.systems, self.gateway) if exists(child)
        ]
        self._lock: IO[str] | None = None

    def run(self) -> None:
        """Run until asked to stop. Raise AlreadyRunningError, PortBusyError, ChildError or PrepareError."""
        self._lock = record.take(self.local.lock_file)
        listen_to_signals()
        try:
            self.start()
            self.watch()
        except StopRequested:
            self.report.line()
        finally:
            self.stop()

    def start(self) -> None:
        if count := record.clear_leftovers(self.local.pid_file):
            self.report.line(f"  ! Ended {count} processes that an earlier run had left behind.")
        for port, variable in (
            (self.local.gateway_port, "XT_PORT"),
            (self.local.cloud_port, "XT_CLOUD_PORT"),
            (self.local.sandbox_port, "XT_SANDBOX_PORT"),
            (self.local.systems_port, "XT_SYSTEMS_PORT"),
        ):
            ports.require_free(port, variable)
        with self.report.step("Cloud emulator, sandboxes and web gateway"):
            for child in self.children:
                child.start()
                self.tell(ready=False)
            for child in self.children:
                child.wait_until_healthy()
        self.prepare()
        self.tell(ready=True)
        show_addresses(self.local, self.report)

    def prepare(self) -> None:
        """Deploy and fill; whatever goes wrong is one sentence here and a stack trace in a file."""
        try:
            prepare.everything(self.local, self.report)
        except prepare.PrepareError:
            raise
        except Exception as problem:
            trouble = self.local.logs / "trouble.log"
            trouble.write_text("".join(traceback.format_exception(problem)))
            raise prepare.PrepareError(
                f"It could not be made ready: {problem} (details: {trouble})."
            ) from problem

    def watch(self) -> NoReturn:
        """Wait; bring gateway and sandbox back when they die. Raise ChildError when the cloud dies."""
        while True:
            time.sleep(WATCH_SECONDS)
            for child in self.children:
                if not child.is_alive():
                    self.revive(child)

    def revive(self, child: Child) -> None:
        if not child.restartable or child.restarts >= RESTARTS:
            raise ChildError(
                f"{child.name} stopped by itself, so everything stops: see {child.log}.{child.last_words()}"
            )
        child.restarts += 1
        self.report.line(
            f"  ! {child.name} stopped by itself; starting it again ({child.restarts} of {RESTARTS})."
        )
        child.stop()
        child.start()
        child.wait_until_healthy()
        self.tell(ready=True)

    def stop(self) -> None:
        """End the children, the cloud last, and forget the record. Further signals wait."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        with self.report.step("Stopping, and saving the state"):
            for child in self.children[1:]:
                child.ask_to_stop()
            for child in reversed(self.children):
                child.stop()
        self.local.pid_file.unlink(missing_ok=True)
        if self._lock:
            self._lock.close()

    def tell(self, *, ready: bool) -> None:
        running = {child.module: child.pid for child in self.children if child.pid}
        record.write(
            self.local.pid_file,
            record.Record(os.getpid(), ready, running, addresses(self.local), self.local.people),
        )


def exists(child: Child) -> bool:
    """Tell whether the child's program is there at all."""
    path = ROOT / child.module.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def listen_to_signals() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise StopRequested

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with suppress(ValueError):
            signal.signal(number, stop)


def addresses(local: Local) -> dict[str, str]:
    return {
        "phone": f"{local.gateway_url}/",
        "console": f"{local.gateway_url}/console.html",
        "wecom": f"{local.sandbox_url}/",
        "systems": f"{local.systems_url}/",
        "cloud": local.cloud_url,
    }


def show_addresses(local: Local, report: Report) -> None:
    where = addresses(local)
    report.line()
    report.line(f"  Xietong is ready ({report.seconds():.1f} s).")
    report.line()
    report.line(f"    Phone pages    {where['phone']}")
    report.line(f"    Console        {where['console']}   (log in as linhao 林浩, administrator)")
    report.line(f"    Sandbox WeCom  {where['wecom']}   (cards and messages arrive here)")
    report.line(f"    Other systems  {where['systems']}   (what flows call, and events to send)")
    report.line()
    report.line(
        "  Log in as liming 李明 (files a leave), chenjing 陈静 (agent), wangfang 王芳 (head of department)."
    )
    report.line("  `./xt demo` walks one leave request through; Ctrl-C or `./xt down` stops everything.")
