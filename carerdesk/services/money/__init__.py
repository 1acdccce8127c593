"""Accounts, bank lines, what they were for, what they pay, and the papers that prove them."""
