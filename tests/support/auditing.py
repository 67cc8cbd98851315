"""What the rows of a library say of each other, in a test."""

from chalicelib.libraries import auditing
from chalicelib.libraries import service as libraries
from chalicelib.libraries.auditing import Difference
from chalicelib.libraries.store import LibraryRow


def differences(*keys: str) -> list[Difference]:
    """Every difference in these libraries: none where index items, figures, words and owners are what records say."""
    rows = list(LibraryRow.scan(consistent_read=True))
    return [one for key in keys for one in auditing.audit(libraries.definitions_now(key), rows)]
