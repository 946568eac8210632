"""The command line: ``genderdesk`` and its verbs.

States: none. Who enters: whoever runs the installation. Arrows leaving: every room below, config, demo.
Must not: change a record without an act; print a key, a name or a narrative.
"""

from genderdesk.interfaces.cli.main import main

__all__ = ["main"]
