"""What can go wrong with WeCom's own applications. What WeCom itself refuses is no error but a note (`asking.Note`)."""

from __future__ import annotations

from chalicelib.platform.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class MeetingNotFoundError(NotFoundError):
    """There is no such meeting, or the person is not part of it."""

    code = "meeting_not_found"


class MeetingTitleError(InvalidError):
    """A meeting needs a title."""

    code = "meeting_title"


class MeetingTimeError(InvalidError):
    """A meeting begins within the coming year and takes 5 minutes to 23 hours 59 minutes."""

    code = "meeting_time"


class MeetingCrowdError(InvalidError):
    """More people than WeCom invites to one meeting. Invite fewer."""

    code = "meeting_crowd"


class MeetingNobodyError(InvalidError):
    """None of the people can be invited: they have left, or nobody was named but who calls the meeting."""

    code = "meeting_nobody"


class MeetingOthersError(ForbiddenError):
    """Only who called a meeting changes or cancels it."""

    code = "meeting_others"


class MeetingUnsettledError(ConflictError):
    """WeCom has not said yet whether the meeting stands. Wait a moment and look again."""

    code = "meeting_unsettled"


class MeetingOverError(ConflictError):
    """The meeting has begun, or is cancelled already."""

    code = "meeting_over"


class LivingNotFoundError(NotFoundError):
    """There is no such broadcast, or it is another person's."""

    code = "living_not_found"


class ReportDayError(InvalidError):
    """WeCom tells of the last days only."""

    code = "report_day"


class ReportForbiddenError(ForbiddenError):
    """Health reports are for administrators, and for those who answer for a department, of theirs."""

    code = "report_forbidden"


class ReportNotFoundError(NotFoundError):
    """There is no such questionnaire, or it was not put on that day."""

    code = "report_not_found"
