"""Where the API answers."""

from django.urls import path

from genderdesk.interfaces.api.api import api

urlpatterns = [path("api/v1/", api.urls)]
