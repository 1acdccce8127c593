"""Published pay cases, run through the same sums that pay people; a file for each subject."""
