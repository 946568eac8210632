"""Formats of rw."""
