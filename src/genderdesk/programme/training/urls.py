"""Where trainings are found."""

from django.urls import include, path

from genderdesk.programme.training.views import attendance, certificates, courses, public, results, trainings

app_name = "training"

_pages = [
    path("", trainings.trainings, name="trainings"),
    path("plan/", trainings.plan, name="plan"),
    path("courses/", courses.courses, name="courses"),
    path("courses/<uuid:course_id>/", courses.course, name="course"),
    path("needs/", courses.needs, name="needs"),
    path("trainers/", courses.trainers, name="trainers"),
    path("results/", results.results, name="results"),
    path("results.csv", results.results_as_csv, name="results_csv"),
    path("results.xlsx", results.results_as_workbook, name="results_xlsx"),
    path("expiring/", certificates.expiring, name="expiring"),
    path("certificates/<uuid:certificate_id>/revoke/", certificates.revoke, name="revoke"),
    path("spellings/", certificates.spellings, name="spellings"),
    path("spellings/<uuid:likeness_id>/", certificates.decide, name="decide_spelling"),
    path("people/<uuid:participation_id>/follow-up/", certificates.follow_up, name="follow_up"),
    path("<uuid:training_id>/", trainings.training, name="training"),
    path("<uuid:training_id>/sessions/<int:session_number>/", attendance.session, name="session"),
    path("<uuid:training_id>/sessions/<int:session_number>/call-off/", trainings.call_off, name="call_off"),
    path("<uuid:training_id>/sheet/", attendance.sheet, name="sheet"),
    path("<uuid:training_id>/sheet.csv", attendance.blank, name="blank_sheet"),
    path("<uuid:training_id>/list.pdf", attendance.cards, name="cards"),
    path("<uuid:training_id>/scores/", attendance.scores, name="scores"),
    path("<uuid:training_id>/certificates/", certificates.print_certificates, name="print_certificates"),
    path(
        "<uuid:training_id>/certificates/<uuid:printing_id>.pdf", certificates.printed_file, name="printed_certificates"
    ),
    path("<uuid:training_id>/<slug:name>/", trainings.step, name="step"),
]

urlpatterns = [
    path("staff/training/", include(_pages)),
    path("staff/me/certificates/", certificates.own, name="own"),
    path("certificate/", public.certificate, name="certificate"),
    path("training/sessions/<uuid:session_id>/<slug:token>/", public.come, name="come"),
    path("training/<uuid:training_id>/<slug:token>/", public.rate, name="rate"),
    path("training/<uuid:training_id>/<slug:token>.ics", public.calendar, name="calendar"),
]
