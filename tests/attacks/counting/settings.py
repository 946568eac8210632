"""The installation's settings, with the counting app."""

from genderdesk.config.settings import *  # noqa: F403
from genderdesk.config.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.attacks.counting.apps.CountingConfig", *INSTALLED_APPS]
