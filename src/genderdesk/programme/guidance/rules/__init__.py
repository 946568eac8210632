"""What follows from what, without a database: ages, progress, means, shares, and lines of a signed sheet."""
