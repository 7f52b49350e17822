"""Opening the database: SQLite below var/ by default, ``GOVCRAWL_DATABASE_URL`` otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, column, create_engine, event, inspect, select, table
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.orm import Session

from govcrawl import paths
from govcrawl.errors import Problem

if TYPE_CHECKING:
    from alembic.config import Config

VARIABLE = "GOVCRAWL_DATABASE_URL"
_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))
_BUSY_SECONDS, _DIGITS = 60, 4


def database_url() -> URL:
    """The database's address: ``GOVCRAWL_DATABASE_URL``, else ``var/govcrawl.db``; raises :class:`Problem`."""
    text = os.environ.get(VARIABLE)
    if not text:
        return URL.create("sqlite", database=str(paths.var_folder() / "govcrawl.db"))
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise Problem(f"{VARIABLE}={text}：不是数据库地址，例如 sqlite:///var/govcrawl.db") from error
    if _sqlite_file(url):
        return url.set(database=str(paths.resolve(url.database or "")))
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and bool(url.database) and not str(url.database).startswith("file:")


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def make_engine(url: URL) -> Engine:
    """An engine with SQLite's write-ahead log, foreign keys and a minute's patience; raises :class:`Problem`."""
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise Problem(f"数据库 {_shown(url)}：缺少驱动（{error}）。PostgreSQL 请安装 govcrawl[postgres]。") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def alembic_config(engine_connection: object = None) -> Config:
    """Alembic's configuration on an open connection; loading Alembic takes a third of a command's start."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = engine_connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction."""
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "head")


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(select(_VERSION.c.version_num))


def revisions() -> list[str]:
    """The numbers of all migrations, the newest last, as their files are named."""
    return sorted(path.name[:_DIGITS] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _check_schema(engine: Engine, url: URL) -> None:
    known, revision = revisions(), _revision(engine)
    if revision == known[-1]:
        return
    if revision is None:
        upgrade(engine)
    elif revision in known:
        raise Problem(f"数据库 {_shown(url)} 的结构较旧（{revision}）。请先备份，再运行 govcrawl db upgrade。")
    else:
        raise Problem(f"数据库 {_shown(url)} 由更新版本的程序建立（{revision}）。请升级本程序后再用。")


def _shown(url: URL) -> str:
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Tell a database's or a disk's refusal inside the block as a :class:`Problem`."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        advice = "请检查文件和目录的读写权限、磁盘空间，或数据库服务是否在运行。"
        raise Problem(f"数据库 {_shown(url)} 无法使用：{cause}。{advice}") from error


def open_engine() -> Engine:
    """The office's database, created when there is none; raises :class:`Problem` when it cannot be used."""
    url = database_url()
    with told(url):
        if _sqlite_file(url):
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = make_engine(url)
        _check_schema(engine, url)
    return engine


@contextmanager
def open_session() -> Iterator[Session]:
    """One transaction on the office's database: committed at the end, rolled back on any error."""
    engine = open_engine()
    with told(database_url()), Session(engine) as session, session.begin():
        yield session
    engine.dispose()
