"""Time off that is neither holiday nor sickness nor family leave with pay by law."""
