"""QR codes and labels of records over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.libraries import labels
from chalicelib.libraries.asking import NO_RECORD
from chalicelib.libraries.errors import (
    ListingViewError,
)
from chalicelib.libraries.label_sheets import Grid
from chalicelib.platform.answers import Answer
from chalicelib.platform.web import Api, Call

api = Api(__name__)
SVG = "image/svg+xml"


class LabelsBody(BaseModel):
    """Whose labels, in this order. `view`: whose card stands on them; A4 is cut into `columns` and `rows`."""

    model_config = ConfigDict(extra="forbid")

    records: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        min_length=1, max_length=labels.MOST
    )
    view: str = Field(default="", max_length=40)
    columns: int = Field(default=3, ge=2, le=4)
    rows: int = Field(default=8, ge=5, le=10)


class LabelSheets(BaseModel):
    """Where to download the PDF, for five minutes. `replaced`: characters there is no sign for, written as □."""

    url: str
    pages: int
    replaced: list[str]


@api.on("GET", "/libraries/{key}/records/{record_id}/qr", media=SVG, errors=NO_RECORD)
def get_record_code(call: Call, key: str, record_id: str) -> Answer:
    """The QR code that opens a record on the phone."""
    return Answer(labels.code(key, call.userid, record_id), headers={"Content-Type": SVG})


@api.on(
    "POST",
    "/libraries/{key}/labels",
    body=LabelsBody,
    out=LabelSheets,
    errors=(*NO_RECORD, ListingViewError),
)
def make_labels(call: Call, key: str) -> LabelSheets:
    """Sheets of labels of up to 200 records, as PDF."""
    body: LabelsBody = call.body
    made = labels.sheets(key, call.userid, body.records, body.view, Grid(body.columns, body.rows))
    return LabelSheets(url=made.url, pages=made.pages, replaced=list(made.replaced))
