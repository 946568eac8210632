"""Words of the self-assessment: the desk's own questions and rubric."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable

SETS: WordTable = {"desk/1": _("The desk’s own questions, version 1")}

THEMES: WordTable = {
    "A": _("How well the institution works for everybody"),
    "B": _("Laws, policies and planning"),
    "C": _("Standing with the public"),
    "D": _("Accountability and oversight"),
    "E": _("Personnel"),
    "F": _("Culture of the institution"),
}
DIMENSIONS: WordTable = {
    "capacity": _("Capacity and training"),
    "access": _("Access to the desk’s help"),
    "data": _("Data on gender-related crime"),
    "laws": _("Laws and standards"),
    "policy": _("Policy, procedures and coordination"),
    "perceptions": _("What the public thinks"),
    "cooperation": _("Work with the public"),
    "complaints": _("Complaints against personnel"),
    "oversight": _("Internal and external oversight"),
    "recruitment": _("Recruitment and selection"),
    "retention": _("Staying in the service"),
    "promotion": _("Assignment, promotion and pay"),
    "mentoring": _("Mentoring and support"),
    "infrastructure": _("Premises and equipment"),
    "understanding": _("Understanding and relations at work"),
    "leadership": _("Leadership and public presence"),
}
RUBRIC: WordTable = {
    "0": _("0 – nothing of it is there"),
    "1": _("1 – begun, or in some places"),
    "2": _("2 – in place, and evidence shows it"),
    "3": _("3 – in place, looked after and improved on evidence"),
}
QUESTIONS: WordTable = {
    "trained": _("Everybody who meets the public is trained to answer a report of gender-based violence."),
    "specialists": _("Every station has a trained person on every shift, of whom one can be a woman."),
    "hours": _("Help is there at any hour, and costs nothing to ask for."),
    "private_room": _("Everybody who reports is heard in a room where nobody else listens."),
    "counted": _("Reports are counted by sex, age and kind, and the figures are used."),
    "laws_known": _("The laws in force on gender-based violence are known and at hand."),
    "guideline_in_force": _("There is a procedure in force, and whoever must follow it has acknowledged it."),
    "partners_agreed": _("Who does what with health, justice and shelters is agreed in writing."),
    "survey_of_public": _("The public is asked what it thinks of the service, women and men apart."),
    "meets_public": _("Women’s organisations and communities are met regularly, and what they say is followed up."),
    "complaints_open": _("Anybody can complain about misconduct without fear, staff too."),
    "looked_into": _("Complaints are looked into from outside the unit concerned, and what came of them is told."),
    "recruits_women": _("Recruitment reaches women, and no step of it keeps them out."),
    "leave_and_hours": _("Leave and hours let people with families stay in the service."),
    "posts_open": _("Posts in the field and in command are open to women as they are to men."),
    "mentors": _("Whoever wants a mentor finds one."),
    "rooms_and_kit": _("Rooms, washrooms, uniforms and equipment fit women and men."),
    "respect": _("Women and men at work treat each other with respect, and jokes at their cost are not let pass."),
    "leaders_speak": _("Those who command speak openly against gender-based violence, inside and outside."),
}
GROUPS: WordTable = {
    "female": pgettext_lazy("group of staff", "Women"),
    "male": pgettext_lazy("group of staff", "Men"),
}
