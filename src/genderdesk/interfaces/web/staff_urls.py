"""The page that staff land on."""

from django.urls import path

from genderdesk.interfaces.web.views import staff

urlpatterns = [path("", staff.today, name="today")]
