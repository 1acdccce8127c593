"""Sickness: spells recorded, sick pay worked out and paid, and the figures for form SSP1."""
