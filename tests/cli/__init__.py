"""The command line, as whoever runs an installation meets it."""
