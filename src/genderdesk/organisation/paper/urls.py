"""Where numbered sheets are found."""

from django.urls import path

from genderdesk.organisation.paper import views

app_name = "paper"

urlpatterns = [
    path("staff/paper/", views.register, name="register"),
    path("staff/paper/enter/", views.enter, name="enter"),
    path("staff/paper/pads/<uuid:pad_id>/", views.pad, name="pad"),
    path("staff/paper/pads/<uuid:pad_id>/print/", views.print_pad, name="print_pad"),
    path("staff/paper/sheets/<uuid:sheet_id>/", views.sheet, name="sheet"),
    path("staff/paper/sheets/<uuid:sheet_id>/<slug:name>/", views.step, name="step"),
]
