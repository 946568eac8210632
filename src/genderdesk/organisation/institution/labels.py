"""The room's words as people read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.organisation.institution.vocabulary import (
    DeskKind,
    InstitutionKind,
    Relation,
    Role,
    Sex,
    UnitKind,
)

INSTITUTION_KIND_LABELS: WordTable = {
    InstitutionKind.POLICE: _("Police"),
    InstitutionKind.DEFENCE: _("Defence force"),
    InstitutionKind.MINISTRY: _("Ministry"),
}
UNIT_KIND_LABELS: WordTable = {
    UnitKind.HEADQUARTERS: _("Headquarters"),
    UnitKind.PROVINCE: _("Provincial unit"),
    UnitKind.DISTRICT: _("District unit"),
    UnitKind.STATION: _("Station"),
    UnitKind.BATTALION: _("Battalion"),
}
DESK_KIND_LABELS: WordTable = {
    DeskKind.DESK: _("Gender desk"),
    DeskKind.UNIT: pgettext_lazy("kind of desk", "Unit"),
    DeskKind.FOCAL_POINT: _("Focal point"),
}
SEX_LABELS: WordTable = {Sex.FEMALE: _("Female"), Sex.MALE: _("Male")}
RELATION_LABELS: WordTable = {
    Relation.SELF: _("Myself: a further number or name"),
    Relation.PARTNER: _("Wife, husband or partner"),
    Relation.CHILD: _("Child"),
    Relation.PARENT: _("Parent"),
    Relation.SIBLING: _("Sister or brother"),
    Relation.OTHER: _("Another person close to me"),
}
ROLE_LABELS: dict[str, Any] = {
    Role.OPERATOR: _("Hotline operator"),
    Role.DISPATCHER: _("Dispatcher"),
    Role.RIDER: _("Rider or driver"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.INVESTIGATOR: _("Investigator"),
    Role.COUNSELLOR: _("Counsellor"),
    Role.ANALYST: _("Analyst"),
    Role.TRAINER: _("Trainer"),
    Role.OUTREACH_OFFICER: _("Outreach officer"),
    Role.DESK_HEAD: _("Head of desk"),
    Role.OVERSIGHT: _("Oversight"),
    Role.ADMINISTRATOR: _("Administrator"),
}
