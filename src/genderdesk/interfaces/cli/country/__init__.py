"""Loads a country's folder of CSV files (docs/country-files.md), for `genderdesk load` and for the demonstration."""
