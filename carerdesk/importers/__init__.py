"""Bank files to plain values."""
