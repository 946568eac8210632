"""Coded values and state tables, one file for each register of the room."""
