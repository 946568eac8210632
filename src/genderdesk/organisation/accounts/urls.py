"""Where accounts are kept and people sign in. allauth looks its own pages up by the names without a room."""

from django.urls import include, path

from genderdesk.organisation.accounts.views import doors, people

_own = [
    path("staff/me/", people.me, name="me"),
    path("staff/me/devices/<uuid:device_id>/revoke/", people.revoke, name="revoke"),
    path("staff/admin/people/", people.people, name="people"),
    path("staff/admin/people/add/", people.add_person, name="add_person"),
    path("staff/admin/people/<uuid:user_id>/", people.person, name="person"),
    path("staff/admin/people/<uuid:user_id>/switch/", people.switch, name="switch"),
    path("staff/sign-in/as/", people.sign_in_as, name="sign_in_as"),
]

urlpatterns = [
    path("", include((_own, "accounts"))),
    path("staff/sign-in/", doors.sign_in, name="account_login"),
    path("staff/sign-out/", doors.sign_out, name="account_logout"),
    path("staff/sign-in/inactive/", doors.inactive, name="account_inactive"),
    path("staff/sign-in/again/", doors.reauthenticate, name="account_reauthenticate"),
    path("staff/sign-in/none/", doors.closed, name="account_signup"),
    path("staff/second-factor/", doors.second_factor, name="mfa_index"),
    path("staff/second-factor/prove/", doors.second_factor_prove, name="mfa_authenticate"),
    path("staff/second-factor/again/", doors.second_factor_again, name="mfa_reauthenticate"),
    path("staff/second-factor/activate/", doors.totp_activate, name="mfa_activate_totp"),
    path("staff/second-factor/deactivate/", doors.totp_deactivate, name="mfa_deactivate_totp"),
    path("staff/second-factor/codes/", doors.codes_view, name="mfa_view_recovery_codes"),
    path("staff/second-factor/codes/new/", doors.codes_generate, name="mfa_generate_recovery_codes"),
    path("staff/second-factor/codes/download/", doors.codes_download, name="mfa_download_recovery_codes"),
]
