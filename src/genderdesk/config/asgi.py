"""Live events: the ASGI application that granian serves beside the pages."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
django.setup()

from genderdesk.config.live import application  # noqa: E402  # models can be imported only now

__all__ = ["application"]
