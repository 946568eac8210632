"""Free ports on this machine."""

from __future__ import annotations

import errno
import os
import socket


def why_not(host: str, port: int) -> str:
    """Empty where a server could listen now, ``taken`` where one does, else the system's own words."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except socket.gaierror:
        return "this machine has no such address"
    except OSError as fault:
        return "taken" if fault.errno == errno.EADDRINUSE else os.strerror(fault.errno or 0).lower()
    return ""


def free_port(host: str, first: int = 0) -> int:
    """``first`` where it is free, else one that the system offers."""
    if 0 < first < 65536 and not why_not(host, first):
        return first
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.bind((host, 0))
        return int(trial.getsockname()[1])
