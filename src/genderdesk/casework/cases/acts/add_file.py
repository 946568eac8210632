"""Adding a photograph, a document or a recording to a case."""

from __future__ import annotations

import base64

from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, CaseFile
from genderdesk.casework.cases.vocabulary import CASE, EventKind
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.groundwork.protection.vault.files import Arrived


@act("file.add", needs=MAY_WORK_ON, subject=Case, states=CASE)
def add_file(actor: Actor, case: Case, *, content: Arrived, about: str = "") -> CaseFile:
    """Keep a photograph, a document or a recording as it was given; it arrived sealed and is never altered."""
    kept = CaseFile(
        pk=content.row,
        case=case,
        group=content.kind.group,
        stored_as=content.stored_as,
        stored_size=content.stored_size,
        added_by=actor.id,
        actor_code=actor.code,
        details={
            "name": content.name,
            "media_type": content.kind.media_type,
            "size": content.size,
            "sha256": content.sha256,
        },
        content_key=base64.b64encode(content.key).decode(),
        about=about.strip(),
    )
    kept.save(force_insert=True)
    content.adopt()
    tell(case, actor, EventKind.FILE_ADDED, content.kind.group)
    return kept
