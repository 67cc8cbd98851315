"""What can go wrong in the directory."""

from __future__ import annotations

from chalicelib.platform.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class ProxyPeriodError(InvalidError):
    """A proxy ends after it begins, and within a year."""

    code = "proxy_period"


class ProxyPersonError(InvalidError):
    """Somebody else in service stands in."""

    code = "proxy_person"


class ProxyOverlapError(ConflictError):
    """Somebody stands in already at that time, for one of these flows."""

    code = "proxy_overlap"


class ProxyNotFoundError(NotFoundError):
    code = "proxy_not_found"


class PersonNotFoundError(NotFoundError):
    code = "person_not_found"


class PersonDisabledError(ForbiddenError):
    """The person is in the directory, but no longer in service."""

    code = "person_disabled"


class PersonExistsError(ConflictError):
    """The userid is somebody's, or was somebody's before a rename. Capital letters make no difference."""

    code = "person_exists"


class PersonInvalidError(InvalidError):
    """Something said of a person cannot be so: see `field`."""

    code = "person_invalid"


class PersonDepartmentError(InvalidError):
    """A person in service is in one department at least, each there once, and none of them closed or unknown."""

    code = "person_department"


class MobileTakenError(ConflictError):
    """Somebody in service has this number already."""

    code = "mobile_taken"


class DepartmentNotFoundError(NotFoundError):
    code = "department_not_found"


class DepartmentExistsError(ConflictError):
    """The number is another department's, or was one's that is closed."""

    code = "department_exists"


class DepartmentInvalidError(InvalidError):
    """Something said of a department cannot be so: see `field`."""

    code = "department_invalid"


class DepartmentParentError(InvalidError):
    """Every department but the first is below another that is open."""

    code = "department_parent"


class DepartmentCycleError(ConflictError):
    """A department cannot be below itself or one of its own."""

    code = "department_cycle"


class DepartmentNameError(ConflictError):
    """Two departments directly below the same one have different names."""

    code = "department_name"


class DepartmentPeopleError(InvalidError):
    """Who answers for a department is in service."""

    code = "department_people"


class DepartmentNotEmptyError(ConflictError):
    """A department is closed when nobody and no other department is in it."""

    code = "department_not_empty"


class EffectiveDayError(InvalidError):
    """What is planned takes effect tomorrow or later, within two years."""

    code = "effective_day"


class PlannedNotFoundError(NotFoundError):
    """There is no such planned change: it was taken back, or has taken effect."""

    code = "planned_not_found"
