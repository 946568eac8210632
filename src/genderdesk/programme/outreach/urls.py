"""Where activities, materials, clubs and networks are found."""

from django.urls import path

from genderdesk.programme.outreach import views

app_name = "outreach"

urlpatterns = [
    path("staff/outreach/", views.activities, name="activities"),
    path("staff/outreach/log/", views.log, name="log"),
    path("staff/outreach/plan/", views.plan, name="plan"),
    path("staff/outreach/reach/", views.reach, name="reach"),
    path("staff/outreach/activities/<uuid:activity_id>/", views.activity, name="activity"),
    path("staff/outreach/activities/<uuid:activity_id>/photographs/", views.add_photo, name="add_photo"),
    path("staff/outreach/activities/<uuid:activity_id>/<slug:name>/", views.activity_step, name="activity_step"),
    path("staff/outreach/photographs/<uuid:photo_id>.jpg", views.photo, name="photo"),
    path("staff/outreach/photographs/<uuid:photo_id>/file.jpg", views.photo_file, name="photo_file"),
    path("staff/outreach/photographs/<uuid:photo_id>/<slug:name>/", views.photo_step, name="photo_step"),
    path("staff/outreach/campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("staff/outreach/media/", views.media, name="media"),
    path("staff/outreach/media/<uuid:media_id>/", views.media_item, name="media_item"),
    path("staff/outreach/media/<uuid:media_id>/<slug:name>/", views.media_step, name="media_step"),
    path("staff/outreach/feedback/", views.feedback, name="feedback"),
    path("staff/outreach/feedback.csv", views.feedback_csv, name="feedback_csv"),
    path("staff/outreach/feedback/<uuid:feedback_id>/", views.feedback_item, name="feedback_item"),
    path("staff/outreach/materials/", views.materials, name="materials"),
    path("staff/outreach/materials.pdf", views.print_pack, name="print_pack"),
    path("staff/outreach/materials/<uuid:material_id>/", views.material, name="material"),
    path("staff/outreach/materials/<uuid:material_id>/print/", views.print_material, name="print_material"),
    path("staff/outreach/materials/<uuid:material_id>/<slug:name>/", views.material_step, name="material_step"),
    path("staff/outreach/clubs/", views.clubs, name="clubs"),
    path("staff/outreach/clubs/<uuid:club_id>/", views.club, name="club"),
    path("staff/outreach/clubs/<uuid:club_id>/<slug:name>/", views.club_step, name="club_step"),
    path("staff/outreach/networks/<uuid:network_id>/", views.network, name="network"),
    path("staff/outreach/members/<uuid:member_id>/", views.member, name="member"),
]
