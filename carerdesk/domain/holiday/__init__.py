"""Holiday earned, taken and left."""
