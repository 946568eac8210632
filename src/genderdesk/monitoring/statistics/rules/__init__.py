"""Pure rules: which cells a fact counts in, what may be shown, what a set of times says."""
