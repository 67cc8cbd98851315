"""A form as JSON Schema: what its values look like, for pages and for systems that submit requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.flows.form.judging import (
    DEFAULT_MAX_LENGTH,
    LARGEST_NUMBER,
    MAX_FILES,
    MAX_KEY_LENGTH,
    MAX_ROWS,
)
from chalicelib.flows.model import FormField
from chalicelib.platform.field_types import FieldType

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_FILE: Schema = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "name": _TEXT,
        "size_bytes": {"type": "integer"},
        "content_type": _TEXT,
    },
    "required": ["id", "name", "size_bytes", "content_type"],
    "additionalProperties": False,
}
_DATE: Schema = {"type": "string", "format": "date"}


def form_schema(fields: Mapping[str, FormField]) -> Schema:
    """The object a form is. What is only sometimes asked is not in `required`; what is computed is `readOnly`."""
    return {
        "type": "object",
        "properties": {key: field_schema(field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if _always_asked(field)],
        "additionalProperties": False,
    }


def field_schema(field: FormField) -> Schema:
    """What a value of a field looks like. Who and what it may name is known to the server only."""
    schema = {"title": field.label, **_shape(field)}
    return schema | {"readOnly": True} if field.computed else schema


def _always_asked(field: FormField) -> bool:
    return field.required is True and field.visible is True and not (field.computed or field.later)


def _shape(field: FormField) -> Schema:
    if field.flows:
        return _many(field, _reference(), MAX_ROWS)
    kind = field.type
    if kind in {FieldType.NUMBER, FieldType.MONEY}:
        return _number(field)
    if kind in {FieldType.TEXT, FieldType.LONGTEXT}:
        return {"type": "string", "maxLength": field.max_length or DEFAULT_MAX_LENGTH[kind]}
    if kind is FieldType.ENUM:
        return {"enum": list(field.options)}
    if kind is FieldType.MULTI_ENUM:
        return {"type": "array", "items": {"enum": list(field.options)}, "uniqueItems": True}
    if kind is FieldType.TABLE:
        return {"type": "array", "items": form_schema(field.columns), "maxItems": MAX_ROWS}
    return _named(field)


def _named(field: FormField) -> Schema:
    """Days and instants, yes and no, and what names something of the institute."""
    shapes: dict[FieldType, Schema] = {
        FieldType.DATE: _DATE,
        FieldType.DATETIME: {"type": "string", "pattern": "^[0-9-]{10}T[0-9]{2}:[0-9]{2}$"},
        FieldType.DATERANGE: {"type": "array", "items": _DATE, "minItems": 2, "maxItems": 2},
        FieldType.USER: _TEXT,
        FieldType.USERS: {"type": "array", "items": _TEXT},
        FieldType.DEPARTMENT: _many(field, {"type": "integer"}, MAX_ROWS),
        FieldType.FILE: _many(field, _FILE, MAX_FILES),
        FieldType.LIBRARY_REF: _many(field, _reference(), MAX_ROWS),
        FieldType.BOOLEAN: {"type": "boolean"},
    }
    return shapes[field.type]


def _number(field: FormField) -> Schema:
    schema: Schema = {
        "type": "integer" if field.type is FieldType.MONEY else "number",
        "minimum": -LARGEST_NUMBER if field.min is None else field.min,
        "maximum": LARGEST_NUMBER if field.max is None else field.max,
    }
    return schema | {"multipleOf": field.step} if field.step and not field.min else schema


def _reference() -> Schema:
    return {"type": "string", "maxLength": MAX_KEY_LENGTH}


def _many(field: FormField, one: Schema, most: int) -> Schema:
    """One, or with `multiple` a list as well."""
    return {"anyOf": [one, {"type": "array", "items": one, "maxItems": most}]} if field.multiple else one
