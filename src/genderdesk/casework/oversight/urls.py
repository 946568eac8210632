"""Where oversight works."""

from django.urls import path

from genderdesk.casework.oversight.views import cells, keeping, years
from genderdesk.casework.oversight.views import watching as views

app_name = "oversight"

urlpatterns = [
    path("staff/oversight/", views.overview, name="overview"),
    path("staff/oversight/alerts/<uuid:alert_id>/", views.alert, name="alert"),
    path("staff/oversight/alerts/<uuid:alert_id>/<slug:step>/", views.answer, name="answer"),
    path("staff/oversight/cases/", views.find_case, name="find_case"),
    path("staff/oversight/cases/<uuid:case_id>/", views.case, name="case"),
    path("staff/oversight/officers/", views.find_officer, name="find_officer"),
    path("staff/oversight/officers/<uuid:user_id>/", views.officer, name="officer"),
    path("staff/oversight/glass/<uuid:glass_id>/", views.glass, name="glass"),
    path("staff/keeping/", keeping.keeping, name="keeping"),
    path("staff/keeping/requests/<uuid:erasure_id>/", keeping.decide, name="erasure"),
    path("staff/keeping/requests/<uuid:erasure_id>/take-back/", keeping.take_back, name="take_back"),
    path("staff/keeping/holds/<uuid:hold_id>/lift/", keeping.lift, name="lift"),
    path("staff/keeping/years/", years.years, name="years"),
    path("staff/keeping/years/<uuid:change_id>/", years.decide_years, name="decide_years"),
    path("staff/cells/", cells.cells, name="cells"),
    path("staff/cells/<uuid:cell_id>/", cells.cell, name="cell"),
    path("staff/cells/<uuid:cell_id>/admit/<uuid:approval_id>/", cells.admit, name="admit"),
    path("staff/cells/members/<uuid:member_id>/release/", cells.release, name="release"),
    path("staff/second-person/", views.requests, name="requests"),
    path("staff/second-person/<uuid:approval_id>/", views.decide, name="decide"),
    path("staff/second-person/<uuid:approval_id>/take-back/", views.withdraw, name="withdraw"),
]
