"""From an empty cloud to a working office: deploy, publish, load the demo institute, catch up."""

import hashlib
import importlib
import importlib.util

import httpx

from cli.local.report import Report
from cli.local.settings import ROOT, Local

#: What the deployed stack is made from; unchanged sources need no new deployment.
SOURCES = ("app.py", "requirements.txt", "chalicelib/**/*", "infra/**/*", ".chalice/*.json")


class PrepareError(Exception):
    """A step failed; the text says which and what to do."""


def everything(local: Local, report: Report) -> None:
    """Bring the running cloud to the state of the sources. Raise PrepareError."""
    if importlib.util.find_spec("infra.deploy") is None:
        report.line("  ! There is nothing to deploy yet (infra/deploy.py is missing).")
        return
    deploy(local, report)


def deploy(local: Local, report: Report) -> None:
    pass


def fingerprint() -> str:
    """Hash the sources of the deployment."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def save_now(local: Local) -> None:
    """Have the emulator write everything it knows."""
    httpx.post(f"{local.cloud_url}/_xietong/save", timeout=60, trust_env=False).raise_for_status()
