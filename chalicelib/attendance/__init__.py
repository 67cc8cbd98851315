"""Attendance (考勤): punches, shifts, flexible work, statistics. Reserved: not built yet (CHANGELOG.md)."""
