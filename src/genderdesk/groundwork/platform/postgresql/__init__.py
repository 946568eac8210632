"""The PostgreSQL backend: Django's own, which also remembers for whom a connection stands (row-level security)."""
