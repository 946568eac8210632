"""Where reports are found."""

from django.urls import path

from genderdesk.casework.intake.views import circle, paper, public, staff

app_name = "intake"

urlpatterns = [
    path("report/", public.report, name="public_report"),
    path("staff/reports/", staff.report_list, name="reports"),
    path("staff/reports/find/", staff.find, name="find"),
    path("staff/reports/register/", staff.register_file, name="register"),
    path("staff/reports/new/", staff.new_report, name="new_report"),
    path("staff/reports/<uuid:report_id>/", staff.report_page, name="report"),
    path("staff/reports/<uuid:report_id>/telling/", staff.telling, name="telling"),
    path("staff/reports/<uuid:report_id>/form/", paper.report_form, name="report_form"),
    path("staff/reports/<uuid:report_id>/triage/", staff.triage, name="triage"),
    path("staff/reports/<uuid:report_id>/decide/", staff.decide, name="decide"),
    path("staff/reports/<uuid:report_id>/take-up/", staff.take_up, name="take_up"),
    path("staff/reports/<uuid:report_id>/add/", staff.add, name="add"),
    path("staff/reports/gone/", circle.gone, name="gone"),
    path("staff/reports/<uuid:report_id>/circle/", circle.circle, name="circle"),
    path("staff/reports/<uuid:report_id>/circle/<slug:name>/", circle.circle_step, name="circle_step"),
    path("staff/reports/<uuid:report_id>/conflicts/<uuid:conflict_id>/", circle.ask_to_lift, name="ask_to_lift"),
    path("staff/reports/<uuid:report_id>/requests/<uuid:approval_id>/", circle.answer, name="answer"),
]
