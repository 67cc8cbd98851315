"""From what Chalice writes (two SAM types) to plain CloudFormation.

The template that is tested on the laptop is then, resource by resource, the one that AWS gets: no transform on
the way, no `CAPABILITY_AUTO_EXPAND`, and cfn-lint sees the real types. Triggers come from `infra.functions`
only, so a function that carries SAM `Events` (a Chalice trigger decorator) is refused.
"""

import hashlib
import json
from typing import Any

from infra import api
from infra.cfn import Json, ref

FUNCTION = "AWS::Serverless::Function"
API = "AWS::Serverless::Api"

UNCHANGED = frozenset(
    {
        "Architectures",
        "Environment",
        "FunctionName",
        "Handler",
        "MemorySize",
        "ReservedConcurrentExecutions",
        "Role",
        "Runtime",
        "Timeout",
        "VpcConfig",
    }
)


class UnexpectedTemplateError(Exception):
    """Chalice wrote something this module has no words for; nothing was made."""


def native(template: Json) -> Json:
    """The same stack without SAM. Raises UnexpectedTemplateError for a type or property it does not know."""
    found: Json = {}
    for logical_id, resource in template["Resources"].items():
        if resource.get("Type") == FUNCTION:
            found[logical_id] = _function(logical_id, resource)
        elif resource.get("Type") == API:
            found.update(_api(resource["Properties"], _gateway_responses(template)))
        elif str(resource.get("Type", "")).startswith("AWS::Serverless::") or "Type" not in resource:
            message = f"{logical_id}: {resource.get('Type', 'infra knows it, the app does not declare it')}"
            raise UnexpectedTemplateError(message)
        else:
            found[logical_id] = resource
    return {**{k: v for k, v in template.items() if k != "Transform"}, "Resources": found}


def _function(logical_id: str, resource: Json) -> Json:
    properties: Json = {}
    for name, value in resource["Properties"].items():
        properties.update(_property(logical_id, name, value))
    return {**resource, "Type": "AWS::Lambda::Function", "Properties": properties}


def _property(logical_id: str, name: str, value: Any) -> Json:
    match name:
        case "CodeUri":
            return {"Code": {"S3Bucket": value["Bucket"], "S3Key": value["Key"]}}
        case "DeadLetterQueue":
            return {"DeadLetterConfig": {"TargetArn": value["TargetArn"]}}
        case "Tags":
            return {"Tags": [{"Key": key, "Value": text} for key, text in sorted(value.items())]}
        case "Tracing":  # X-Ray is off everywhere: China has none
            return {}
        case _ if name in UNCHANGED:
            return {name: value}
    message = f"{logical_id}: property {name}; triggers belong into infra/functions.py"
    raise UnexpectedTemplateError(message)


def _gateway_responses(template: Json) -> Json:
    kind = "AWS::ApiGateway::GatewayResponse"
    return {name: r["Properties"] for name, r in template["Resources"].items() if r.get("Type") == kind}


def _api(properties: Json, responses: Json) -> Json:
    # The body overwrites the whole API when it changes, gateway responses too: it must hold them as well.
    body = properties["DefinitionBody"] | {
        "x-amazon-apigateway-gateway-responses": {
            response["ResponseType"]: _body_response(response) for response in responses.values()
        }
    }
    # A deployment is a snapshot: another body needs another one.
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:10]
    deployment = f"{api.REST_API}Deployment{digest}"
    return {
        api.REST_API: {
            "Type": "AWS::ApiGateway::RestApi",
            "Properties": {
                "Name": properties["Name"],
                "Body": body,
                "EndpointConfiguration": {"Types": [properties["EndpointConfiguration"]]},
                "Parameters": {"endpointConfigurationTypes": properties["EndpointConfiguration"]},
            },
        },
        deployment: {
            "Type": "AWS::ApiGateway::Deployment",
            "DependsOn": sorted(responses),
            "Properties": {"RestApiId": ref(api.REST_API), "Description": digest},
        },
        f"{api.REST_API}Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {
                "RestApiId": ref(api.REST_API),
                "DeploymentId": ref(deployment),
                "StageName": properties["StageName"],
                "MethodSettings": [
                    {
                        "ResourcePath": "/*",
                        "HttpMethod": "*",
                        "MetricsEnabled": True,
                        "ThrottlingRateLimit": api.RATE_PER_SECOND,
                        "ThrottlingBurstLimit": api.BURST,
                    }
                ],
            },
        },
    }


def _body_response(properties: Json) -> Json:
    renamed = {
        "StatusCode": "statusCode",
        "ResponseParameters": "responseParameters",
        "ResponseTemplates": "responseTemplates",
    }
    return {name: properties[ours] for ours, name in renamed.items() if ours in properties}
