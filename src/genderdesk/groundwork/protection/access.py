"""Who may: an actor's attributes, rules as data, and one place where they are asked.

``protection`` knows an actor only by its attributes; ``accounts`` resolves them from the appointment of the moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.refusals import Missing, Refused

__all__ = [
    "NOBODY",
    "PUBLIC",
    "SYSTEM",
    "Actor",
    "Refused",
    "Rule",
    "demand",
    "everyone",
    "hard_refusal",
    "name_roles",
    "nobody",
    "permits",
    "refused_outright",
    "role",
    "signed_in",
    "system_only",
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by attributes. ``kind`` is user, public (a survivor or caller without an account) or system.

    ``unit_ids`` are the actor's own unit and all below it, ``districts`` the division codes that these cover;
    ``national`` means the whole institution. ``organisation_id`` is the outside organisation of a provider's account.
    """

    id: uuid.UUID
    kind: str
    code: str
    roles: frozenset[str] = frozenset()
    institution_id: uuid.UUID | None = None
    institution_kind: str = ""
    desk_id: uuid.UUID | None = None
    unit_ids: frozenset[uuid.UUID] = frozenset()
    districts: frozenset[str] = frozenset()
    national: bool = False
    organisation_id: uuid.UUID | None = None
    post_id: uuid.UUID | None = None
    officer_id: uuid.UUID | None = None
    attributes: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @property
    def own_institution(self) -> uuid.UUID:
        """The id of the own institution, for queries; one that no record has where the actor belongs to none."""
        return self.institution_id or NOBODY.id

    def has(self, *roles: str) -> bool:
        """True where the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    def covers(self, district: str | None) -> bool:
        """True where the actor's unit answers for the district."""
        return self.national or (district is not None and district in self.districts)


NOBODY = Actor(uuid.UUID("00000000-0000-7000-8000-000000000000"), "nobody", "nobody")
PUBLIC = Actor(uuid.UUID("00000000-0000-7000-8000-000000000001"), "public", "public")
SYSTEM = Actor(uuid.UUID("00000000-0000-7000-8000-000000000002"), "system", "system")

Check = Callable[[Actor, Any], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a room's access table: a sentence for people and a check of (actor, subject).

    The subject is None where a page or an act has none yet; a check must then answer for the page as such. Rules
    combine with ``&``, ``|`` and ``~``. ``roles`` are the roles that can satisfy it at all, for the permission matrix.
    """

    sentence: object
    check: Check
    roles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sentence: object, check: Check, roles: frozenset[str] = frozenset()) -> Rule:
        return cls(sentence, check, roles)

    def __and__(self, other: Rule) -> Rule:
        roles = self.roles & other.roles if self.roles and other.roles else self.roles | other.roles
        both = format_lazy(_("{one} and {other}"), one=self.sentence, other=other.sentence)
        return Rule(both, lambda a, s: self.check(a, s) and other.check(a, s), roles)

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            format_lazy(_("{one} or {other}"), one=self.sentence, other=other.sentence),
            lambda a, s: self.check(a, s) or other.check(a, s),
            self.roles | other.roles,
        )

    def __invert__(self) -> Rule:
        return Rule(format_lazy(_("not ({what})"), what=self.sentence), lambda a, s: not self.check(a, s))


everyone = Rule(_("everyone, also without an account"), lambda _actor, _subject: True)
nobody = Rule(_("nobody"), lambda _actor, _subject: False)
signed_in = Rule(_("any member of staff or provider who is signed in"), lambda actor, _subject: actor.kind == "user")
system_only = Rule(_("the system itself"), lambda actor, _subject: actor.kind == "system")


# What the roles are called, told by the room that knows them.
_role_names: dict[str, object] = {}


def name_roles(names: Mapping[str, object]) -> None:
    """Tell what roles are called in a reader's words."""
    _role_names.update(names)


def _in_words(roles: tuple[str, ...]) -> str:
    return gettext("the role %(roles)s") % {"roles": " / ".join(str(_role_names.get(each, each)) for each in roles)}


_named = lazy(_in_words, str)


def role(*roles: str) -> Rule:
    """Whoever holds one of the roles at this moment."""
    return Rule(_named(roles), lambda actor, _subject: actor.has(*roles), frozenset(roles))


# Refusals that stand before every grant and that no rule overrides (conflict of interest, sealed cases).
_hard_refusals: list[Check] = []


def hard_refusal(check: Check) -> Check:
    """Register a check that refuses before any rule is asked, whatever the role: True means refused."""
    _hard_refusals.append(check)
    return check


def refused_outright(actor: Actor, subject: Any) -> bool:
    """Whether a hard refusal stands between the actor and the subject."""
    return subject is not None and any(refuses(actor, subject) for refuses in _hard_refusals)


def permits(actor: Actor, rule: Rule, subject: Any = None) -> bool:
    """Whether the rule lets the actor through; hard refusals first."""
    return not refused_outright(actor, subject) and rule.check(actor, subject)


def demand(actor: Actor, rule: Rule, subject: Any = None) -> None:
    """Raise Refused with a sentence where the rule does not let the actor through; where a hard refusal does not,
    Missing in the very words for a record that is not there, so that nobody learns that it is."""
    if refused_outright(actor, subject):
        raise Missing(gettext("There is no such record for you."))
    if not rule.check(actor, subject):
        raise Refused(gettext("Your post does not include this. It is open to: %(who)s.") % {"who": rule.sentence})
