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
from chalicelib.platform.contents import HEAD_BYTES, is_of_type
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
    return _signed(_key(file), row.name, row.content_type)


def hand_out(name: str, content: bytes, content_type: str) -> str:
    """Keep what was made for somebody, and a signed address to download it for five minutes; a day later it is gone."""
    key = f"handouts/{new_id()}"
    client("s3").put_object(Bucket=settings().files_bucket, Key=key, Body=content, ContentType=content_type)
    return _signed(key, name, content_type)


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


def trouble(userid: str, value: Mapping[str, Any]) -> str:
    """What is wrong with a file value of somebody, as a code of `messages: fields`; empty where nothing is.

    `not_your_file`: it is not this person's upload, or not told truly, or has not arrived; `file_content`: what arrived
    is not what its type says.
    """
    try:
        row = row_of(str(value.get("id", "")))
    except FileNotFoundInOfficeError:
        return "not_your_file"
    told = {"id": value["id"], "name": row.name, "content_type": row.content_type}
    if row.owner != userid or dict(value) != told | {"size_bytes": int(row.size_bytes)}:
        return "not_your_file"
    head = _head(str(value["id"]))
    if head is None:
        return "not_your_file"
    return "" if is_of_type(row.content_type, head) else "file_content"


def _head(file: str) -> bytes | None:
    """The first bytes of what was uploaded; None where nothing has arrived."""
    s3 = client("s3")
    try:
        answer = s3.get_object(
            Bucket=settings().files_bucket, Key=_key(file), Range=f"bytes=0-{HEAD_BYTES - 1}"
        )
    except s3.exceptions.ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:
            return None
        raise
    with answer["Body"] as body:
        return bytes(body.read())


def _signed(key: str, name: str, content_type: str) -> str:
    return str(
        client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": settings().files_bucket,
                "Key": key,
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(name)}",
                "ResponseContentType": content_type,
            },
            ExpiresIn=READ_SECONDS,
        )
    )


def _key(file: str) -> str:
    return f"uploads/{file}"
