"""What the room tells the vault: the digests by which names are found again."""

from __future__ import annotations

from genderdesk.groundwork.protection.vault import reindex
from genderdesk.programme.training.acts import renew_names_of_learner
from genderdesk.programme.training.models import Learner

reindex.indexes_names(reindex.Names(Learner, renew_names_of_learner))
