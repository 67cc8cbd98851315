"""Reading the address book of the WeCom stand-in."""

import pytest

from sandbox.institute import build
from sandbox.wecom.credentials import CONTACTS_SECRET

pytestmark = pytest.mark.enable_socket


def test_a_member_is_shown_with_departments_and_position(wecom):
    member = wecom.get("user/get", userid="wangfang")
    thermal = build().department("thermal").id
    assert (member["name"], member["position"]) == ("王芳", "所长")
    assert (member["department"], member["main_department"]) == ([thermal], thermal)
    assert (member["is_leader_in_dept"], member["status"]) == ([1], 1)


def test_the_app_does_not_see_mobiles(wecom):
    assert "mobile" not in wecom.get("user/get", userid="liming")


def test_userids_are_read_in_any_case_and_answered_in_lower_case(wecom):
    assert wecom.get("user/get", userid="LiMing")["userid"] == "liming"


def test_an_unknown_member_is_60111(wecom):
    assert wecom.get("user/get", userid="nobody")["errcode"] == 60111


def test_a_disabled_member_has_status_2(wecom):
    wecom.http.post("/sandbox/people/yanxu/disable").raise_for_status()
    assert wecom.get("user/get", userid="yanxu")["status"] == 2
    wecom.http.post("/sandbox/people/yanxu/enable").raise_for_status()


def test_a_department_lists_its_direct_members_only(wecom):
    leaders = wecom.get("user/simplelist", department_id=1, fetch_child=1)["userlist"]
    assert len(leaders) == 7
    assert leaders[0] == {"userid": "sunwei", "name": "孙伟", "department": [1]}


def test_an_unknown_department_is_60003(wecom):
    assert wecom.get("user/simplelist", department_id=999)["errcode"] == 60003


def test_departments_come_with_names_and_heads(wecom):
    units = wecom.get("department/list")["department"]
    thermal = next(unit for unit in units if unit["name"] == "热工计量所")
    assert len(units) == 14
    assert (thermal["department_leader"], thermal["parentid"]) == (["wangfang"], 1)


def test_one_department_lists_itself_and_what_is_below(wecom):
    assert [unit["id"] for unit in wecom.get("department/list", id=2)["department"]] == [2]


def test_both_secrets_read_department_ids_without_names(wecom):
    rows = wecom.get("department/simplelist", secret=CONTACTS_SECRET)["department_id"]
    assert rows == wecom.get("department/simplelist")["department_id"]
    assert all(row.keys() == {"id", "parentid", "order"} for row in rows)


def test_list_id_has_one_row_per_department(wecom):
    rows = wecom.post("user/list_id", {}, secret=CONTACTS_SECRET)["dept_user"]
    assert len(rows) == 62
    expected = set(build().person("dinghaoran").departments)
    assert {row["department"] for row in rows if row["userid"] == "dinghaoran"} == expected


def test_list_id_turns_pages_without_losing_or_repeating_a_row(wecom):
    rows, cursor = [], ""
    while True:
        page = wecom.post("user/list_id", {"cursor": cursor, "limit": 7}, secret=CONTACTS_SECRET)
        rows += [(row["userid"], row["department"]) for row in page["dept_user"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert len(rows) == len(set(rows)) == 62


@pytest.mark.parametrize("body", [{"limit": 10_001}, {"limit": -1}, {"cursor": "???"}])
def test_list_id_refuses_a_limit_or_cursor_that_is_none(wecom, body):
    assert wecom.post("user/list_id", body, secret=CONTACTS_SECRET)["errcode"] == 40058
