"""Importing a ledger: versions, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.importing import current, import_ledger
from govcrawl.storage.models import LedgerSite
from govcrawl.storage.session import open_engine
from tests.ledger.test_reading import COLUMNS, SITES

MONDAY, TUESDAY = date(2020, 11, 9), date(2020, 11, 10)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("GOVCRAWL_DATABASE_URL", f"sqlite:///{tmp_path}/ledger.db")
    engine = open_engine()
    with Session(engine) as session:
        yield session
    engine.dispose()


def put(tmp_path: Path, sites: str, columns: str | None = None) -> list[Path]:
    (tmp_path / "sites.csv").write_text(sites, encoding="utf-8")
    (tmp_path / "columns.csv").write_text(columns or COLUMNS, encoding="utf-8")
    return [tmp_path / "sites.csv", tmp_path / "columns.csv"]


def test_a_second_import_changes_nothing(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, SITES)
    assert [change.new for change in import_ledger(session, files, MONDAY)] == [2, 1]
    again = import_ledger(session, files, TUESDAY)
    assert [(change.new, change.changed, change.cancelled) for change in again] == [(0, 0, 0), (0, 0, 0)]


def test_a_change_closes_the_old_version(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, SITES), MONDAY)
    import_ledger(session, put(tmp_path, SITES.replace("fgw.jia", "fg.jia")), TUESDAY)
    versions = session.scalars(select(LedgerSite).where(LedgerSite.code == "4205000001").order_by(LedgerSite.id)).all()
    assert [(version.printed_url, version.valid_from, version.valid_to) for version in versions] == [
        ("http://fgw.jia.gov.cn", MONDAY, TUESDAY),
        ("http://fg.jia.gov.cn", TUESDAY, None),
    ]


def test_a_correction_on_the_same_day_replaces(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, SITES), MONDAY)
    import_ledger(session, put(tmp_path, SITES.replace("fgw.jia", "fg.jia")), MONDAY)
    assert len(session.scalars(select(LedgerSite)).all()) == 2


def test_a_row_that_is_gone_is_cancelled_not_deleted(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, SITES), MONDAY)
    import_ledger(session, put(tmp_path, "\n".join(SITES.splitlines()[:2])), TUESDAY)
    assert [site.code for site in current(session, LedgerSite)] == ["4205000004"]
    assert len(session.scalars(select(LedgerSite)).all()) == 2


def test_a_column_of_an_unknown_site_is_refused(tmp_path: Path, session: Session) -> None:
    with pytest.raises(Problem, match="网站台账中没有 4205000099"):
        import_ledger(session, put(tmp_path, SITES, COLUMNS.replace("4205000004", "4205000099")), MONDAY)


def test_two_files_of_one_kind_are_refused(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, SITES, SITES)
    with pytest.raises(Problem, match="一次只能导入一份"):
        import_ledger(session, files, MONDAY)


def test_an_empty_folder_is_told(tmp_path: Path, session: Session) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem, match="没有 CSV"):
        import_ledger(session, [tmp_path / "empty"], MONDAY)
