"""The API's own addresses, read when one of them is first asked for: half a second, for which no start waits."""

from genderdesk.interfaces.api.api import api

urlpatterns = api.urls[0]
