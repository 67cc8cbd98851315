"""Where files and messages live: the files bucket, the message queue and the dead-letter queues."""

from infra.cfn import (
    FILES_BUCKET,
    JOBS_DEAD_LETTERS,
    MESSAGES_DEAD_LETTERS,
    MESSAGES_QUEUE,
    OUTBOX_DEAD_LETTERS,
    Json,
    get,
    policy,
    ref,
    sub,
)
from infra.functions import function
from infra.stage import Stage

FORTNIGHT_SECONDS = 14 * 24 * 3600
WEEK_DAYS = 7
FORGOTTEN = {"imported-sheets": "uploads/import-", "exported-sheets": "exports/"}
DEAD_LETTER_QUEUES = (MESSAGES_DEAD_LETTERS, OUTBOX_DEAD_LETTERS, JOBS_DEAD_LETTERS)


def resources(stage: Stage) -> Json:
    queues = {name: _queue({"MessageRetentionPeriod": FORTNIGHT_SECONDS}) for name in DEAD_LETTER_QUEUES}
    return {
        FILES_BUCKET: _bucket(stage),
        "FilesBucketPolicy": _only_over_tls(),
        MESSAGES_QUEUE: _messages(),
        **queues,
    }


def _bucket(stage: Stage) -> Json:
    kept = "Retain" if stage.is_protected else "Delete"
    return {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": kept,
        "UpdateReplacePolicy": kept,
        "Properties": {
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
                ]
            },
            "CorsConfiguration": {
                "CorsRules": [
                    {
                        "AllowedOrigins": [ref("PublicUrl")],
                        "AllowedMethods": ["GET", "HEAD", "POST", "PUT"],
                        "AllowedHeaders": ["*"],
                        "ExposedHeaders": ["ETag"],
                        "MaxAge": 3600,
                    }
                ]
            },
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "unfinished-uploads",
                        "Status": "Enabled",
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                    },
                    *(_forgotten(name, prefix) for name, prefix in FORGOTTEN.items()),
                    {
                        "Id": "handouts",
                        "Status": "Enabled",
                        "Prefix": "handouts/",
                        "ExpirationInDays": 1,
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
                    },
                    {
                        "Id": "replaced-versions",
                        "Status": "Enabled",
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 1100},
                    },
                ]
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "VersioningConfiguration": {"Status": "Enabled"},
        },
    }


def _forgotten(name: str, prefix: str) -> Json:
    """Spreadsheets are made or read once; the records they came from, or went to, stay."""
    return {
        "Id": name,
        "Status": "Enabled",
        "Prefix": prefix,
        "ExpirationInDays": WEEK_DAYS,
        "NoncurrentVersionExpiration": {"NoncurrentDays": WEEK_DAYS},
    }


def _only_over_tls() -> Json:
    """The laptop speaks plain HTTP to itself, so the rule counts only for callers from elsewhere."""
    statement = {
        "Sid": "OnlyOverTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [get(FILES_BUCKET), sub(f"${{{FILES_BUCKET}.Arn}}/*")],
        "Condition": {
            "Bool": {"aws:SecureTransport": "false"},
            "NotIpAddress": {"aws:SourceIp": ["127.0.0.0/8"]},
        },
    }
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": ref(FILES_BUCKET), "PolicyDocument": policy(statement)},
    }


def _messages() -> Json:
    # AWS asks for six times the function's time, so that a batch is not seen twice.
    return _queue(
        {
            "VisibilityTimeout": 6 * function("send_message").timeout_seconds,
            "MessageRetentionPeriod": FORTNIGHT_SECONDS,
            "RedrivePolicy": {"deadLetterTargetArn": get(MESSAGES_DEAD_LETTERS), "maxReceiveCount": 5},
        }
    )


def _queue(properties: Json) -> Json:
    return {"Type": "AWS::SQS::Queue", "Properties": {"SqsManagedSseEnabled": True, **properties}}
