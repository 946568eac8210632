"""Where care is found."""

from django.urls import path

from genderdesk.casework.care.views import counselling, desk, directory, handed, provider, public, slip

app_name = "care"

urlpatterns = [
    path("handed/<uuid:link_id>/<slug:token>/", handed.handed, name="handed"),
    path("services/", public.services, name="services"),
    path("staff/care/", directory.directory, name="directory"),
    path("staff/care/providers/add/", directory.add, name="add_provider"),
    path("staff/care/providers/<uuid:provider_id>/", directory.provider, name="provider"),
    path("staff/care/providers/<uuid:provider_id>/correct/", directory.correct, name="correct_provider"),
    path("staff/care/providers/<uuid:provider_id>/system/", directory.system, name="provider_system"),
    path("staff/care/providers/<uuid:provider_id>/services/<slug:code>/", directory.terms, name="terms"),
    path("staff/care/providers/<uuid:provider_id>/<slug:name>/", directory.step, name="provider_step_of_desk"),
    path("staff/care/cases/<uuid:case_id>/", desk.case_referrals, name="case_referrals"),
    path("staff/care/cases/<uuid:case_id>/propose/", desk.propose, name="propose"),
    path("staff/care/referrals/<uuid:referral_id>/", desk.referral, name="referral"),
    path("staff/care/referrals/<uuid:referral_id>/counselling/", counselling.telling, name="telling"),
    path("staff/care/referrals/<uuid:referral_id>/link/", desk.link, name="link"),
    path("staff/care/referrals/<uuid:referral_id>/slip/", slip.slip, name="slip"),
    path("staff/care/referrals/<uuid:referral_id>/<slug:name>/", desk.step, name="step"),
    path("staff/care/counselling/", counselling.people, name="people"),
    path("staff/care/counselling/<uuid:counselling_id>/<slug:name>/", counselling.step, name="counselling_step"),
    path("staff/care/cases/<uuid:case_id>/counselling/", counselling.of_case, name="of_case"),
    path("staff/care/sessions/<uuid:session_id>/", counselling.session, name="session"),
    path("staff/care/sessions/<uuid:session_id>/<slug:name>/", counselling.session_step, name="session_step"),
    path("staff/care/groups/", counselling.groups, name="groups"),
    path("staff/care/supervision/", counselling.supervision, name="supervision"),
    path("staff/care/supervision/<uuid:supervision_id>/", counselling.supervised, name="supervised"),
    path("staff/provider/", provider.inbox, name="inbox"),
    path("staff/provider/entry/", provider.own_entry, name="own_entry"),
    path("staff/provider/referrals/<uuid:referral_id>/", provider.referral, name="provider_referral"),
    path("staff/provider/referrals/<uuid:referral_id>/<slug:name>/", provider.step, name="provider_step"),
]
