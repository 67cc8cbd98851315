"""The files of imports and exports: uploads under a signed policy, results by a signed address, and what the work keeps
between two steps. The bucket lets go of all but uploads after a week.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote

from chalicelib.libraries.sheets.reading import MOST_BYTES
from chalicelib.libraries.transfers.errors import TransferFileError
from chalicelib.platform.aws import client
from chalicelib.platform.settings import settings

UPLOAD_SECONDS, READ_SECONDS = 600, 300
TRANSFER_SECONDS = 60
"""A read of S3 may take so long: files have 20 MB."""
ANY_TYPE = "application/octet-stream"
"""Browsers say of a CSV what they like; what a file is, its content says."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
MISSING = frozenset({403, 404, 412})


@dataclass(frozen=True)
class Upload:
    """Where the browser posts the file, and the fields of the form it posts."""

    url: str
    fields: dict[str, Any]


def upload_to(transfer: str, size_bytes: int) -> Upload:
    """Allow one upload of at most this size, within ten minutes."""
    signed = client("s3").generate_presigned_post(
        settings().files_bucket,
        _upload(transfer),
        Fields={"Content-Type": ANY_TYPE},
        Conditions=[{"Content-Type": ANY_TYPE}, ["content-length-range", 1, min(size_bytes, MOST_BYTES)]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return Upload(signed["url"], signed["fields"])


def arrived(transfer: str) -> str:
    """The mark of an upload that is there, by which a later one is told from it. Raises TransferFileError."""
    s3 = client("s3")
    try:
        return str(s3.head_object(Bucket=settings().files_bucket, Key=_upload(transfer))["ETag"])
    except s3.exceptions.ClientError as error:
        raise _missing_or(error) from error


def uploaded(transfer: str, mark: str) -> bytes:
    """The upload with this mark. Raises TransferFileError where it is another by now."""
    s3 = client("s3", read_seconds=TRANSFER_SECONDS)
    try:
        found = s3.get_object(Bucket=settings().files_bucket, Key=_upload(transfer), IfMatch=mark)
    except s3.exceptions.ClientError as error:
        raise _missing_or(error) from error
    return bytes(found["Body"].read())


def keep(transfer: str, name: str, content: Any) -> None:
    """Keep JSON between two steps; again is the same."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    put(transfer, name, text.encode(), "application/json")


def kept(transfer: str, name: str) -> Any:
    """What was kept."""
    found = client("s3", read_seconds=TRANSFER_SECONDS).get_object(
        Bucket=settings().files_bucket, Key=_own(transfer, name)
    )
    return json.loads(found["Body"].read())


def put(transfer: str, name: str, content: bytes | IO[bytes], content_type: str) -> None:
    """Write a file of an import or export."""
    client("s3", read_seconds=TRANSFER_SECONDS).put_object(
        Bucket=settings().files_bucket, Key=_own(transfer, name), Body=content, ContentType=content_type
    )


def address(transfer: str, name: str, called: str) -> str:
    """A signed address to download a result as `called`, for five minutes; the caller has checked who asks."""
    return str(
        client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": settings().files_bucket,
                "Key": _own(transfer, name),
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(called)}",
            },
            ExpiresIn=READ_SECONDS,
        )
    )


def _missing_or(error: Any) -> Exception:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return TransferFileError() if status in MISSING else error


def _upload(transfer: str) -> str:
    return f"uploads/import-{transfer}"


def _own(transfer: str, name: str) -> str:
    return f"exports/{transfer}/{name}"
