"""The ways in: pages, HTTP API and the command line."""
