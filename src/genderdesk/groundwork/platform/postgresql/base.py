"""The database backend named by ``ENGINE``; see the package."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from genderdesk.groundwork.platform.statements import with_kept_statements

# Whether this connection's role is one that row-level security holds, and there is any.
_WALLED = """SELECT NOT (rolsuper OR rolbypassrls) AND EXISTS (SELECT FROM pg_policy)
             FROM pg_roles WHERE rolname = current_user"""


# What is built upon here is not in the stubs.
_Wrapper: Any = base.DatabaseWrapper


class DatabaseWrapper(_Wrapper):  # type: ignore[misc]  # so that its private methods may be called
    """``walled`` says whether the database asks for whom this connection stands, ``stands_for`` what it was last told.

    A rollback takes a setting back, whatever it was rolled back to; then nobody knows, and it is told anew.
    """

    ops_class = with_kept_statements(_Wrapper.ops_class)
    walled = False
    stands_for: object = None

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.stands_for = None
        with self.connection.cursor() as cursor:
            cursor.execute(_WALLED)
            self.walled = bool((cursor.fetchone() or [False])[0])

    def _rollback(self) -> Any:
        self.stands_for = None
        return super()._rollback()

    def _savepoint_rollback(self, sid: str) -> Any:
        self.stands_for = None
        return super()._savepoint_rollback(sid)
