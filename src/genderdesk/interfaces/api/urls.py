"""Where the API answers. Its types are built from the acts at the first call, not while the pages start."""

from django.urls import URLResolver, path
from django.urls.resolvers import RoutePattern

from genderdesk.interfaces.api.witness import add_checkpoint

urlpatterns = [
    path("api/v1/witness/add-checkpoint", add_checkpoint, name="witness"),
    URLResolver(RoutePattern("api/v1/"), "genderdesk.interfaces.api.routes", app_name="ninja", namespace="api"),
]
