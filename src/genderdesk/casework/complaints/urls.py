"""Where complaints are told, followed and answered."""

from django.urls import path

from genderdesk.casework.complaints import views

app_name = "complaints"

urlpatterns = [
    path("complaint/", views.tell, name="tell"),
    path("complaint/follow/", views.follow, name="follow"),
    path("staff/complaints/", views.register, name="register"),
    path("staff/complaints/register.csv", views.register_csv, name="register_csv"),
    path("staff/complaints/new/", views.write_down, name="write_down"),
    path("staff/complaints/<uuid:complaint_id>/", views.complaint, name="complaint"),
    path("staff/complaints/<uuid:complaint_id>/telling/", views.telling, name="telling"),
    path("staff/complaints/<uuid:complaint_id>/<slug:name>/", views.step, name="step"),
]
