"""The schema: migrations up, down and without drift; facts that cannot be altered; databases that cannot be used."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, delete, insert, inspect, text, update
from sqlalchemy.exc import DatabaseError

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.storage.models import APPEND_ONLY, Base, Crawl, Round, Run
from govcrawl.storage.session import alembic_config, open_engine, revisions


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("GOVCRAWL_DATABASE_URL", f"sqlite:///{tmp_path}/schema.db")
    engine = open_engine()
    yield engine
    engine.dispose()


def test_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_migration_is_the_last_one_of_the_chain() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == revisions()[-1]


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(alembic_config(connection), "head")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_every_fact_table_refuses_update_and_delete(engine: Engine) -> None:
    with engine.begin() as connection:
        now = clock.now()
        connection.execute(
            insert(Round), {"name": "R", "kind": "daily", "declaration": "", "wording": "", "opened_at": now}
        )
        connection.execute(
            insert(Crawl), {"id": 1, "round": "R", "spider": "s", "night": now.date(), "replay": 0, "created_at": now}
        )
        connection.execute(insert(Run), {"id": 1, "crawl_id": 1, "started_at": now, "version": "1", "clock_set": True})
    for statement in (update(Crawl).values(spider="t"), delete(Crawl), update(Run).values(version="2"), delete(Run)):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(statement)


def test_every_fact_table_has_its_triggers(engine: Engine) -> None:
    with engine.connect() as connection:
        names = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    assert names == {f"append_only_{table}_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}
    mutable = set(Base.metadata.tables) - set(APPEND_ONLY)
    assert {name for name in mutable if not name.startswith("ledger_")} == {"round"}


def test_a_newer_database_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Problem, match="由更新版本的程序建立"):
        open_engine()


def test_a_file_that_is_no_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.db").write_text("no database at all, certainly not one of ours" * 100)
    monkeypatch.setenv("GOVCRAWL_DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    with pytest.raises(Problem, match=r"x\.db 无法使用"):
        open_engine()


@pytest.mark.parametrize(("url", "told"), [("nonsense", "不是数据库地址"), ("oracle://x/y", "缺少驱动")])
def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    monkeypatch.setenv("GOVCRAWL_DATABASE_URL", url)
    with pytest.raises(Problem, match=told):
        open_engine()


def test_stored_files_are_not_executable(engine: Engine) -> None:
    assert engine.url.database
    assert not Path(engine.url.database).stat().st_mode & stat.S_IXUSR
