"""What an auditor tests."""
