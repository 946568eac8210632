"""Where the public site and Today are found."""

from django.urls import path

from genderdesk.interfaces.web import views

app_name = "web"

urlpatterns = [
    path("", views.start, name="start"),
    path("talk/", views.talk, name="talk"),
    path("safety/", views.safety, name="safety"),
    path("rights/", views.rights, name="rights"),
    path("leave/", views.leave, name="leave"),
    path("leave/done/", views.left, name="left"),
    path("language/", views.language, name="language"),
    path("staff/", views.today, name="today"),
]
