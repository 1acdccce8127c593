"""What is due, in the order to do it."""
