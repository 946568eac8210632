"""Where cases are found."""

from django.urls import path

from genderdesk.casework.cases.views import (
    case_files,
    circumstances,
    closing,
    consents,
    file,
    follow_ups,
    incident,
    lists,
    survivor,
)

app_name = "cases"

_CASE = "staff/cases/<uuid:case_id>/"

urlpatterns = [
    path("staff/cases/", lists.case_list, name="list"),
    path("staff/cases/search/", lists.search, name="search"),
    path("staff/approvals/", lists.approvals, name="approvals"),
    path(_CASE, file.case, name="case"),
    path(f"{_CASE}person/", survivor.survivor, name="survivor"),
    path(f"{_CASE}person/contact/", survivor.contact, name="contact"),
    path(f"{_CASE}person/facts/", survivor.describe, name="describe_survivor"),
    path(f"{_CASE}person/identity/", survivor.identify, name="identify"),
    path(f"{_CASE}incident/", incident.incident, name="incident"),
    path(f"{_CASE}incident/facts/", incident.describe, name="describe_incident"),
    path(f"{_CASE}incident/questions/", incident.classify, name="classify"),
    path(f"{_CASE}incident/circumstances/", circumstances.circumstances, name="circumstances"),
    path(f"{_CASE}consents/", consents.consents, name="consents"),
    path(f"{_CASE}consents/wait/", consents.wait, name="wait"),
    path(f"{_CASE}consents/count/", consents.count, name="count"),
    path(f"{_CASE}consents/<uuid:consent_id>/withdraw/", consents.revoke, name="revoke"),
    path(f"{_CASE}follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path(f"{_CASE}follow-ups/<uuid:follow_up_id>/", follow_ups.follow_up, name="follow_up"),
    path(f"{_CASE}follow-ups/<uuid:follow_up_id>/call-off/", follow_ups.call_off, name="call_off"),
    path(f"{_CASE}closure/", closing.closure, name="closure"),
    path(f"{_CASE}closure/approve/", closing.approve, name="approve"),
    path(f"{_CASE}closure/send-back/", closing.send_back, name="send_back"),
    path(f"{_CASE}files/", case_files.files, name="files"),
    path(f"{_CASE}files/<uuid:file_id>/", case_files.file, name="file"),
    path(f"{_CASE}<slug:name>/", file.step, name="step"),
]
