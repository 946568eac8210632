"""Where the organisation is found."""

from django.urls import URLPattern, URLResolver, include, path

from genderdesk.organisation.institution import views

app_name = "institution"

_pages: list[URLPattern | URLResolver] = [
    path("", views.organisation, name="organisation"),
    path("desks/<uuid:desk_id>/", views.desk, name="desk"),
    path("desks/<uuid:desk_id>/hours/", views.hours, name="hours"),
    path("desks/<uuid:desk_id>/week/", views.week, name="week"),
    path("desks/<uuid:desk_id>/shifts/<uuid:shift_id>/withdraw/", views.withdraw_duty, name="withdraw_shift"),
    path("desks/<uuid:desk_id>/mandate/", views.mandate, name="mandate"),
    path("desks/<uuid:desk_id>/placement/", views.placement, name="placement"),
    path("desks/<uuid:desk_id>/milestone/", views.milestone, name="milestone"),
    path("desks/<uuid:desk_id>/unit-name/", views.rename, name="rename"),
    path("mandates/<uuid:mandate_id>/end/", views.mandate_end, name="mandate_end"),
    path("posts/<uuid:post_id>/authority/", views.authority, name="authority"),
    path("authorities/<uuid:authority_id>/end/", views.authority_end, name="authority_end"),
    path("posts/<uuid:post_id>/appoint/", views.fill_post, name="fill_post"),
    path("posts/<uuid:post_id>/new-officer/", views.enrol, name="enrol"),
    path("appointments/<uuid:appointment_id>/end/", views.end, name="end"),
]

_officers: list[URLPattern | URLResolver] = [
    path("", views.officer, name="officer"),
    path("grant/", views.grant, name="grant"),
    path("absence/", views.write_away, name="write_absence"),
]

_coverage: list[URLPattern | URLResolver] = [
    path("", views.coverage, name="coverage"),
    path("coverage.csv", views.coverage_file, name="coverage_file"),
    path("requirements/", views.requirements, name="requirements"),
    path("requirements/define/", views.define, name="define"),
    path("requirements/ask/", views.require, name="require"),
    path("requirements/<uuid:requirement_id>/end/", views.release, name="release"),
    path("competences/<uuid:held_id>/revoke/", views.revoke, name="revoke"),
    path("absences/<uuid:absence_id>/end/", views.end_of_absence, name="end_absence"),
    path("officers/<uuid:officer_id>/", include(_officers)),
]

_rooms: list[URLPattern | URLResolver] = [
    path("", views.rooms, name="rooms"),
    path("of/<uuid:unit_id>/add/", views.add_room, name="add_room"),
    path("bookings/<uuid:booking_id>/cancel/", views.cancel, name="cancel_booking"),
    path("<uuid:room_id>/", views.room, name="room"),
    path("<uuid:room_id>/book/", views.book, name="book"),
    path("<uuid:room_id>/<slug:name>/", views.room_step, name="room_step"),
]

_readiness: list[URLPattern | URLResolver] = [
    path("", views.readiness, name="readiness"),
    path("gaps.csv", views.gaps_file, name="gaps_file"),
    path("standard/", views.standard, name="standard"),
    path("standard/price/", views.price, name="price"),
    path("desks/<uuid:desk_id>/", views.desk_readiness, name="desk_readiness"),
    path("desks/<uuid:desk_id>/inspect/", views.inspect, name="inspect"),
    path("desks/<uuid:desk_id>/<slug:name>/", views.readiness_step, name="readiness_step"),
    path("equipment/<uuid:equipment_id>/", views.equipment, name="equipment"),
    path("findings/", views.findings, name="findings"),
    path("findings/<uuid:finding_id>/", views.finding, name="finding"),
    path("findings/<uuid:finding_id>/<slug:name>/", views.finding_step, name="finding_step"),
    path("supplies/<uuid:unit_id>/", views.supplies, name="supplies"),
    path("supplies/entries/<uuid:entry_id>/take-back/", views.correct, name="correct_supply"),
]

urlpatterns = [
    path("staff/readiness/", include(_readiness)),
    path("staff/rooms/", include(_rooms)),
    path("staff/coverage/", include(_coverage)),
    path("staff/organisation/", include(_pages)),
    path("staff/me/relatives/", views.relatives, name="relatives"),
    path("staff/me/relatives/<uuid:relative_id>/withdraw/", views.withdraw, name="withdraw"),
]
