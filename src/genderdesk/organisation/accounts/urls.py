"""Where accounts are kept and people sign in. allauth looks its own pages up by the names without a room."""

from django.urls import include, path

from genderdesk.organisation.accounts.views import doors, people, resets

_own = [
    path("staff/me/", people.me, name="me"),
    path("staff/me/password/", people.password, name="password"),
    path("staff/me/unlock/", people.unlock, name="unlock"),
    path("staff/me/devices/elsewhere/", people.sign_out_others, name="sign_out_others"),
    path("staff/me/devices/<uuid:device_id>/revoke/", people.revoke, name="revoke"),
    path("staff/admin/people/", people.people, name="people"),
    path("staff/admin/people/add/", people.add_person, name="add_person"),
    path("staff/admin/people/<uuid:user_id>/", people.person, name="person"),
    path("staff/admin/people/<uuid:user_id>/switch/", people.switch, name="switch"),
    path("staff/factor-resets/", resets.waiting, name="resets"),
    path("staff/factor-resets/ask/", resets.ask, name="ask_reset"),
    path("staff/factor-resets/<uuid:reset_id>/", resets.decide, name="decide_reset"),
    path("staff/second-factor/passkeys/<int:pk>/opens/", doors.passkey_opens, name="passkey_opens"),
    path("staff/sign-in/as/", people.sign_in_as, name="sign_in_as"),
]

urlpatterns = [
    path("", include((_own, "accounts"))),
    path("staff/sign-in/", doors.sign_in, name="account_login"),
    path("staff/sign-out/", doors.sign_out, name="account_logout"),
    path("staff/sign-in/inactive/", doors.inactive, name="account_inactive"),
    path("staff/sign-in/again/", doors.reauthenticate, name="account_reauthenticate"),
    path("staff/sign-in/none/", doors.closed, name="account_signup"),
    path("staff/sign-in/passkey/", doors.passkey_sign_in, name="mfa_login_webauthn"),
    path("staff/second-factor/", doors.factors, name="mfa_index"),
    path("staff/second-factor/prove/", doors.second_factor_prove, name="mfa_authenticate"),
    path("staff/second-factor/again/", doors.second_factor_again, name="mfa_reauthenticate"),
    path("staff/second-factor/again/passkey/", doors.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("staff/second-factor/activate/", doors.totp_activate, name="mfa_activate_totp"),
    path("staff/second-factor/deactivate/", doors.totp_deactivate, name="mfa_deactivate_totp"),
    path("staff/second-factor/codes/", doors.codes_view, name="mfa_view_recovery_codes"),
    path("staff/second-factor/codes/new/", doors.codes_generate, name="mfa_generate_recovery_codes"),
    path("staff/second-factor/passkeys/", doors.factors, name="mfa_list_webauthn"),
    path("staff/second-factor/passkeys/add/", doors.passkey_add, name="mfa_add_webauthn"),
    path("staff/second-factor/passkeys/<int:pk>/rename/", doors.passkey_rename, name="mfa_edit_webauthn"),
    path("staff/second-factor/passkeys/<int:pk>/remove/", doors.passkey_remove, name="mfa_remove_webauthn"),
]
