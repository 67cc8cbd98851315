"""What kind of value an expression gives, told before it runs. Pure.

Step Functions stops a machine when a condition compares a text with a number; here the definition is refused
instead. What cannot be told is `any` and never a finding: a finding is a sure mistake.
"""

from chalicelib.platform.value_types.checker import check, type_of
from chalicelib.platform.value_types.findings import CODES, Finding
from chalicelib.platform.value_types.functions import OURS, Signature, signature
from chalicelib.platform.value_types.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Kind,
    Type,
    choice,
    list_of,
    record,
)
from chalicelib.platform.value_types.scope import FILE, REQUEST, STARTER, Scope, of_field, words

__all__ = [
    "ANY",
    "BOOLEAN",
    "CODES",
    "DATE",
    "DATETIME",
    "FILE",
    "NUMBER",
    "OURS",
    "REQUEST",
    "STARTER",
    "TEXT",
    "Finding",
    "Kind",
    "Scope",
    "Signature",
    "Type",
    "check",
    "choice",
    "list_of",
    "of_field",
    "record",
    "signature",
    "type_of",
    "words",
]
