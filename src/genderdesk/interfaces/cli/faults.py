"""What a fault of the installation means, in one sentence for whoever runs it; a fault of the code has a traceback."""

from __future__ import annotations


def in_a_sentence(fault: BaseException) -> str:
    """The sentence, or empty where this is not a fault of the installation."""
    from genderdesk.config.environment import SettingError
    from genderdesk.groundwork.foundation.keyfiles import KeyFault

    if isinstance(fault, SettingError | KeyFault):
        return str(fault)
    if isinstance(fault, OSError) and fault.filename is not None:
        return _of_a_file(fault)
    return _of_the_database(fault)


def _of_a_file(fault: OSError) -> str:
    place = fault.filename
    if isinstance(fault, PermissionError) or fault.strerror == "Read-only file system":
        return (
            f"{place} cannot be used by this user ({(fault.strerror or 'no permission').lower()}). Use the user "
            "who owns it, give it to this one with chown, or name another data folder with GENDERDESK_HOME."
        )
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return f"{place} is a file where a folder is needed. Move it away, or name another folder."
    if isinstance(fault, FileNotFoundError):
        return f"{place} is not there. Put it back, or name another one."
    if fault.strerror == "No space left on device":
        return f"the disk of {place} is full. Make room, then do it again."
    return f"{place}: {(fault.strerror or type(fault).__name__).lower()}."


def _of_the_database(fault: BaseException) -> str:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, OperationalError, ProgrammingError

    words = " ".join(str(fault).split())
    no_driver = isinstance(fault, ImportError) and fault.name == "psycopg"
    if no_driver or (isinstance(fault, ImproperlyConfigured) and "psycopg" in words):
        return "DATABASE_URL names PostgreSQL, whose driver is missing. Type: pip install 'genderdesk[postgresql]'"
    # The verbs that make a database of their own speak to the driver, whose faults have the same names.
    of_driver = type(fault).__name__ if type(fault).__module__.startswith("psycopg") else ""
    if not isinstance(fault, DatabaseError) and not of_driver:
        return ""
    if "no such table" in words or (isinstance(fault, ProgrammingError) and "does not exist" in words):
        return "the database is not made, or not brought up to this version. Type: genderdesk migrate"
    if "readonly" in words or "unable to open" in words:
        return f"the database cannot be written by this user ({words}). Use the user who owns the data folder."
    if "malformed" in words or "not a database" in words:
        return f"the database file is damaged ({words}). Put back the last backup: genderdesk restore --help"
    if isinstance(fault, OperationalError) or of_driver in {"OperationalError", "ConnectionTimeout"}:
        return f"the database does not answer ({words}). See that its server runs and that DATABASE_URL is right."
    return ""
