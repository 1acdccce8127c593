"""Paydays: working pay out, agreeing it, its papers, and putting it right."""
