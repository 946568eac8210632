"""What officers can do is kept with its proof, its end and the day on which it was taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.protection.access import SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid
from genderdesk.organisation.institution.acts import (
    define_competence,
    grant_competence,
    release_competence,
    require_competence,
    revoke_competence,
)
from genderdesk.organisation.institution.models import CompetenceHeld, Officer
from genderdesk.organisation.institution.rules.competence import expires_on, months_later
from genderdesk.organisation.institution.vocabulary import Role

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (DAY, 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 6, 15), 24, date(2027, 6, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(day, months, later):
    assert months_later(day, months) == later


def test_a_competence_without_validity_never_lapses():
    assert expires_on(DAY, None) is None


@pytest.mark.django_db
class TestActs:
    def competence(self, months=12):
        return define_competence(SYSTEM, code="first-response", name="First response", validity_months=months)

    def grant(self, world, actor=None, **given):
        officer = Officer.objects.get(pk=world.focal_point.officer_id)
        wanted = {"competence": self.competence(), "granted_on": DAY, "source": "C-1"} | given
        return grant_competence(actor or world.trainer, officer, **wanted)

    def test_a_trainer_grants_with_the_certificates_number_and_the_end_is_computed(self, world):
        held = self.grant(world)
        assert (held.expires_on, held.source) == (date(2027, 1, 31), "C-1")

    def test_nobody_grants_to_herself_or_to_another_institution(self, world):
        own = Officer.objects.get(pk=world.trainer.officer_id)
        wanted = {"competence": self.competence(), "granted_on": DAY, "source": "C-1"}
        with pytest.raises(Refused):
            grant_competence(world.trainer, own, **wanted)
        with pytest.raises(Refused):
            grant_competence(world.trainer, Officer.objects.get(pk=world.defence_operator.officer_id), **wanted)
        with pytest.raises(Refused):
            grant_competence(world.focal_point, own, **wanted)

    @pytest.mark.parametrize(
        ("given", "field"),
        [({"granted_on": date(2999, 1, 1)}, "granted_on"), ({"source": " "}, "source")],
    )
    def test_a_day_to_come_and_no_proof_are_refused_beside_the_field(self, world, given, field):
        with pytest.raises(Invalid) as refused:
            self.grant(world, **given)
        assert refused.value.field == field

    def test_twice_on_one_day_makes_one(self, world):
        held = self.grant(world)
        with pytest.raises(Conflict):
            grant_competence(world.trainer, held.officer, competence=held.competence, granted_on=DAY, source="C-2")
        assert CompetenceHeld.objects.count() == 1

    def test_what_was_revoked_stays_on_record_with_its_reason(self, world):
        held = self.grant(world)
        with pytest.raises(Invalid):
            revoke_competence(world.trainer, held, revoked_on=DAY - timedelta(days=1), reason="Forged")
        with pytest.raises(Invalid):
            revoke_competence(world.trainer, held, revoked_on=timezone.localdate(), reason=" ")
        kept = revoke_competence(world.trainer, held, revoked_on=timezone.localdate(), reason="Forged")
        assert (kept.revoked_reason, kept.granted_on) == ("Forged", DAY)
        with pytest.raises(Conflict):
            revoke_competence(world.trainer, held, revoked_on=timezone.localdate(), reason="Again")

    def test_a_role_requires_a_competence_once_until_it_is_released(self, world):
        given = {"role": Role.FOCAL_POINT, "competence": self.competence(), "starts_on": DAY}
        required = require_competence(world.desk_head, world.police, **given)
        with pytest.raises(Conflict):
            require_competence(world.desk_head, world.police, **given)
        with pytest.raises(Refused):
            require_competence(world.desk_head, world.defence, **given)
        with pytest.raises(Invalid):
            release_competence(world.desk_head, required, ends_on=DAY)
        release_competence(world.desk_head, required, ends_on=DAY + timedelta(days=1))
        with pytest.raises(Conflict):
            release_competence(world.desk_head, required, ends_on=DAY + timedelta(days=9))
        require_competence(world.desk_head, world.police, **given | {"starts_on": DAY + timedelta(days=1)})
