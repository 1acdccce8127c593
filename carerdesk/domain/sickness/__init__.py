"""Statutory Sick Pay: spells and how they link, days paid, average earnings."""
