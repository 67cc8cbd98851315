"""Libraries and records as the pages read them: only what the person may see, with names for what is named."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, entries, statistics
from chalicelib.libraries.browsing import Line
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.indexing import index_of, sorts
from chalicelib.libraries.model import Library
from chalicelib.libraries.naming import Names, title_of
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.store import EntryRow
from chalicelib.libraries.words import Operation, View


class LibraryOption(BaseModel):
    value: str
    label: str


class LibraryFieldView(BaseModel):
    """A field, or a column. `derived`: nobody types it. `library`: what a reference names."""

    key: str
    label: str
    type: str
    required: bool
    unit: str
    options: list[LibraryOption]
    derived: bool
    sensitive: bool
    multiple: bool
    append_only: bool
    library: str | None
    min: float | None
    max: float | None
    default: Any
    columns: list[LibraryFieldView]


class LibraryListView(BaseModel):
    """A view that may be listed; `sort` with "-" for the last first. `child`: the rows of that table are listed."""

    key: str
    name: str
    columns: list[str]
    child: str | None
    group: str | None
    sort: str
    title: str
    lines: list[str]


class StatisticSummary(BaseModel):
    """`says`: count, sum, average, distinct, rate or balance; `dimensions`: what it can be asked by; `always`: what it is
    told apart by whatever is asked.
    """

    key: str
    name: str
    says: str
    dimensions: list[str]
    always: list[str]


class LibraryMay(BaseModel):
    """What I may do in a library; with single records it may be less."""

    create: bool
    update: bool
    delete: bool
    export: bool


class LibraryView(BaseModel):
    """A library as I see it. `create_fields`: paths I may fill in of a new record. `sorts`: what lists are sorted by."""

    key: str
    name: str
    description: str
    kind: str
    ledger: bool
    version: int
    keys: list[str]
    numbered: bool
    fields: list[LibraryFieldView]
    views: list[LibraryListView]
    sorts: list[str]
    statistics: list[StatisticSummary]
    may: LibraryMay
    create_fields: list[str]


class NamesView(BaseModel):
    """`records`: library -> key -> what is shown for it."""

    people: dict[str, str]
    departments: dict[str, str]
    records: dict[str, dict[str, str]]


class RecordLine(BaseModel):
    """A record of a list; `row` is the place of a row where a table's rows are listed. `masked`: shown in part."""

    id: str
    title: str
    row: int | None
    values: dict[str, Any]
    masked: list[str]
    version: int
    created_at: str
    changed_at: str


class RecordPage(BaseModel):
    """`searched`: how many records were read for this page; with a cursor there may be more even where it is short."""

    items: list[RecordLine]
    names: NamesView
    next_cursor: str | None
    searched: int


def library_view(mine: Rights, version: int) -> LibraryView:
    """A library as somebody sees it."""
    library = mine.library
    shown = [(name, field) for name, field in library.fields.items() if mine.shows(name)]
    return LibraryView(
        key=library.key,
        name=library.name,
        description=library.description,
        kind=library.kind,
        ledger=library.ledger is not None,
        version=version,
        keys=list(library.keys),
        numbered=bool(library.pattern),
        fields=[field_view(mine, name, name, field) for name, field in shown],
        views=[_view(library, view) for view in browsing.views(mine)] if library.kind == "records" else [],
        sorts=sorted(name for name in sorts(library) if mine.offers(None, *filter(None, [name]))),
        statistics=[
            StatisticSummary(
                key=one.key,
                name=one.name,
                says=one.says,
                dimensions=list(frame.dimensions),
                always=list(frame.always),
            )
            for one in library.statistics
            if (frame := statistics.opened(mine, one))
        ],
        may=LibraryMay(
            create=mine.allows(Operation.CREATE),
            update=mine.allows(Operation.UPDATE),
            delete=mine.allows(Operation.DELETE),
            export=mine.allows(Operation.EXPORT),
        ),
        create_fields=sorted(mine.could_write(Operation.CREATE)),
    )


def line_view(library: Library, line: Line, view: str = "") -> RecordLine:
    """A line of a list; of a view that lists the rows of a table the cells of the row."""
    values = line.seen.values
    child = next((one.child for one in library.views if one.key == view), None)
    if child and line.row is not None:
        values = values[child][line.row]
    return RecordLine(
        id=line.record.key,
        title=title_of(library, line.seen.values),
        row=line.row,
        values=dict(values),
        masked=sorted(line.seen.masked),
        version=line.record.version,
        created_at=line.record.created_at,
        changed_at=line.record.changed_at,
    )


def entry_line(library: Library, row: EntryRow) -> RecordLine:
    """An entry of a ledger as a line of a list."""
    values = entries.values_of(library, row)
    if library.ledger:
        values[library.ledger.owner] = directory.renamed().get(row.owner, row.owner)
    return RecordLine(
        id=row.entry_no,
        title=row.entry_no,
        row=None,
        values=values,
        masked=[],
        version=1,
        created_at=row.at,
        changed_at=row.at,
    )


def names_view(names: Names) -> NamesView:
    return NamesView(people=names.people, departments=names.departments, records=names.records)


def _view(library: Library, view: View) -> LibraryListView:
    descending = bool(view.sorting) and view.sorting[0].startswith("-")
    return LibraryListView(
        key=view.key,
        name=view.name,
        columns=list(view.columns),
        child=view.child,
        group=view.group,
        sort=("-" if descending else "") + index_of(library, view).sort,
        title=view.card.title if view.card else "",
        lines=list(view.card.lines) if view.card else list(view.columns[:3]),
    )


def field_view(mine: Rights, path: str, key: str, field: LibraryField) -> LibraryFieldView:
    """A field, or a column, as somebody sees it."""
    return LibraryFieldView(
        key=key,
        label=field.label,
        type=field.type,
        required=field.required,
        unit=field.unit,
        options=[LibraryOption(value=value, label=label) for value, label in field.options.items()],
        derived=field.is_derived,
        sensitive=field.sensitive,
        multiple=field.multiple,
        append_only=field.append_only,
        library=field.library,
        min=field.min,
        max=field.max,
        default=field.default,
        columns=[
            field_view(mine, f"{path}.{name}", name, inner)
            for name, inner in field.columns.items()
            if mine.shows(f"{path}.{name}")
        ],
    )
