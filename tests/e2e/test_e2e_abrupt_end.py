"""The whole platform is killed between two approvals, as by a power cut, and started again."""

import os
import signal

import pytest

from cli.local import record
from tests.cli.cli_support import is_alive, wait_until
from tests.e2e.e2e_support import actions_of, finish, run_xt, waiting_for_head

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket, pytest.mark.timeout(400)]


def test_after_kill_9_of_everything_the_request_is_finished(platform):
    request = waiting_for_head(platform)
    platform.settle()
    now = record.read(platform.local.pid_file)
    os.kill(now.pid, signal.SIGKILL)
    for pid in now.children.values():
        os.killpg(pid, signal.SIGKILL)
    wait_until(lambda: not any(is_alive(pid) for pid in (now.pid, *now.children.values())))
    answer = run_xt(platform.local, "up", "--detach")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    platform.hide_messages_for(
        seconds=5
    )  # sources that changed meanwhile are deployed anew, and the queue with them
    assert "each goes on at the node where it stood" in answer.stdout
    view = platform.person("liming").request(request)
    assert actions_of(view).count("restarted") == 1
    finish(platform, request)
