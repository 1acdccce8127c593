"""Holiday earned, booked and left."""
