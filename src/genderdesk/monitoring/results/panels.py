"""The link of the results room."""
