"""Programs the tests need that pip does not bring: a browser, a Java run time, a Chinese font. Debian's own."""

import os
import shutil
import subprocess
from pathlib import Path

from cli.checks.problem import StageError

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
JAVA_PACKAGES = ("openjdk-17-jre-headless", "default-jre-headless")
FONT = "fonts-wqy-microhei"
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def run() -> str:
    """Install what is missing where that is allowed. Raise StageError with the command to run where not."""
    missing = wanted()
    if not missing:
        return "all there"
    if shutil.which("apt-get") is None:
        raise StageError(f"Missing: {', '.join(missing)} (Debian's names); install them and run it again.")
    if os.geteuid() != 0:
        raise StageError(
            f"Missing programs, and only root may install them:\n  sudo apt-get install -y {' '.join(missing)}"
        )
    apt("update", "-qq")
    packages = [available_java() if package in JAVA_PACKAGES else package for package in missing]
    apt("install", "-y", "-qq", "--no-install-recommends", *packages)
    return f"installed {', '.join(packages)}"


def wanted() -> list[str]:
    """Return the Debian packages whose programs are not there."""
    missing = []
    if not any(shutil.which(name) for name in CHROMIUM):
        missing.append("chromium")
    if shutil.which("java") is None:
        missing.append(JAVA_PACKAGES[0])
    if not any(list(folder.rglob("wqy-microhei*")) for folder in FONT_FOLDERS):
        missing.append(FONT)
    return missing


def available_java() -> str:
    for package in JAVA_PACKAGES:
        shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
        if shown.returncode == 0:
            return package
    return JAVA_PACKAGES[-1]


def apt(*arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise StageError(f"`apt-get {' '.join(arguments)}` failed: is the package mirror reachable?\n{last}")
