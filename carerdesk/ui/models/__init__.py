"""What lists and tables are read from."""
