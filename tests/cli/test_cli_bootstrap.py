"""./xt makes its environment once, and again when the requirements change."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("a==1\n")
    (tmp_path / "requirements-dev.txt").write_text("b==1\n")
    monkeypatch.setenv("PYTHONPATH", "")
    return tmp_path


class Installer:
    """Stands in for venv and pip: notes the calls and leaves an interpreter."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.installs = 0
        monkeypatch.setattr(bootstrap, "make_venv", self.make)
        monkeypatch.setattr(bootstrap, "install", self.install)

    def make(self, venv: Path) -> None:
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        (venv / "bin" / "python").touch()

    def install(self, python: Path, root: Path) -> None:
        self.installs += 1


def test_the_first_use_installs_and_the_second_does_not(project, monkeypatch):
    installer = Installer(monkeypatch)
    bootstrap.prepare(project)
    bootstrap.prepare(project)
    assert installer.installs == 1


@pytest.mark.parametrize("name", bootstrap.REQUIREMENTS)
def test_a_change_of_either_requirements_file_installs_again(project, monkeypatch, name):
    installer = Installer(monkeypatch)
    bootstrap.prepare(project)
    (project / name).write_text("c==2\n")
    bootstrap.prepare(project)
    assert installer.installs == 2


def test_an_installation_that_failed_is_tried_again(project, monkeypatch):
    installer = Installer(monkeypatch)

    def fails(python: Path, root: Path) -> None:
        raise bootstrap.BootstrapError("no network")

    monkeypatch.setattr(bootstrap, "install", fails)
    with pytest.raises(bootstrap.BootstrapError):
        bootstrap.prepare(project)
    monkeypatch.setattr(bootstrap, "install", installer.install)
    bootstrap.prepare(project)
    assert installer.installs == 1


def test_several_first_uses_at_once_install_once(project, monkeypatch):
    installer = Installer(monkeypatch)
    threads = [threading.Thread(target=bootstrap.prepare, args=(project,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert installer.installs == 1


def test_a_missing_venv_module_is_one_sentence(project, monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.BootstrapError, match="`venv` is missing: install it"):
        bootstrap.make_venv(project / ".venv")


def test_a_failed_install_shows_the_last_lines_and_no_stack_trace(project):
    with pytest.raises(bootstrap.BootstrapError, match=r"(?s)Could not install.*no such thing"):
        bootstrap.run([sys.executable, "-c", "raise SystemExit('no such thing')"], "Could not install it")


def test_an_old_python_is_one_sentence(tmp_path):
    code = (
        "import runpy, sys, os; sys.version_info = (3, 8, 1); os.environ['PATH'] = '';"
        f"runpy.run_path({str(ROOT / 'xt')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs Python 3.11 or newer, and this is 3.8" in done.stderr
