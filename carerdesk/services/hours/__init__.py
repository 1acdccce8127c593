"""Shifts, weeks and timesheets."""
