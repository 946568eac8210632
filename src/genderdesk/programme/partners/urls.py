"""Where partners, agreements, projects and their activities are found."""

from django.urls import path

from genderdesk.programme.partners import views

app_name = "partners"

urlpatterns = [
    path("staff/partners/", views.register, name="register"),
    path("staff/partners/who-what-where/", views.presences, name="presences"),
    path("staff/partners/who-what-where.csv", views.presences_csv, name="presences_csv"),
    path("staff/partners/who-what-where/<uuid:presence_id>/", views.presence, name="presence"),
    path("staff/partners/projects/", views.projects, name="projects"),
    path("staff/partners/projects/<uuid:project_id>/", views.project, name="project"),
    path("staff/partners/projects/<uuid:project_id>/<slug:name>/", views.project_step, name="project_step"),
    path("staff/partners/things/<uuid:thing_id>/", views.thing, name="thing"),
    path("staff/partners/agreements/<uuid:agreement_id>/", views.agreement, name="agreement"),
    path("staff/partners/agreements/<uuid:agreement_id>/<slug:name>/", views.agreement_step, name="agreement_step"),
    path("staff/partners/obligations/<uuid:obligation_id>/", views.obligation, name="obligation"),
    path("staff/partners/<uuid:partner_id>/", views.partner, name="partner"),
    path("staff/partners/<uuid:partner_id>/<slug:name>/", views.partner_step, name="partner_step"),
]
