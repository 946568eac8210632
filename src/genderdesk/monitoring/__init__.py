"""What the records add up to: facts, indicators, disclosure control, releases."""
