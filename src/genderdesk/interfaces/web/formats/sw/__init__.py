"""Formats of sw."""
