"""The second wall in PostgreSQL: which rows the database shows to whom, and what the pages' role may do at all.

Every table of the rooms that keep people's files has one policy. It follows the institution of the record, or the
record that this one belongs to; a table that leads to neither is named in ``CATALOGUES`` or nothing is hardened. So is
a table of any other room that names an institution, in ``UNWALLED``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.apps import apps
from django.db import models

from genderdesk.casework.hotline.vocabulary.contacts import LIVE
from genderdesk.groundwork.protection import written_once
from genderdesk.interfaces.cli.main import Stop

# Rooms whose records are somebody's file, or lead to it as numbered sheets do; of the first two also what a caller or
# writer without an account brings.
FILE_ROOMS = ("hotline", "intake", "response", "cases", "care", "complaints", "paper")
# And those whose records are one institution's own, and nobody's file.
ROOMS = (*FILE_ROOMS, "guidance", "training")
_PUBLIC = ("hotline", "intake")
# What every reader needs and what is nobody's file: providers and that their systems have keys, units, instruments of
# risk and of law, offences, lines and their networks.
CATALOGUES = {
    "cases_instrumentpack",
    "cases_offence",
    "care_provider",
    "care_providerkey",
    "guidance_instrument",
    "response_responseunit",
    "response_vehiclecheck",
    "hotline_line",
    "hotline_gateway",
    "hotline_gatewayevent",
    "hotline_stoppednumber",
}
# Written once: the role of the pages cannot change or delete in them, whatever the triggers say.
APPEND_ONLY = ("protection_entry", "protection_leaf", "protection_checkpoint", "protection_cosignature")
# Rooms that keep what is about files without being one of their records: each table has its line in ``_beside`` or
# stands here, with what it tells.
BESIDE = ("oversight", "protection")
UNWALLED = {
    "oversight_mark": "up to where the ledger was read",
    # Everybody's act writes them, and whoever works on a file reads who looked: ids and codes, no word that was read.
    "protection_entry": "who did what, by id",
    "protection_leaf": "places in the tree",
    "protection_checkpoint": "signed sizes and roots",
    "protection_cosignature": "witnesses' lines",
    "protection_witnessed": "another desk's log",
    "protection_exported": "how far a log server is",
    # A key is needed before its record is there; they are of no use without the desk's or a person's own key.
    "protection_deskkey": "wrapped keys",
    "protection_filekey": "that there is a file, by id",
    "protection_holderkey": "who holds a sealed file's key, by ids",
    "protection_keychange": "who was given a key, by ids",
    "protection_passkeywrap": "wrapped keys",
    "protection_personalkey": "wrapped keys",
    "protection_recoverykey": "public halves",
    "protection_retentionchange": "who asked for other years, and who decided",
    "protection_retentionrule": "how long kinds of files are kept",
    # Rooms that keep nobody's file, and yet name an institution.
    "outreach_campaign": "what an institution does in public",
    "outreach_activity": "what an institution does in public, with numbers alone",
    "outreach_material": "what an institution prints",
    "outreach_club": "clubs, their members by number alone",
    "outreach_network": "names of networks",
    "outreach_mediaitem": "what outlets said in public",
    "outreach_placefeedback": "what places say of the desk's work, by nobody",
    "results_indicator": "what an institution counts of its own work, with numbers alone",
    "partners_agreement": "what an institution agreed with another organisation",
    "partners_project": "what an institution does with partners",
    "partners_presence": "what other organisations do where",
    "institution_unit": "stations and commands, which every page reads",
    "institution_officer": "the staff list, read before it is known who signs in",
    "institution_deskstandard": "what an institution's desks must have",
    "institution_unitcost": "what one piece of it costs",
    "institution_rolerequirement": "what posts ask of their holders",
    "institution_cell": "that there is a cell; nothing of what it keeps",
    "statistics_delta": "codes that are counted over both institutions",
    "statistics_counter": "figures over both institutions",
    "statistics_spread": "figures over both institutions",
    "statistics_sharedchart": "numbers that anybody with their link may read",
}
POLICY = "second_wall"

_KIND = "(SELECT current_setting('genderdesk.kind', true))"
_OWN = "(SELECT NULLIF(current_setting('genderdesk.institution', true), '')::uuid)"
_PROVIDER = "(SELECT NULLIF(current_setting('genderdesk.organisation', true), '')::uuid)"
_ACCOUNT = "(SELECT NULLIF(current_setting('genderdesk.account', true), '')::uuid)"
_OFFICER = "(SELECT NULLIF(current_setting('genderdesk.officer', true), '')::uuid)"
_CELLS = "((SELECT string_to_array(current_setting('genderdesk.cells', true), ','))::uuid[])"

# A provider's referral leads to its case and report, a crew's unit to the response that it was sent to; asked as the
# owner, since tables whose walls ask each other would do so for ever. Fixed words, no input.
_FUNCTION = """CREATE OR REPLACE FUNCTION {name}(key uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT FROM {asked}) $$"""
_REFERRED = f"care_referral r JOIN cases_case c ON c.id = r.case_id WHERE r.provider_id = {_PROVIDER}"
_RIDDEN = f"response_assignment a JOIN response_responseunit u ON u.id = a.unit_id WHERE u.crew_id = {_OFFICER}"
_FUNCTIONS = {
    "second_wall_case_referred": f"{_REFERRED} AND c.id = key",
    "second_wall_report_referred": f"{_REFERRED} AND c.report_id = key",
    "second_wall_response_ridden": f"{_RIDDEN} AND a.dispatch_id = key",
}
# For whom a file was sealed or referred beside its own institution and cell: the provider it was sent to, the crew
# under way, and whoever is on the line with its teller.
_TALKS = ", ".join(f"'{state}'" for state in LIVE)
_ALSO = {
    "cases_case": f"({_PROVIDER} IS NOT NULL AND second_wall_case_referred(id))",
    # The desk that a case is offered to, or that has taken it, reads the offer and not the file of the other one.
    "cases_transfer": f"(cell_id IS NULL AND receiver_id = {_OWN})",
    "care_referral": f"provider_id = {_PROVIDER}",
    "intake_report": f"({_PROVIDER} IS NOT NULL AND second_wall_report_referred(id))",
    "response_dispatch": f"({_OFFICER} IS NOT NULL AND cell_id IS NOT NULL AND second_wall_response_ridden(id))",
    # A sister desk's proposal is there for whoever is asked, and what became of it for the one that asked.
    "guidance_proposal": f"addressed_id = {_OWN}",
    "guidance_actionitem": "EXISTS (SELECT FROM guidance_proposal p WHERE p.id = proposal_id)",
    # Oversight that belongs to no institution watches over all of them.
    "complaints_complaint": f"({_OWN} IS NULL AND {_PROVIDER} IS NULL)",
    "hotline_contact": f"(operator_id = {_ACCOUNT} AND institution_id = {_OWN} AND state IN ({_TALKS}))",
}


@dataclass(frozen=True, slots=True)
class Wall:
    """A table and the condition under which a row of it is there for whoever looks."""

    table: str
    condition: str

    @property
    def mark(self) -> str:
        """Kept beside the policy, so that one of another version is known."""
        return hashlib.sha256(self.condition.encode()).hexdigest()


def walls() -> list[Wall]:
    """Every table's wall, parents first. Stop where a table leads to no institution."""
    found = {model._meta.db_table: model for room in ROOMS for model in apps.get_app_config(room).get_models(True)}
    built = [*(Wall(table, _condition(table, model, found)) for table, model in found.items()), *_walls_beside(found)]
    _nobody_forgotten({each.table for each in built})
    return built


def _nobody_forgotten(walled: set[str]) -> None:
    """Stop where a table of any room names an institution and nobody has said whether it needs a wall."""
    for model in apps.get_models(include_auto_created=True):
        names = {field.name for field in model._meta.concrete_fields}
        table = model._meta.db_table
        if "institution" in names and table not in walled and table not in UNWALLED:
            raise Stop(f"{table} names an institution and has no wall, and nothing says why it needs none.")


def _walls_beside(walled: dict[str, type[models.Model]]) -> Iterator[Wall]:
    """Around requests, alerts, broken glass, erasures and holds: there for the own institution, or for who watches from
    outside both, and only as far as the record that they are about is there."""
    conditions = _beside(walled)
    for room in BESIDE:
        for model in apps.get_app_config(room).get_models(True):
            table = model._meta.db_table
            if table in conditions:
                yield Wall(table, f"{_KIND} = 'system' OR ({_KIND} = 'user' AND {conditions[table]})")
            elif table not in UNWALLED:
                raise Stop(f"{table} has no wall, and nothing says why it needs none.")


def _beside(walled: dict[str, type[models.Model]]) -> dict[str, str]:
    own = f"(institution_id IS NULL OR institution_id = {_OWN} OR ({_OWN} IS NULL AND {_PROVIDER} IS NULL))"
    about = " ".join(
        f"WHEN '{model._meta.label_lower}' THEN EXISTS (SELECT FROM {table} p WHERE p.{model._meta.pk.column} = "
        "subject_id::uuid)"
        for table, model in walled.items()
        # Each of them is a wall within this one, which the planner unfolds at every question.
        if model._meta.app_label in FILE_ROOMS and isinstance(model._meta.pk, models.UUIDField)
    )
    named = f"({own} AND CASE subject_type {about} ELSE true END)"
    beginnings = [table for table, model in walled.items() if getattr(model, "vault_file", None) == "id"]
    file = "(" + " OR ".join(f"EXISTS (SELECT FROM {table} p WHERE p.id = file_id)" for table in beginnings) + ")"
    return {
        "protection_approval": named,
        "protection_glass": named,
        "protection_glassword": "EXISTS (SELECT FROM protection_glass p WHERE p.id = glass_id)",
        "protection_erasure": file,
        "protection_legalhold": file,
        "protection_duefile": file,
        "oversight_alert": own,
        "oversight_alertentry": "EXISTS (SELECT FROM oversight_alert p WHERE p.id = alert_id)",
    }


def _condition(table: str, model: type[models.Model], walled: dict[str, type[models.Model]]) -> str:
    fields = {field.name: field for field in model._meta.concrete_fields}
    if table in CATALOGUES:
        return f"{_KIND} IN ('system', 'public', 'user')"
    if "institution" in fields:
        kinds = "('system', 'public')" if model._meta.app_label in _PUBLIC else "('system')"
        own = f"institution_id = {_OWN}"
        if "cell" in fields:
            # To the members of its cell, of whichever institution, a sealed file is there; to nobody else.
            own = f"CASE WHEN cell_id IS NULL THEN {own} ELSE cell_id = ANY {_CELLS} END"
        also = f" OR {_ALSO[table]}" if table in _ALSO else ""
        return f"{_KIND} IN {kinds} OR ({_KIND} = 'user' AND ({own}{also}))"
    parent = next((each for each in fields.values() if _leads_to(each, walled)), None)
    if parent is None:
        raise Stop(f"{table} leads to no institution, so the database cannot tell whose rows it holds.")
    above = cast(type[models.Model], parent.related_model)._meta
    also = f" OR ({_KIND} = 'user' AND {_ALSO[table]})" if table in _ALSO else ""
    exists = f"EXISTS (SELECT FROM {above.db_table} p WHERE p.{above.pk.column} = {table}.{parent.column})"
    return f"{_KIND} = 'system' OR {exists}{also}"


def _leads_to(field: models.Field[object, object], walled: dict[str, type[models.Model]]) -> bool:
    if not isinstance(field, models.ForeignKey) or field.null:
        return False
    table = cast(type[models.Model], field.related_model)._meta.db_table
    return table in walled and table not in CATALOGUES


def statements(role: str) -> Iterator[str]:
    """What the owner carries out, in one transaction; each may be repeated. ``role`` is a quoted name."""
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"
    yield f"REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"
    for table in APPEND_ONLY:
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, {role}"
    for table, once in sorted(written_once.tables.items()):
        # Of a decision only its withdrawal is ever filled in, and the vault encrypts its words anew.
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, {role}"
        if once.written:
            yield f"GRANT UPDATE ({', '.join(once.written)}) ON {table} TO {role}"
    for name, asked in _FUNCTIONS.items():
        yield _FUNCTION.format(name=name, asked=asked)
    for wall in walls():
        yield f"ALTER TABLE {wall.table} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS {POLICY} ON {wall.table}"
        yield f"CREATE POLICY {POLICY} ON {wall.table} USING ({wall.condition})"
        yield f"COMMENT ON POLICY {POLICY} ON {wall.table} IS '{wall.mark}'"


def missing() -> list[str]:
    """What of the wall is not there for the role that is connected; each a few words. Empty where it stands whole."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_class c
                          JOIN pg_policy p ON p.polrelid = c.oid
                          WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace""")
        there = {(table, mark) for table, mark in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        found = ["its role owns tables"] if cursor.fetchone() else []
        for table in APPEND_ONLY:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [table])
            found += [f"its role may change {table}"] if (cursor.fetchone() or [False])[0] else []
        for table, once in written_once.tables.items():
            cursor.execute(
                "SELECT has_table_privilege(%s, 'DELETE, TRUNCATE') OR has_column_privilege(%s, %s, 'UPDATE')",
                [table, table, next(each for each in once.fixed if each not in once.sealed)],
            )
            found += [f"its role may change {table}"] if (cursor.fetchone() or [False])[0] else []
    return [*found, *(f"no wall around {each.table}" for each in walls() if (each.table, each.mark) not in there)]


def role_is_held() -> bool:
    """Whether the role that is connected is one that row-level security holds at all."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return not (cursor.fetchone() or [True])[0]
