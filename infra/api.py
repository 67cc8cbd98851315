"""The answers API Gateway gives by itself, in the shape every other answer of the API has."""

import json
from typing import Final

from chalicelib.platform import messages
from chalicelib.platform.web import MAX_BODY_BYTES
from infra.cfn import Json, ref

REST_API = "RestAPI"
API_STAGE = "api"

# Gateway's own cases -> (status, code); the sentences are those of the application (chalicelib/messages).
GATEWAY_RESPONSES: Final[dict[str, tuple[str | None, str]]] = {
    "UNAUTHORIZED": ("401", "not_signed_in"),
    # What AWS says for a route that does not exist is 403 "Missing Authentication Token".
    "MISSING_AUTHENTICATION_TOKEN": ("404", "no_such_route"),
    "RESOURCE_NOT_FOUND": ("404", "no_such_route"),
    "REQUEST_TOO_LARGE": ("413", "body_too_large"),
    "UNSUPPORTED_MEDIA_TYPE": ("415", "content_type"),
    "THROTTLED": ("429", "busy"),
    "INTEGRATION_TIMEOUT": ("504", "internal"),
    "INTEGRATION_FAILURE": ("502", "internal"),
    "DEFAULT_4XX": (None, "body_invalid"),
    "DEFAULT_5XX": (None, "internal"),
}

RATE_PER_SECOND = 200
BURST = 400


def resources() -> Json:
    return {f"GatewayResponse{kind.title().replace('_', '')}": _response(kind) for kind in GATEWAY_RESPONSES}


def _response(kind: str) -> Json:
    status, code = GATEWAY_RESPONSES[kind]
    message = messages.text(f"errors.{code}", limit_kb=MAX_BODY_BYTES // 1024)
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
