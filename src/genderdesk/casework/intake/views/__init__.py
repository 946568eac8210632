"""Intake's pages: the staff's, and the public form."""
