"""Where results are found: for the desk, and what is released for anybody."""

from django.urls import path

from genderdesk.monitoring.results import views

app_name = "results"

urlpatterns = [
    path("staff/results/", views.projects, name="projects"),
    path("staff/results/indicators/", views.indicators, name="indicators"),
    path("staff/results/indicators/<uuid:indicator_id>/", views.indicator, name="indicator"),
    path("staff/results/indicators/<uuid:indicator_id>/<slug:name>/", views.indicator_step, name="indicator_step"),
    path("staff/results/claims/<uuid:claim_id>/", views.claim, name="claim"),
    path("staff/results/claims/<uuid:claim_id>/<slug:name>/", views.claim_step, name="claim_step"),
    path("staff/results/pages/<uuid:page_id>/", views.frozen, name="frozen"),
    path("staff/results/pages/<uuid:page_id>/release/", views.release, name="release"),
    path("staff/results/pages/<uuid:page_id>/page.<slug:kind>", views.frozen_file, name="frozen_file"),
    path("staff/results/<uuid:project_id>/", views.project, name="project"),
    path("staff/results/<uuid:project_id>/page.<slug:kind>", views.project_file, name="project_file"),
    path("staff/results/<uuid:project_id>/<slug:name>/", views.project_step, name="project_step"),
    path("results/", views.published_pages, name="published_pages"),
    path("results/<uuid:page_id>/", views.published, name="published"),
    path("results/<uuid:page_id>/page.<slug:kind>", views.published_file, name="published_file"),
]
