"""The types of fields, shared by forms and libraries."""

from enum import StrEnum


class FieldType(StrEnum):
    """What a field holds; the same words in forms of flows and in libraries."""

    TEXT = "text"
    LONGTEXT = "longtext"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    DATERANGE = "daterange"
    ENUM = "enum"
    MULTI_ENUM = "multi_enum"
    USER = "user"
    USERS = "users"
    DEPARTMENT = "department"
    FILE = "file"
    TABLE = "table"
    LIBRARY_REF = "library_ref"
    BOOLEAN = "boolean"
