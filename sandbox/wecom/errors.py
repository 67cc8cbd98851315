"""The error numbers of WeCom that the stand-in answers with (path/90313). Callers match numbers, never text."""

from typing import Final

MESSAGES: Final[dict[int, str]] = {
    -1: "system busy",
    40001: "invalid credential",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40029: "invalid code",
    40056: "invalid agentid",
    40058: "invalid Request Parameter",
    40068: "invalid tagid",
    40071: "tag name already exist",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41011: "agentid missing",
    42001: "access_token expired",
    42014: "task_id duplicated",
    42017: "button key missing",
    43001: "require GET method",
    43002: "require POST method",
    44004: "empty content",
    45002: "content size out of limit",
    45009: "api freq out of limit",
    47001: "data format error. Warning: wrong json format.",
    48002: "api forbidden",
    60003: "department not found",
    60004: "parent department not found",
    60005: "department contains users",
    60006: "department contains sub department",
    60008: "department name existed",
    60010: "department cycle",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip",
    60102: "UserID existed",
    60103: "mobile invalid",
    60104: "mobile existed",
    60111: "userid not found",
    60123: "invalid party id",
    81013: "user & party & tag all invalid",
    82001: "user & party & tag all empty",
    84015: "invalid user_ticket",
    301002: "not allow operate another agent with this accesstoken",
}


class WeComError(Exception):
    """The call is refused; the answer is HTTP 200 with this errcode. Nothing has been changed."""

    def __init__(self, errcode: int, detail: str = "") -> None:
        """`detail` says which part of the call is meant."""
        self.errcode = errcode
        self.errmsg = f"{MESSAGES[errcode]}: {detail}" if detail else MESSAGES[errcode]
        super().__init__(f"{errcode} {self.errmsg}")
