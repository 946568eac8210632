"""The page that staff land on, and what they have typed and not sent."""

from django.urls import path

from genderdesk.interfaces.web.views import drafts, staff

urlpatterns = [
    path("", staff.today, name="today"),
    path("drafts/seal/", drafts.seal, name="seal_draft"),
    path("drafts/open/", drafts.unseal, name="open_draft"),
    path("drafts/kept/", drafts.kept, name="open_kept"),
]
