"""Files of records over HTTP; they are uploaded as those of forms are, see `POST /files`."""

from __future__ import annotations

from pydantic import BaseModel

from chalicelib.libraries import attachments, browsing
from chalicelib.libraries.asking import NO_RECORD
from chalicelib.platform.files import FileNotFoundInOfficeError
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class RecordFileAddress(BaseModel):
    """Where to download the file, for five minutes."""

    url: str


@api.on(
    "GET",
    "/libraries/{key}/records/{record_id}/files/{file_id}",
    out=RecordFileAddress,
    errors=(
        *NO_RECORD,
        FileNotFoundInOfficeError,
    ),
)
def get_record_file(call: Call, key: str, record_id: str, file_id: str) -> RecordFileAddress:
    """An address to download a file of a record whose field I may see."""
    mine, line = browsing.record(key, call.userid, record_id)
    return RecordFileAddress(url=attachments.address(mine.library, line.seen.values, file_id))
