"""Figures of a payroll bureau: read, checked against each other, and explained to the penny."""
