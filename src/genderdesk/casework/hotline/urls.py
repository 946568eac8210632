"""Where the hotline is found."""

from django.urls import path

from genderdesk.casework.hotline.views import console, contacts, gateway, messages, simulator

app_name = "hotline"

urlpatterns = [
    path("gateway/<str:token>/<str:channel>/", gateway.receive, name="gateway"),
    path("simulator/", simulator.handset, name="simulator"),
    path("simulator/press/", simulator.press, name="simulator_press"),
    path("simulator/state/", simulator.state, name="simulator_state"),
    path("staff/line/", console.console, name="console"),
    path("staff/line/queue/", console.queue, name="queue"),
    path("staff/line/after/", contacts.after, name="after"),
    path("staff/line/messages/", messages.thread_list, name="messages"),
    path("staff/line/messages/<uuid:contact_id>/", messages.thread, name="thread"),
    path("staff/line/messages/<uuid:contact_id>/texts/", messages.texts, name="texts"),
    path("staff/line/messages/<uuid:contact_id>/send/", messages.send, name="send"),
    path("staff/line/contacts/", contacts.contact_list, name="contacts"),
    path("staff/line/contacts/<uuid:contact_id>/", console.contact, name="contact"),
    path("staff/line/contacts/<uuid:contact_id>/call/", console.call, name="call"),
    path("staff/line/contacts/<uuid:contact_id>/answer/", console.answer, name="answer"),
    path("staff/line/contacts/<uuid:contact_id>/hang-up/", console.hang_up, name="hang_up"),
    path("staff/line/contacts/<uuid:contact_id>/classify/", console.classify, name="classify"),
    path("staff/line/contacts/<uuid:contact_id>/close/", console.close, name="close"),
    path("staff/line/contacts/<uuid:contact_id>/note/", console.note, name="note"),
    path("staff/line/contacts/<uuid:contact_id>/report/", console.report, name="report"),
    path("staff/line/contacts/<uuid:contact_id>/silent/", console.silent_danger, name="silent_danger"),
    path("staff/line/contacts/<uuid:contact_id>/add/", console.add, name="add"),
    path("staff/line/contacts/<uuid:contact_id>/safety/", console.safety, name="safety"),
    path("staff/line/contacts/<uuid:contact_id>/history/", console.history, name="history"),
]
