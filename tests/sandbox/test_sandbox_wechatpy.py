"""A client that others wrote gets along with the stand-in."""

import pytest
from wechatpy.client.api.base import BaseWeChatAPI
from wechatpy.enterprise import WeChatClient
from wechatpy.exceptions import WeChatClientException

from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CORP_ID

pytestmark = pytest.mark.enable_socket


class Auth(BaseWeChatAPI):
    """The sign-in call wechatpy has not got."""

    def get_user_info(self, code: str) -> dict:
        return self._get("auth/getuserinfo", params={"code": code})


@pytest.fixture
def client(wecom):
    class Client(WeChatClient):
        API_BASE_URL = f"{wecom.url}/cgi-bin/"
        auth = Auth()

        def fetch_access_token(self):
            # Its own method ignores API_BASE_URL.
            parameters = {"corpid": self.corp_id, "corpsecret": self.secret}
            return self._fetch_access_token(f"{self.API_BASE_URL}gettoken", parameters)

    client = Client(CORP_ID, APP_SECRET, timeout=10, auto_retry=False)
    client._http.trust_env = False
    yield client
    client._http.close()


def test_it_fetches_a_token(client, wecom):
    assert client.access_token == wecom.token()


def test_it_sends_a_text(client, wecom):
    answer = client.message.send_text(AGENT_ID, ["liming", "nobody"], "您好")
    assert answer["invaliduser"] == "nobody"
    assert wecom.inbox()[0]["msgid"] == answer["msgid"]


def test_it_sends_a_template_card(client, wecom):
    card = {
        "card_type": "text_notice",
        "main_title": {"title": "待办"},
        "card_action": {"type": 1, "url": "http://127.0.0.1/"},
    }
    answer = client.message.send(AGENT_ID, "liming", msg={"msgtype": "template_card", "template_card": card})
    assert wecom.inbox()[0]["msgid"] == answer["msgid"]


def test_it_reads_a_member_and_departments(client):
    assert client.user.get("liming")["name"] == "李明"
    assert len(client.department.get()) == 14


def test_it_learns_who_signed_in(client, wecom):
    assert client.auth.get_user_info(wecom.code("sunwei"))["userid"] == "sunwei"


def test_it_raises_the_number_of_a_refusal(client):
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_text(AGENT_ID, "nobody", "您好")
    assert refused.value.errcode == 81013
