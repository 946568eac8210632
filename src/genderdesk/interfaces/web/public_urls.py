"""The public site's own pages; rooms add theirs, such as the form for a report."""

from django.urls import path

from genderdesk.interfaces.web.views import public

urlpatterns = [
    path("", public.start, name="start"),
    path("talk/", public.talk, name="talk"),
    path("safety/", public.safety, name="safety"),
    path("rights/", public.rights, name="rights"),
    path("leave/", public.leave, name="leave"),
    path("leave/done/", public.left, name="left"),
    path("language/", public.language, name="language"),
]
