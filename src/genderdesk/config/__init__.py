"""Settings, root URLs and the two servers' entry points."""
