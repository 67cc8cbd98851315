"""Files of forms and records: uploaded by the browser straight to S3 under a signed policy, read back by a signed address.

A file belongs to whoever uploaded it until a request or a record carries it; then whoever may see that may read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.errors import InvalidError, NotFoundError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.sessions import PlatformRow
from chalicelib.platform.settings import settings
from chalicelib.platform.store import CollisionError, Put, Update, transact

MAX_BYTES = 20 * 1024 * 1024
UPLOAD_SECONDS, READ_SECONDS = 600, 300
LONGEST_ID = 64
TYPES = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


class FileTypeError(InvalidError):
    """Only documents and pictures: see `TYPES`."""

    code = "file_type"


class FileSizeError(InvalidError):
    code = "file_size"


class FileNotFoundInOfficeError(NotFoundError):
    code = "file_not_found"


class FileRow(PlatformRow, discriminator="file"):
    """`carriers`: what the file is part of, as the capabilities name it: `request#<id>`."""

    owner = UnicodeAttribute()
    name = UnicodeAttribute()
    content_type = UnicodeAttribute()
    size_bytes = NumberAttribute()
    created_at = UnicodeAttribute()
    carriers = UnicodeSetAttribute(null=True)


@dataclass(frozen=True)
class Upload:
    """Where the browser posts a file, and the fields of the form it posts."""

    id: str
    url: str
    fields: dict[str, Any]


def begin_upload(userid: str, name: str, size_bytes: int, content_type: str, attempt: Attempt) -> Upload:
    """Allow one upload: this name, this type, at most this size, within ten minutes.

    Raises FileTypeError, FileSizeError.
    """
    if content_type not in TYPES:
        raise FileTypeError(field="content_type", types=", ".join(sorted(TYPES.values())))
    if not 0 < size_bytes <= MAX_BYTES:
        raise FileSizeError(field="size_bytes", limit_mb=MAX_BYTES // 1024 // 1024)
    file = attempt.created_before() or new_id()
    row = FileRow(
        f"FILE#{file}",
        "FILE",
        owner=userid,
        name=name,
        content_type=content_type,
        size_bytes=size_bytes,
        created_at=clock.to_text(clock.now()),
    )
    try:
        transact([Put(row, FileRow.pk.does_not_exist()), attempt.write(file)])
    except CollisionError:
        file = attempt.created_before() or file
    signed = client("s3").generate_presigned_post(
        settings().files_bucket,
        _key(file),
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, size_bytes]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return Upload(file, signed["url"], signed["fields"])


def address(file: str) -> str:
    """A signed address to download a file, for five minutes; the caller has checked who asks.

    Raises FileNotFoundInOfficeError.
    """
    row = row_of(file)
    return str(
        client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": settings().files_bucket,
                "Key": _key(file),
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(row.name)}",
                "ResponseContentType": row.content_type,
            },
            ExpiresIn=READ_SECONDS,
        )
    )


def attach(userid: str, file: str, carrier: str) -> Update:
    """The write that makes a file part of something; collides when the file is not this person's."""
    row = FileRow(f"FILE#{file}", "FILE")
    return Update(row, [FileRow.carriers.add({carrier})], FileRow.owner == userid)


def row_of(file: str) -> FileRow:
    """The record of an upload. Raises FileNotFoundInOfficeError."""
    if len(file) > LONGEST_ID:  # DynamoDB refuses to look for a key that is too long
        raise FileNotFoundInOfficeError
    try:
        return FileRow.get(f"FILE#{file}", "FILE", consistent_read=True)
    except DoesNotExist as error:
        raise FileNotFoundInOfficeError from error


def holds(userid: str, value: Mapping[str, Any]) -> bool:
    """Whether a form's file value is this person's upload, told truly, and has arrived."""
    try:
        row = row_of(str(value["id"]))
    except FileNotFoundInOfficeError:
        return False
    told = (value["name"], value["content_type"], value["size_bytes"])
    if row.owner != userid or told != (row.name, row.content_type, int(row.size_bytes)):
        return False
    s3 = client("s3")
    try:
        s3.head_object(Bucket=settings().files_bucket, Key=_key(str(value["id"])))
    except s3.exceptions.ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:
            return False
        raise
    return True


def _key(file: str) -> str:
    return f"uploads/{file}"
