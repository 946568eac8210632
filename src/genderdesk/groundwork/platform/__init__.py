"""Machinery without a word of the domain: outbox, events, live word, jobs, forms, panels, facts, charts, SQLite.

States: a message is waiting, sent or failed. Who enters: every room above. Arrows leaving: foundation.
Must not: know a survivor, a case or a role.
"""
