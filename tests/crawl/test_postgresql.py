"""The same program on a real PostgreSQL: schema, triggers, a crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from govcrawl.storage.models import APPEND_ONLY, Base
from govcrawl.storage.session import alembic_config
from tests.conftest import City, Program
from tests.crawl.test_crawl import SITES, WHEN


@pytest.fixture(scope="module")
def crawled(postgresql: Callable[[str], str], city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database in which three sites were crawled, twice."""
    address = postgresql("crawled")
    program = Program(tmp_path_factory.mktemp("var"), {"GOVCRAWL_DATABASE_URL": address})
    program.check("govcrawl", "ledger", "import", "seeds", **WHEN)
    program.check("govcrawl", "round", "open", "2020Q4", **WHEN)
    for _ in range(2):
        program.check("scrapy", "crawl", "govsites", "-a", "round=2020Q4", "-a", f"sites={SITES}", **WHEN, **city.door)
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


def test_no_drift(crawled: Engine) -> None:
    with crawled.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_crawl_stores_the_same_facts_as_on_sqlite(crawled: Engine, program: Program, city: City) -> None:
    program.check("govcrawl", "ledger", "import", "seeds", **WHEN)
    program.check("govcrawl", "round", "open", "2020Q4", **WHEN)
    program.check("scrapy", "crawl", "govsites", "-a", "round=2020Q4", "-a", f"sites={SITES}", **WHEN, **city.door)
    query = text(
        """SELECT v.target, v.role, v.list_url, v.url, v.reading, CAST(v.newest AS TEXT), e.position, e.title,
                  CAST(e.date AS TEXT) FROM visit v LEFT JOIN entry e ON e.visit_id = v.id"""
    )
    sqlite = create_engine(f"sqlite:///{program.var}/govcrawl.db")
    with crawled.connect() as one, sqlite.connect() as other:
        ours = sorted(map(repr, one.execute(query)))
        assert ours == sorted(map(repr, other.execute(query)))
        assert ours
    sqlite.dispose()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ['DELETE FROM "{}"', 'TRUNCATE "{}" CASCADE'])
def test_facts_are_append_only(crawled: Engine, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), crawled.begin() as connection:
        connection.execute(text(statement.format(table)))


def test_migrations_go_down_and_up(postgresql: Callable[[str], str]) -> None:
    engine = create_engine(postgresql("updown").replace("postgresql://", "postgresql+psycopg://"))
    for direction, target in (("upgrade", "head"), ("downgrade", "base"), ("upgrade", "head")):
        with engine.begin() as connection:
            getattr(command, direction)(alembic_config(connection), target)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()
