"""Returns to funders: the tests an auditor makes, packs, accounts, and what was sent."""
