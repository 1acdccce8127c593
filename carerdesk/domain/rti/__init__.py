"""What HMRC is told: per worker and for the employer, by when, and how it is checked."""
