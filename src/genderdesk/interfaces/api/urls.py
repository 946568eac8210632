"""Where the API answers. Its types are built from the acts at the first call, not while the pages start."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern

urlpatterns = [
    URLResolver(RoutePattern("api/v1/"), "genderdesk.interfaces.api.routes", app_name="ninja", namespace="api")
]
