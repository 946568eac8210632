"""Gender Desk: a police gender desk's whole work, and its sister desk's, in one system."""

__version__ = "0.1.0"
