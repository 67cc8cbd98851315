"""Events of the WeCom stand-in: sealed, signed, tried three times, doubled, dropped and out of order on demand."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from chalicelib.wecom import event_xml
from chalicelib.wecom.callback_crypto import Envelope, Secrets, opened
from sandbox.wecom import envelope
from sandbox.wecom.credentials import AGENT_ID, CALLBACK_AES_KEY, CALLBACK_TOKEN, CORP_ID, Credentials
from tests.cli.cli_support import serving

pytestmark = pytest.mark.enable_socket
SECRETS = Secrets(CALLBACK_TOKEN, CALLBACK_AES_KEY, CORP_ID)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wecom_callback.json").read_text("utf-8"))


class Platform:
    """Takes callbacks, opens them, and answers as it is told: `answers` are statuses, the last one stays."""

    def __init__(self) -> None:
        self.answers = [200]
        self.texts: list[str] = []
        self.queries: list[dict[str, list[str]]] = []
        self.echo = True

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/callback", self.take, methods=["GET", "POST"])])

    async def take(self, request: Request) -> Response:
        words = request.query_params
        self.queries.append(parse_qs(urlsplit(str(request.url)).query))
        sealed = words.get("echostr") or event_xml.read(await request.body())["Encrypt"]
        text = opened(SECRETS, Envelope(words["msg_signature"], words["timestamp"], words["nonce"], sealed))
        if request.method == "GET":
            return PlainTextResponse(text if self.echo else f"{text}\n")
        self.texts.append(text)
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return PlainTextResponse("", status)

    @property
    def told(self) -> list[dict]:
        return [event_xml.read(text.encode()) for text in self.texts]


@pytest.fixture
def platform(wecom) -> Iterator[Platform]:
    made = Platform()
    with serving(made.app()) as url:
        answer = wecom.http.post("/sandbox/callback", json={"url": f"{url}/callback"})
        assert answer.json() == {"url": f"{url}/callback"}
        yield made
        wecom.http.post("/sandbox/callback", json={"url": ""})


def _emit(wecom, name: str = "moon") -> dict:
    answer = wecom.http.post("/sandbox/events", json={"fields": {"Event": name}}, timeout=30)
    answer.raise_for_status()
    return answer.json()


def _change(wecom, change: str, **more: str) -> list[dict]:
    answer = wecom.http.post("/sandbox/contacts", json={"change": change, **more}, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()["events"]


def test_it_seals_as_the_vendors_documents_say(monkeypatch: pytest.MonkeyPatch):
    """The same random bytes, token and key give the bytes of the known answers."""
    group = VECTORS["own"]
    given = Credentials(
        corp_id=group["corpid"], callback_token=group["token"], callback_aes_key=group["encoding_aes_key"]
    )
    monkeypatch.setattr(envelope.secrets, "token_bytes", lambda _: group["random16"].encode())
    for case in (one for one in group["cases"] if one["receive_id"]):
        assert envelope.seal(given, case["plaintext"]) == case["encrypt"]


def test_an_address_is_kept_only_if_it_answers_the_echo(wecom, platform):
    kept = wecom.http.get("/sandbox/callback").json()["url"]
    platform.echo = False
    for url in (kept, "http://127.0.0.1:9/callback", "no address"):
        answer = wecom.http.post("/sandbox/callback", json={"url": url})
        assert answer.status_code == 400
        assert answer.json()["message"]
    assert wecom.http.get("/sandbox/callback").json()["url"] == kept


def test_an_event_arrives_once_with_what_it_says(wecom, platform):
    event = _emit(wecom)
    assert (event["state"], [one["status"] for one in event["attempts"]]) == ("delivered", [200])
    (told,) = platform.told
    assert (told["Event"], told["ToUserName"], told["MsgType"]) == ("moon", CORP_ID, "event")


@pytest.mark.parametrize("answers", [[500, 200], [403, 503, 200]])
def test_an_event_that_is_not_taken_comes_again_with_another_nonce_and_seal(wecom, platform, answers):
    platform.answers = list(answers)
    event = _emit(wecom)
    assert [one["status"] for one in event["attempts"]] == answers
    assert len(set(platform.texts)) == 1
    assert len({query["nonce"][0] for query in platform.queries[1:]}) == len(answers)
    assert len({query["msg_signature"][0] for query in platform.queries[1:]}) == len(answers)


def test_an_event_is_given_up_after_three_attempts(wecom, platform):
    platform.answers = [500]
    event = _emit(wecom)
    assert (event["state"], len(event["attempts"])) == ("failed", 3)
    assert len(platform.texts) == 3


def test_a_platform_that_is_away_is_no_answer(wecom, platform):
    with serving(platform.app()) as url:
        wecom.http.post("/sandbox/callback", json={"url": f"{url}/callback"})
    event = _emit(wecom)
    assert (event["state"], [one["status"] for one in event["attempts"]]) == ("failed", [0, 0, 0])


def test_without_an_address_nothing_is_sent(wecom):
    assert _emit(wecom)["attempts"] == []


def test_events_are_doubled_and_dropped_on_demand(wecom, platform):
    wecom.fault("event_doubled", count=1)
    assert len(_emit(wecom, "first")["attempts"]) == 2
    wecom.fault("event_dropped", count=1)
    assert _emit(wecom, "second")["state"] == "dropped"
    _emit(wecom, "third")
    assert [told["Event"] for told in platform.told] == ["first", "first", "third"]


def test_events_change_their_order_on_demand(wecom, platform):
    wecom.fault("event_reordered", count=1)
    assert _emit(wecom, "first")["state"] == "held"
    _emit(wecom, "second")
    assert [told["Event"] for told in platform.told] == ["second", "first"]
    wecom.fault("event_reordered", count=1)
    _emit(wecom, "third")
    wecom.http.delete("/sandbox/faults").raise_for_status()
    assert platform.told[-1]["Event"] == "third"
    states = {event["state"] for event in wecom.http.get("/sandbox/events").json()["items"][:3]}
    assert states == {"delivered"}


def test_the_address_book_changes_and_tells_ids_only(wecom, platform):
    _change(wecom, "create_user", userid="ZhaoXin", name="赵新", department="2")
    assert wecom.get("user/get", userid="zhaoxin")["name"] == "赵新"
    _change(wecom, "move_user", userid="zhaoxin", department="3")
    _change(wecom, "rename_user", userid="zhaoxin", new_userid="Zhao.Xin")
    assert wecom.get("user/get", userid="zhaoxin")["errcode"] == 60111
    _change(wecom, "delete_user", userid="zhao.xin")
    assert wecom.get("user/get", userid="zhao.xin")["errcode"] == 60111
    changes = [(told["ChangeType"], told["UserID"], told.get("NewUserID")) for told in platform.told]
    assert changes == [
        ("create_user", "zhaoxin", None),
        ("update_user", "zhaoxin", None),
        ("update_user", "zhaoxin", "zhao.xin"),
        ("update_user", "zhao.xin", None),
        ("delete_user", "zhao.xin", None),
    ]
    assert "赵新" not in "".join(platform.texts)


def test_departments_come_and_go(wecom, platform):
    _change(wecom, "create_party", department="2", name="新部门")
    number = platform.told[-1]["Id"]
    assert int(number) in {unit["id"] for unit in wecom.get("department/simplelist")["department_id"]}
    _change(wecom, "delete_party", department=number)
    assert [told["ChangeType"] for told in platform.told] == ["create_party", "delete_party"]


@pytest.mark.parametrize(
    "asked",
    [
        {"change": "burn_user"},
        {"change": "create_user", "userid": "liming", "department": "2"},
        {"change": "create_user", "userid": "", "department": "2"},
        {"change": "create_user", "userid": "new", "department": "x"},
        {"change": "rename_user", "userid": "liming", "new_userid": "mayan"},
        {"change": "rename_user", "userid": "nobody", "new_userid": "somebody"},
        {"change": "delete_party", "department": "2"},
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(wecom, asked):
    before = wecom.http.get("/sandbox/events").json()
    answer = wecom.http.post("/sandbox/contacts", json=asked)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert wecom.http.get("/sandbox/events").json() == before


def _card(wecom, task_id: str) -> str:
    card = {
        "card_type": "button_interaction",
        "main_title": {"title": "请假"},
        "button_list": [
            {"text": "同意", "key": "approve"},
            {"text": "看", "type": 1, "url": "http://127.0.0.1/"},
        ],
        "task_id": task_id,
    }
    return wecom.send(msgtype="template_card", template_card=card)["msgid"]


def _press(wecom, msgid: str, key: str = "approve", userid: str = "liming"):
    return wecom.http.post("/sandbox/press", json={"userid": userid, "msgid": msgid, "key": key}, timeout=30)


def test_a_press_tells_who_and_what_and_brings_a_fresh_code(wecom, platform):
    msgid = _card(wecom, "leave-7@1")
    assert _press(wecom, msgid).status_code == 201
    (told,) = platform.told
    assert (told["Event"], told["FromUserName"], told["EventKey"], told["TaskId"]) == (
        "template_card_event",
        "liming",
        "approve",
        "leave-7@1",
    )
    change = {"userids": ["liming"], "agentid": AGENT_ID, "button": {"replace_name": "已同意"}}
    answer = wecom.post("message/update_template_card", change | {"response_code": told["ResponseCode"]})
    assert answer["errcode"] == 0
    assert _press(wecom, msgid).status_code == 400, "the button is gone"


def test_a_button_that_is_not_there_cannot_be_pressed(wecom):
    msgid = _card(wecom, "leave-8@1")
    for answer in (
        _press(wecom, msgid, "reject"),
        _press(wecom, msgid, userid="mayan"),
        _press(wecom, "none"),
    ):
        assert answer.status_code == 400


def test_all_of_it_can_be_done_on_the_page(wecom, platform):
    msgid = _card(wecom, "leave-9@1")
    shown = wecom.http.get("/", params={"userid": "liming"}).text
    assert f'value="{msgid}"' in shown
    assert 'name="key" value="approve"' in shown
    form = {"userid": "liming", "msgid": msgid, "key": "approve"}
    answer = wecom.http.post("/press", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?userid=liming")
    change = {"change": "move_user", "userid": "mayan", "department": "3", "back": "liming"}
    assert wecom.http.post("/contacts", data=change).headers["location"] == "/?userid=liming"
    assert [told["Event"] for told in platform.told] == ["template_card_event", "change_contact"]
    shown = wecom.http.get("/", params={"userid": "liming"}).text
    assert "已送达" in shown
    assert "change_contact update_user mayan" in shown
    assert "200" in shown
    wrong = wecom.http.post("/callback", data={"url": "http://127.0.0.1:9/"})
    assert (wrong.status_code, "未能完成" in wrong.text) == (400, True)
    foreign = wecom.http.post("/press", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
