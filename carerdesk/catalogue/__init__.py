"""Reads resources into domain values."""
