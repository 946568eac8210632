"""Where the public site and Today are found."""

from django.urls import include, path

app_name = "web"

urlpatterns = [
    path("", include("genderdesk.interfaces.web.public_urls")),
    path("staff/", include("genderdesk.interfaces.web.staff_urls")),
]
