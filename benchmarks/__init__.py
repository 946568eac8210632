"""Speed, measured as ratios in one run on one machine; never a test. ``make bench`` prints the table."""
