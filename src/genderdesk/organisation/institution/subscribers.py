"""What the institution tells the vault: the digests of the relatives that officers declare."""

from __future__ import annotations

from genderdesk.groundwork.protection.vault import reindex
from genderdesk.organisation.institution.acts import renew_name_of_relative
from genderdesk.organisation.institution.models import Relative

reindex.indexes_number(reindex.Number(Relative, "phone_index", "phone", reindex.sealed_in("phone")))
reindex.indexes_names(reindex.Names(Relative, renew_name_of_relative))
