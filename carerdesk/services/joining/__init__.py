"""Coming and going: starters, HMRC's notices, leavers."""
