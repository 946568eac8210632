"""Where responses are found."""

from django.urls import path

from genderdesk.casework.response.views import board, ride

app_name = "response"

urlpatterns = [
    path("staff/responses/", board.board, name="board"),
    path("staff/responses/<uuid:dispatch_id>/", board.dispatch, name="dispatch"),
    path("staff/responses/<uuid:dispatch_id>/<slug:name>/", board.step, name="step"),
    path("staff/ride/", ride.ride, name="ride"),
    path("staff/ride/status/", ride.status, name="status"),
    path("staff/ride/<uuid:dispatch_id>/<slug:name>/", ride.step, name="ride_step"),
]
