"""The answers API Gateway gives by itself, in the shape every other answer of the API has."""

import json

from infra.cfn import Json, ref

REST_API = "RestAPI"
API_STAGE = "api"

# Gateway's own cases -> (status, code, sentence). The texts are Chinese first, like all texts for people.
GATEWAY_RESPONSES = {
    "UNAUTHORIZED": ("401", "not_signed_in", "请先登录。"),
    "ACCESS_DENIED": ("403", "forbidden", "没有权限。"),
    "WAF_FILTERED": ("403", "forbidden", "没有权限。"),
    # What AWS says for a route that does not exist is 403 "Missing Authentication Token".
    "MISSING_AUTHENTICATION_TOKEN": ("404", "not_found", "没有这个地址。"),
    "RESOURCE_NOT_FOUND": ("404", "not_found", "没有这个地址。"),
    "REQUEST_TOO_LARGE": ("413", "too_large", "内容太大。"),
    "UNSUPPORTED_MEDIA_TYPE": ("415", "unsupported_media_type", "不支持这种内容类型。"),
    "THROTTLED": ("429", "too_many_requests", "请求太频繁，请稍后再试。"),
    "INTEGRATION_TIMEOUT": ("504", "timeout", "服务超时，请稍后再试。"),
    "INTEGRATION_FAILURE": ("502", "unavailable", "服务暂时不可用，请稍后再试。"),
    "DEFAULT_4XX": (None, "bad_request", "请求有误。"),
    "DEFAULT_5XX": (None, "internal_error", "服务出错，请稍后再试。"),
}

RATE_PER_SECOND = 200
BURST = 400


def resources() -> Json:
    return {f"GatewayResponse{kind.title().replace('_', '')}": _response(kind) for kind in GATEWAY_RESPONSES}


def _response(kind: str) -> Json:
    status, code, message = GATEWAY_RESPONSES[kind]
    body = json.dumps(
        {"code": code, "message": message, "request_id": "$context.requestId"}, ensure_ascii=False
    )
    properties: Json = {
        "RestApiId": ref(REST_API),
        "ResponseType": kind,
        "ResponseParameters": {"gatewayresponse.header.Cache-Control": "'no-store'"},
        "ResponseTemplates": {"application/json": body},
    }
    if status:
        properties["StatusCode"] = status
    return {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": properties}
