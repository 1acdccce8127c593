"""The workplace pension: scheme, memberships, duties, what goes to the provider, and the letters."""
