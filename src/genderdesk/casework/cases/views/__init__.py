"""Pages of a case, one file for each part of the file."""
