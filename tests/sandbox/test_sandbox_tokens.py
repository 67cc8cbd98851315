"""Access tokens of the WeCom stand-in."""

import pytest

from sandbox.wecom.credentials import APP_SECRET, CONTACTS_SECRET, CORP_ID

pytestmark = pytest.mark.enable_socket


def _fetch(wecom, **query: str) -> dict:
    parameters = {"corpid": CORP_ID, "corpsecret": APP_SECRET} | query
    return wecom.http.get("/cgi-bin/gettoken", params=parameters).json()


def test_a_token_lives_7200_seconds(wecom):
    answer = _fetch(wecom)
    assert (answer["errcode"], answer["expires_in"]) == (0, 7200)
    assert 100 < len(answer["access_token"]) <= 512


def test_asking_again_gives_the_same_token_with_what_remains_of_its_life(wecom):
    first = _fetch(wecom)
    wecom.advance(200)
    second = _fetch(wecom)
    assert second["access_token"] == first["access_token"]
    assert 6990 <= second["expires_in"] <= 7000


def test_each_secret_has_its_own_token(wecom):
    assert wecom.token(APP_SECRET) != wecom.token(CONTACTS_SECRET)


def test_a_wrong_secret_is_40001(wecom):
    assert _fetch(wecom, corpsecret="no")["errcode"] == 40001


def test_a_wrong_enterprise_is_40013(wecom):
    assert _fetch(wecom, corpid="ww0000000000000000")["errcode"] == 40013


def test_a_call_without_token_is_41001(wecom):
    assert wecom.http.get("/cgi-bin/department/simplelist").json()["errcode"] == 41001


def test_an_unknown_token_is_40014(wecom):
    answer = wecom.http.get("/cgi-bin/department/simplelist", params={"access_token": "no"})
    assert answer.json()["errcode"] == 40014


def test_a_token_older_than_its_life_is_42001_and_a_new_one_is_given(wecom):
    token = wecom.token()
    wecom.advance(7201)
    answer = wecom.http.get("/cgi-bin/department/simplelist", params={"access_token": token})
    assert answer.json()["errcode"] == 42001
    assert wecom.token() != token


def test_the_contact_secret_may_not_send_messages(wecom):
    assert wecom.post("message/send", {}, secret=CONTACTS_SECRET)["errcode"] == 48002


@pytest.mark.parametrize("path", ["user/get", "user/simplelist", "department/list"])
def test_the_contact_secret_may_not_read_details(wecom, path):
    assert wecom.get(path, secret=CONTACTS_SECRET)["errcode"] == 60011


def test_the_app_may_not_list_ids(wecom):
    assert wecom.post("user/list_id", {})["errcode"] == 48002


def test_a_get_where_a_post_is_due_is_43002(wecom):
    assert wecom.get("message/send")["errcode"] == 43002


def test_a_body_that_is_not_json_is_47001_and_says_so(wecom):
    answer = wecom.http.post(
        "/cgi-bin/message/send", params={"access_token": wecom.token()}, content=b"{"
    ).json()
    assert answer["errcode"] == 47001
    assert "wrong json format" in answer["errmsg"]
