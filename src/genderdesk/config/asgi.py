"""Live events: the ASGI application that granian serves beside the pages."""

import os

import django

from genderdesk.groundwork.foundation.garbage import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
with loading():
    django.setup()
    # Models can be imported only now.
    from genderdesk.config.live import application

__all__ = ["application"]
