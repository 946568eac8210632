"""Countries as CSV files: the demonstration country, its maker, and the loader that any other country uses too."""
