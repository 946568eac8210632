"""Addresses of the room, under ``/staff/organisation/``."""

from django.urls import path

from genderdesk.organisation.institution import views

app_name = "institution"
urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("desks/<uuid:desk_id>/", views.desk, name="desk"),
    path("posts/<uuid:post_id>/appoint/", views.fill_post, name="fill_post"),
    path("posts/<uuid:post_id>/new-officer/", views.enrol, name="enrol"),
    path("appointments/<uuid:appointment_id>/end/", views.end, name="end"),
]
