"""The public site, quick exit, the language switch, and Today."""
