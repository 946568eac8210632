"""The places room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "genderdesk.organisation.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions

        editions.watch("organisation", "places_division", "places_outline", "places_formerdivision")
