"""Where the figures are found."""

from django.urls import path

from genderdesk.monitoring.statistics import views

app_name = "statistics"

urlpatterns = [
    path("staff/figures/", views.figures, name="figures"),
    path("staff/figures/chart/<slug:key>.svg", views.chart, name="chart"),
    path("staff/figures/<slug:institution>/<slug:month>/figures.csv", views.month_csv, name="month_csv"),
    path("staff/figures/<slug:institution>/<slug:month>/<slug:figure>.csv", views.month_csv, name="figure_csv"),
]
