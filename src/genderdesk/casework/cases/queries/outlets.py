"""By which ways something of a file reaches another desk."""

from __future__ import annotations

from genderdesk.casework.cases.vocabulary import Purpose, Scope
from genderdesk.groundwork.protection.outlets import Kind, under_consent

# To another institution; within the own one a case changes desks as it changes hands.
TRANSFERRING = under_consent("transfer.take", Kind.ACT, purpose=Purpose.SERVICE, scope=Scope.FULL_SUPPORT)
