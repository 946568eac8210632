"""Where the figures are found."""

from django.urls import path

from genderdesk.monitoring.statistics import views
from genderdesk.monitoring.statistics.views import accuracy, explore, gbvims, shared

app_name = "statistics"

_MONTH = "staff/figures/<slug:institution>/<slug:month>/"

urlpatterns = [
    path("staff/figures/", views.figures, name="figures"),
    path("staff/figures/gbvims/", gbvims.gbvims, name="gbvims"),
    path("staff/figures/explore/", explore.explore, name="explore"),
    path("staff/figures/explore/table.csv", explore.explore_as_csv, name="explore_csv"),
    path("staff/figures/explore/table.xlsx", explore.explore_as_workbook, name="explore_xlsx"),
    path("staff/figures/share/", shared.share, name="share"),
    path("staff/figures/shared/", shared.shared, name="shared"),
    path("staff/figures/shared/<uuid:chart_id>/", shared.shared_chart, name="shared_chart"),
    path("staff/figures/shared/<uuid:chart_id>/<slug:name>/", shared.shared_step, name="shared_step"),
    path("charts/<slug:token>/", shared.linked, name="linked"),
    path("charts/<slug:token>/<slug:theme>.svg", shared.linked_picture, name="linked_picture"),
    path("staff/figures/accuracy/", accuracy.accuracy, name="accuracy"),
    path("staff/figures/<slug:institution>/accuracy/<int:year>.csv", accuracy.accuracy_csv, name="accuracy_csv"),
    path("staff/figures/chart/<slug:key>.svg", views.chart, name="chart"),
    path(f"{_MONTH}figures.csv", views.month_csv, name="month_csv"),
    path(f"{_MONTH}gbvims.csv", gbvims.gbvims_csv, name="gbvims_csv"),
    path(f"{_MONTH}incidents.xlsx", gbvims.incidents_xlsx, name="incidents_xlsx"),
    path(f"{_MONTH}gbvims/<slug:scope>.csv", gbvims.gbvims_csv, name="gbvims_desk_csv"),
    path(f"{_MONTH}<slug:figure>.csv", views.month_csv, name="figure_csv"),
]
