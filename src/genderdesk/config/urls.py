"""All addresses: each room brings its own. Public pages stand at the root, staff pages under ``/staff/``."""

from django.urls import include, path

_ROOMS = (
    "genderdesk.interfaces.web.urls",
    "genderdesk.organisation.accounts.urls",
    "genderdesk.organisation.institution.urls",
    "genderdesk.organisation.paper.urls",
    "genderdesk.casework.intake.urls",
    "genderdesk.casework.response.urls",
    "genderdesk.casework.hotline.urls",
    "genderdesk.casework.cases.urls",
    "genderdesk.casework.care.urls",
    "genderdesk.casework.complaints.urls",
    "genderdesk.casework.oversight.urls",
    "genderdesk.programme.guidance.urls",
    "genderdesk.programme.outreach.urls",
    "genderdesk.programme.partners.urls",
    "genderdesk.programme.training.urls",
    "genderdesk.monitoring.statistics.urls",
    "genderdesk.monitoring.results.urls",
    "genderdesk.interfaces.api.urls",
)

urlpatterns = [path("", include(room)) for room in _ROOMS]

handler400 = "genderdesk.interfaces.web.errors.bad_request"
handler403 = "genderdesk.interfaces.web.errors.forbidden"
handler404 = "genderdesk.interfaces.web.errors.not_found"
handler429 = "genderdesk.interfaces.web.errors.too_many"
handler500 = "genderdesk.interfaces.web.errors.failed"
