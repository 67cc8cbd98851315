"""Why an import or export is refused, or ends without a result."""

from __future__ import annotations

from chalicelib.platform.errors import ConflictError, InvalidError, NotFoundError


class TransferNotFoundError(NotFoundError):
    """There is no such import or export, or it is somebody else's."""

    code = "transfer_not_found"


class TransferRunningError(ConflictError):
    """It is being worked on. Wait until it has ended."""

    code = "transfer_running"


class TransferOverError(ConflictError):
    """It has written records already. Upload the file anew."""

    code = "transfer_over"


class TransferFileError(InvalidError):
    """The file has not arrived, or is no longer the one that was there at the start. Upload it."""

    code = "transfer_file"


class TransferBrokenError(ConflictError):
    """The work on it died again and again. What was written stands; administrators find why in the logs."""

    code = "transfer_broken"


class TransferLongError(InvalidError):
    """More records than one export takes. Narrow the condition."""

    code = "transfer_long"


class TransferHeaderError(InvalidError):
    """No column of the sheet is a field of the library that the person may fill in."""

    code = "transfer_header"
