"""The demo institute: one root unit, 13 departments, 60 people or more, the same every time."""

from sandbox.institute.build import build
from sandbox.institute.cast import DEMO_CAST
from sandbox.institute.leave import LeaveGrant, leave_grants
from sandbox.institute.model import Department, Institute, Person, as_dict

__all__ = ["DEMO_CAST", "Department", "Institute", "LeaveGrant", "Person", "as_dict", "build", "leave_grants"]
