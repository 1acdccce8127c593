"""Payroll bureaus: taking over from one, handing over to one, checking one."""
