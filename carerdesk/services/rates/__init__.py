"""Rates and thresholds: those that come with the program, and those brought in for a new year."""
