"""Coded values and fixed texts of the hotline: contacts, events of the telephone networks, SMS and USSD texts."""
