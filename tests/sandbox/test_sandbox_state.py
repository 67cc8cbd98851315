"""The stand-in keeps what it knows, and its clock can be moved."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

pytestmark = pytest.mark.enable_socket


def test_everything_survives_a_kill(own):
    sent, token, code = own.send(), own.token(), own.code("wangfang")
    own.advance(100)
    own.fault("busy", count=3)
    own.http.post("/sandbox/people/yanxu/disable")
    offset = own.http.get("/sandbox/clock").json()["offset_seconds"]
    own.kill()
    own.start()
    assert own.http.get("/sandbox/faults").json()["items"][0]["remaining"] == 3
    own.http.delete("/sandbox/faults")
    assert own.inbox()[0]["msgid"] == sent["msgid"]
    assert own.token() == token
    assert own.get("auth/getuserinfo", code=code)["userid"] == "wangfang"
    assert own.get("user/get", userid="yanxu")["status"] == 2
    assert own.http.get("/sandbox/clock").json()["offset_seconds"] == offset


def test_a_larger_institute_replaces_the_smaller_one_but_the_disabled_stay_so(own):
    own.http.post("/sandbox/people/yanxu/disable")
    own.kill()
    own.people = 120
    own.start()
    assert own.http.get("/health").json() == {"status": "ok", "people": 120}
    assert own.get("user/get", userid="yanxu")["status"] == 2


def test_the_clock_moves_on_and_back(wecom):
    before = wecom.http.get("/sandbox/clock").json()
    later = wecom.http.post("/sandbox/clock", json={"advance_seconds": 3600}).json()
    passed = datetime.fromisoformat(later["now"]) - datetime.fromisoformat(before["now"])
    assert 3600 <= passed.total_seconds() < 3610
    again = wecom.http.post("/sandbox/clock", json={"offset_seconds": before["offset_seconds"]}).json()
    assert again["offset_seconds"] == before["offset_seconds"]


@pytest.mark.parametrize(
    "body", [{"offset_seconds": "1"}, {"advance_seconds": 1.5}, {"offset_seconds": 10**12}, []]
)
def test_the_clock_refuses_what_is_no_time(wecom, body):
    assert wecom.http.post("/sandbox/clock", json=body).status_code == 400


def test_somebody_unknown_is_404_at_the_door(wecom):
    assert wecom.http.get("/sandbox/messages", params={"userid": "nobody"}).status_code == 404
    assert wecom.http.post("/sandbox/people/nobody/disable").status_code == 404


def test_it_listens_on_the_loopback_address_only(wecom):
    port = wecom.http.base_url.port
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [line[1] for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "0A"]
    assert listening == [f"0100007F:{port:04X}"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--institute-people", "5"], "at least 60"), (["--port", "busy"], "choose another --port")],
)
def test_a_start_that_cannot_work_says_so_in_one_sentence(wecom, tmp_path, arguments, said):
    taken = str(wecom.http.base_url.port)
    words = [taken if word == "busy" else word for word in arguments]
    started = subprocess.run(
        [sys.executable, "-m", "sandbox.wecom", "--state", str(tmp_path), *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert started.returncode != 0
    assert said in started.stderr
    assert "Traceback" not in started.stderr


def test_it_ends_by_itself_when_told_to(own):
    own.process.terminate()
    assert own.process.wait(timeout=10) == 0
