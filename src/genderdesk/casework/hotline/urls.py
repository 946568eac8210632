"""Where the hotline is found."""

from django.urls import path

from genderdesk.casework.hotline.views import call, console, contacts, gateway, messages, simulator, telling

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
    path("staff/line/held/<uuid:text_id>/", messages.held, name="held"),
    path("staff/line/contacts/", contacts.contact_list, name="contacts"),
    path("staff/line/contacts/<uuid:contact_id>/", call.contact, name="contact"),
    path("staff/line/contacts/<uuid:contact_id>/call/", call.call, name="call"),
    path("staff/line/contacts/<uuid:contact_id>/answer/", console.answer, name="answer"),
    path("staff/line/contacts/<uuid:contact_id>/take-over/", console.take_over, name="take_over"),
    path("staff/line/contacts/<uuid:contact_id>/number/", call.number, name="number"),
    path("staff/line/contacts/<uuid:contact_id>/services/", call.finder, name="finder"),
    path("staff/line/contacts/<uuid:contact_id>/services/send/", telling.send_place, name="send_place"),
    path("staff/line/contacts/<uuid:contact_id>/hang-up/", call.hang_up, name="hang_up"),
    path("staff/line/contacts/<uuid:contact_id>/classify/", call.classify, name="classify"),
    path("staff/line/contacts/<uuid:contact_id>/close/", call.close, name="close"),
    path("staff/line/contacts/<uuid:contact_id>/note/", telling.note, name="note"),
    path("staff/line/contacts/<uuid:contact_id>/report/", telling.report, name="report"),
    path("staff/line/contacts/<uuid:contact_id>/silent/", telling.silent_danger, name="silent_danger"),
    path("staff/line/contacts/<uuid:contact_id>/add/", telling.add, name="add"),
    path("staff/line/contacts/<uuid:contact_id>/safety/", telling.safety, name="safety"),
    path("staff/line/contacts/<uuid:contact_id>/history/", telling.history, name="history"),
]
