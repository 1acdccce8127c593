"""Whose money paid for it."""
