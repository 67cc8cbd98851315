"""Who is running is known by a lock, so a stale pid file fools nobody."""

import os
import signal
import subprocess
import sys

import pytest
from cli_support import ROOT, wait_until

from cli.local import record


def test_a_pid_file_without_its_lock_is_stale(tmp_path):
    record.write(tmp_path / "xt.pid", record.Record(pid=os.getpid(), ready=True))
    assert not record.is_running(tmp_path / "xt.lock")


def test_a_held_lock_means_running_and_refuses_a_second_holder(tmp_path):
    with record.take(tmp_path / "xt.lock"):
        assert record.is_running(tmp_path / "xt.lock")
        with pytest.raises(record.AlreadyRunningError):
            record.take(tmp_path / "xt.lock")
    assert not record.is_running(tmp_path / "xt.lock")


def test_a_killed_holder_frees_the_lock(tmp_path):
    code = (
        "import sys, time, pathlib; from cli.local import record;"
        f"kept = record.take(pathlib.Path({str(tmp_path / 'xt.lock')!r})); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        assert record.is_running(tmp_path / "xt.lock")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert not record.is_running(tmp_path / "xt.lock")


def test_children_left_behind_are_ended_and_strangers_are_not(tmp_path):
    sleep = "import time; time.sleep(60)"
    (tmp_path / "nap.py").write_text(sleep)
    left = subprocess.Popen(
        [sys.executable, "-m", "cli.local.child", str(os.getpid()), "nap"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{tmp_path}"},
        start_new_session=True,
    )
    stranger = subprocess.Popen([sys.executable, "-c", sleep], start_new_session=True)
    wait_until(lambda: "cli.local.child" in record.ports.command_of(left.pid))
    record.write(tmp_path / "xt.pid", record.Record(pid=1, children={"a": left.pid, "b": stranger.pid}))
    assert record.clear_leftovers(tmp_path / "xt.pid") == 1
    assert left.wait(5) != 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_an_unreadable_pid_file_is_no_record(tmp_path):
    (tmp_path / "xt.pid").write_text("{")
    assert record.read(tmp_path / "xt.pid") is None
