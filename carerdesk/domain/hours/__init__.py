"""Shifts, their times and their length."""
