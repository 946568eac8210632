"""Where reports are found."""

from django.urls import path

from genderdesk.casework.intake.views import public, staff

app_name = "intake"

urlpatterns = [
    path("report/", public.report, name="public_report"),
    path("staff/reports/", staff.report_list, name="reports"),
    path("staff/reports/find/", staff.find, name="find"),
    path("staff/reports/register/", staff.register_file, name="register"),
    path("staff/reports/new/", staff.new_report, name="new_report"),
    path("staff/reports/<uuid:report_id>/", staff.report_page, name="report"),
    path("staff/reports/<uuid:report_id>/telling/", staff.telling, name="telling"),
    path("staff/reports/<uuid:report_id>/triage/", staff.triage, name="triage"),
    path("staff/reports/<uuid:report_id>/decide/", staff.decide, name="decide"),
    path("staff/reports/<uuid:report_id>/take-up/", staff.take_up, name="take_up"),
    path("staff/reports/<uuid:report_id>/add/", staff.add, name="add"),
]
