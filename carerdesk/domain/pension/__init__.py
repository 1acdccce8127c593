"""Workplace pension duties: who must be enrolled, when, and what happens to a membership (Pensions Act 2008)."""
