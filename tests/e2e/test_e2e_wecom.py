"""WeCom calls back, and pages use its JS-SDK: sandbox, gateway, API, roles and tables as they are deployed."""

import hashlib
from typing import Any

import httpx
import pytest

from tests.e2e.e2e_support import eventually

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
TABLE = "xietong-local-wecom"


class WeCom:
    """The sandbox's own doors."""

    def __init__(self, platform: Any) -> None:
        self.http = httpx.Client(base_url=platform.local.sandbox_url, timeout=60, trust_env=False)
        self.platform = platform

    def post(self, path: str, **body: Any) -> Any:
        answer = self.http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Rows of one kind in the deployed table."""
        dynamodb = self.platform.emulator.client("dynamodb")
        items = dynamodb.scan(TableName=TABLE, ConsistentRead=True)["Items"]
        return [item for item in items if item.get("kind", {}).get("S") == kind]

    def dirty(self, name: str) -> dict[str, Any] | None:
        return next((row for row in self.rows("dirty") if row["sk"]["S"] == name), None)


@pytest.fixture
def wecom(platform):
    found = WeCom(platform)
    address = f"{platform.local.gateway_url}/api/wecom/callback"
    eventually(
        lambda: found.http.get("/sandbox/callback").json()["url"] == address, "the address of callbacks"
    )
    yield found
    found.http.delete("/sandbox/faults")
    found.http.close()


def test_a_change_of_the_address_book_is_remembered_as_an_id_to_be_read_anew(wecom):
    made = wecom.post("contacts", change="create_user", userid="E2eNew", name="新人", department="2")
    assert [one["status"] for event in made["events"] for one in event["attempts"]] == [200]
    row = wecom.dirty("user#e2enew")
    assert row is not None
    assert row["times"] == {"N": "1"}
    wecom.post("contacts", change="rename_user", userid="e2enew", new_userid="e2e.new")
    renamed = wecom.dirty("user#e2enew")
    assert renamed is not None
    assert (renamed["times"], renamed["renamed_to"]) == ({"N": "2"}, {"S": "e2e.new"})
    wecom.post("contacts", change="delete_user", userid="e2e.new")
    assert wecom.dirty("user#e2e.new") is not None


def test_events_that_come_twice_and_out_of_order_count_once(wecom):
    for kind in ("event_doubled", "event_reordered"):
        wecom.post("faults", kind=kind, count=1)
    texts = [{"Event": "change_contact", "ChangeType": "update_user", "UserID": f"e2e{n}"} for n in (1, 2, 3)]
    events = [wecom.post("events", fields=fields) for fields in texts]
    assert [event["state"] for event in events] == ["delivered", "held", "delivered"]
    for number in (1, 2, 3):
        row = wecom.dirty(f"user#e2e{number}")
        assert row is not None
        assert row["times"] == {"N": "1"}


def test_an_event_nobody_knows_is_acknowledged(wecom):
    before = len(wecom.rows("dirty"))
    event = wecom.post("events", fields={"Event": "moon_landing"})
    assert (event["state"], len(event["attempts"])) == ("delivered", 1)
    assert len(wecom.rows("dirty")) == before


def test_what_is_not_signed_by_wecom_is_refused(wecom):
    before = wecom.rows("event")
    url = f"{wecom.platform.local.gateway_url}/api/wecom/callback?msg_signature=0&timestamp=1&nonce=1"
    answer = httpx.post(url, content=b"<xml/>", headers={"content-type": "text/xml"}, trust_env=False)
    assert answer.status_code == 400
    url = url.replace("timestamp=1", "timestamp=1409659589")
    sealed = b"<xml><Encrypt>abcd</Encrypt></xml>"
    answer = httpx.post(url, content=sealed, headers={"content-type": "text/xml"}, trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (403, "wecom_callback_old")
    assert wecom.rows("event") == before


def test_a_page_of_ours_is_signed_with_tickets_that_wecom_gave(wecom, platform, liming):
    page = f"{platform.local.gateway_url}/index.html?a=b#/todo"
    answer = liming.send("POST", "/api/wecom/jssdk-signature", {"url": page}, key=None)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    kept = {row["pk"]["S"].rpartition("#")[2]: row["token"]["S"] for row in wecom.rows("token")}
    for kind, name in (("corporation", "config"), ("app", "agent_config")):
        text = (
            f"jsapi_ticket={kept[kind]}&noncestr={told['nonce']}&timestamp={told['timestamp']}"
            f"&url={page.partition('#')[0]}"
        )
        assert told[name] == hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    foreign = liming.send("POST", "/api/wecom/jssdk-signature", {"url": "https://evil.example/"}, key=None)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "jssdk_page_foreign")
