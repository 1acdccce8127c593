"""Funders, awards, permissions, and the money held for each."""
