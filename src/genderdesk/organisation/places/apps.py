"""The places room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "genderdesk.organisation.places"
    label = "places"
    verbose_name = "Places"
