"""What each role of an account is called: those that come with a post, and the provider's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.organisation.institution.labels import ROLE_LABELS as POST_LABELS

ROLE_LABELS: dict[str, object] = {**POST_LABELS, "provider": _("Provider")}
