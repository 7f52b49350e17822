"""Triggers that refuse to alter or remove a stored fact, for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

MESSAGE = "append-only table: rows are never altered or removed"

_VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}

_SQLITE = """
CREATE TRIGGER append_only_{table}_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}'; END $$
"""

_POSTGRESQL = """
CREATE TRIGGER append_only_{table}_{verb} BEFORE {verb} ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def protect(dialect: str, tables: tuple[str, ...]) -> Iterator[str]:
    """The statements that make ``tables`` append-only on a database of ``dialect`` (sqlite or postgresql)."""
    if dialect == "postgresql":
        yield _POSTGRESQL_FUNCTION.format(message=MESSAGE)
    template = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[dialect]
    for table in tables:
        for verb in _VERBS[dialect]:
            yield template.format(table=table, verb=verb, message=MESSAGE)


def forget(dialect: str) -> Iterator[str]:
    """The statements that leave nothing behind once the tables, and with them their triggers, are gone."""
    if dialect == "postgresql":
        yield "DROP FUNCTION refuse_change()"
