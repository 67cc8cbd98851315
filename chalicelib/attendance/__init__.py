"""Attendance (考勤): what ZKTeco terminals and BioTime say, as values. Shifts and statistics: not built yet (CHANGELOG.md)."""
