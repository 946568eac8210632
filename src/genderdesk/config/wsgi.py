"""Pages: the WSGI application, for a server other than granian."""

import os

from django.core.wsgi import get_wsgi_application

from genderdesk.groundwork.foundation.garbage import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
with loading():
    application = get_wsgi_application()
