"""Countries as CSV files: the demonstration country and its maker; `genderdesk load` loads these and any other."""
