"""The demo institute: one root unit, 13 departments, 60 people or more, the same every time."""

from sandbox.institute.build import build
from sandbox.institute.cast import DEMO_CAST
from sandbox.institute.leave import LeaveGrant, LeaveTaken, leave_grants, leave_taken
from sandbox.institute.model import Department, Institute, Person, as_dict
from sandbox.institute.registers import Duty, Project, duties, projects

__all__ = [
    "DEMO_CAST",
    "Department",
    "Duty",
    "Institute",
    "LeaveGrant",
    "LeaveTaken",
    "Person",
    "Project",
    "as_dict",
    "build",
    "duties",
    "leave_grants",
    "leave_taken",
    "projects",
]
