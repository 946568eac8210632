"""Where responses are found."""

from django.urls import path

from genderdesk.casework.response.views import board, glass, one, ride, vehicles

app_name = "response"

urlpatterns = [
    path("staff/responses/", board.board, name="board"),
    path("staff/responses/units/<uuid:unit_id>/", board.unit, name="unit"),
    path("staff/responses/vehicles/", vehicles.vehicles, name="vehicles"),
    path("staff/responses/vehicles.csv", vehicles.vehicles_csv, name="vehicles_csv"),
    path("staff/responses/vehicles/<uuid:unit_id>/", vehicles.vehicle, name="vehicle"),
    path("staff/responses/<uuid:dispatch_id>/", one.dispatch, name="dispatch"),
    path("staff/responses/<uuid:dispatch_id>/<slug:name>/", one.step, name="step"),
    path("staff/emergency/", glass.glass, name="glass"),
    path("staff/emergency/<uuid:glass_id>/", glass.emergency, name="emergency"),
    path("staff/ride/", ride.ride, name="ride"),
    path("staff/ride/status/", ride.status, name="status"),
    path("staff/ride/<uuid:dispatch_id>/<slug:name>/", ride.step, name="ride_step"),
]
