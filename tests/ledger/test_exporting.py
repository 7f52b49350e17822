"""Export: importing it back changes nothing, whatever the rows hold; no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import normalise_url
from govcrawl.ledger import cells
from govcrawl.ledger.exporting import export_pages, page_of
from govcrawl.ledger.files import write_file
from govcrawl.ledger.importing import import_ledger
from govcrawl.ledger.kinds import ACCOUNTS, COLUMNS, DOWNTIMES, EXPORTED, SITES, Kind
from govcrawl.ledger.reading import read_file
from govcrawl.ledger.workbooks import as_csv, as_xlsx, render
from govcrawl.vocabulary import Category, Relation
from tests.conftest import SEEDS
from tests.ledger.conftest import MONDAY, TUESDAY

EVIL = ["=1+1", "+86", "-x", "@SUM(A1)", "'=1", "''-1", "'", '"', ",", "4205000004", "1e5", "2021/6/30", "真", "TRUE"]


def _readable(text: str) -> str | None:
    try:
        return cells.text(text)
    except ValueError:
        return None


TEXT = st.one_of(st.sampled_from(EVIL), st.text(max_size=30).map(_readable).filter(bool))
MAYBE = st.none() | TEXT
CODE = st.from_regex(r"[1-8][0-9]{9}|bm[0-9]{8}", fullmatch=True)
PATH = st.text("abcz019-_.~%?&=/", max_size=20)
URL = PATH.map(lambda path: normalise_url(f"http://www.jia.gov.cn/{path}"))
MOMENT = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2060-01-01")).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
DAY = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def _rows(kind: Kind, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Kind, list[dict[str, Any]]]]:
    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in kind.key)

    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=4, unique_by=key).map(lambda rows: (kind, rows))


LEDGERS = st.one_of(
    _rows(
        SITES,
        display_order=st.integers(1, 10**6),
        code=CODE,
        name=TEXT,
        printed_url=URL,
        crawl_url=URL,
        is_portal=st.booleans(),
        unit=TEXT,
        platform=MAYBE,
    ),
    _rows(
        COLUMNS,
        site_code=CODE,
        name=TEXT,
        url=URL,
        parent=st.none() | URL,
        level=st.integers(1, 5),
        category=st.sampled_from(list(Category)),
        relation=st.sampled_from(list(Relation)),
        unit=MAYBE,
        contact=MAYBE,
        deadline=st.none() | st.sampled_from(["14d", "1m", "12m", "365d"]),
        months=st.none() | st.sampled_from(["2", "1,7", "10,11,12"]),
        exempt_reason=MAYBE,
        exempt_until=st.none() | DAY,
        confirmed_by=MAYBE,
        note=MAYBE,
    ),
    _rows(ACCOUNTS, key=TEXT, name=TEXT, platform=TEXT, unit=TEXT, url=URL, note=MAYBE),
    _rows(
        DOWNTIMES,
        site_code=CODE,
        starts_at=MOMENT,
        ends_at=MOMENT.map(lambda moment: moment + timedelta(days=70 * 365)),
        reason=TEXT,
        reported_by=TEXT,
        note=MAYBE,
    ),
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledger=LEDGERS)
def test_export_and_import_give_the_same_rows(
    suffix: str, ledger: tuple[Kind, list[dict[str, Any]]], tmp_path: Path
) -> None:
    kind, rows = ledger
    file = tmp_path / f"ledger{suffix}"
    write_file(file, render(file, [page_of(kind, rows)]), force=True)
    (sheet,) = read_file(file).sheets
    assert sheet.faults == ()
    assert sheet.kind is kind
    read = {kind.key_of(row): row.model_dump() for _, row in sheet.rows}
    assert read == {tuple(row[name] for name in kind.key): row for row in rows}


@pytest.fixture
def seeded(session: Session) -> Session:
    import_ledger(session, [SEEDS], MONDAY)
    return session


@pytest.mark.parametrize("kind", EXPORTED, ids=lambda kind: kind.word)
@pytest.mark.parametrize("write", [lambda pages: as_csv(pages[0]), as_xlsx], ids=["csv", "xlsx"])
def test_importing_an_export_changes_nothing(
    seeded: Session, tmp_path: Path, kind: Kind, write: Callable[[Any], bytes]
) -> None:
    file = tmp_path / "exported"
    file.write_bytes(write(export_pages(seeded, [kind])))
    for change in import_ledger(seeded, [file], TUESDAY):
        assert (change.new, change.changed, change.cancelled) == (0, 0, 0)


def test_everything_in_one_workbook_changes_nothing(seeded: Session, tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    file.write_bytes(as_xlsx(export_pages(seeded, [])))
    changes = import_ledger(seeded, [file], TUESDAY)
    assert len(changes) == 3
    assert {(change.new, change.changed, change.cancelled) for change in changes} == {(0, 0, 0)}


def hostile(session: Session, tmp_path: Path) -> list[Any]:
    names = ['=HYPERLINK("http://evil.example","x")', "+1", "-1", "@SUM(1)"]
    rows = [
        f'{n},420500000{n},"{name.replace(chr(34), chr(34) * 2)}",http://a{n}.gov.cn,否,某\n'
        for n, name in enumerate(names, 1)
    ]
    file = tmp_path / "sites.csv"
    file.write_text("序号,网站标识码,网站名称,网站地址,是否门户,主办单位\n" + "".join(rows), encoding="utf-8")
    import_ledger(session, [file], MONDAY)
    return export_pages(session, [SITES])


def test_csv_cells_are_no_formulas(session: Session, tmp_path: Path) -> None:
    text = as_csv(hostile(session, tmp_path)[0]).decode("utf-8-sig")
    names = [row["网站名称"] for row in csv.DictReader(io.StringIO(text))]
    assert [name[:2] for name in names] == ["'=", "'+", "'-", "'@"]


def test_xlsx_cells_are_text(session: Session, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile(session, tmp_path))))
    kinds = {cell.data_type for row in workbook.worksheets[0].iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_an_xlsx_helps_to_fill_it_in(session: Session) -> None:
    worksheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(export_pages(session, [COLUMNS])))).worksheets[0]
    lists = [rule.formula1 for rule in worksheet.data_validations.dataValidation]
    assert any("动态要闻,通知公告" in formula for formula in lists)
    assert worksheet.freeze_panes == "A2"


@pytest.mark.parametrize(("name", "reason"), [("x.txt", "应以 .csv 或 .xlsx 结尾"), ("x.csv", "CSV 只能放一类台账")])
def test_files_that_cannot_be(seeded: Session, name: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason):
        render(Path(name), export_pages(seeded, []))


@pytest.mark.parametrize(
    ("name", "reason"), [("there", "已存在"), ("none/x.csv", "目录 .* 不存在"), ("there/x.csv", "目录 .* 不存在")]
)
def test_nothing_is_overwritten_or_half_written(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(Problem, match=reason):
        write_file(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "mine"


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem, match="请检查磁盘空间"):
        write_file(tmp_path / "x.csv", b"new")
    assert list(tmp_path.iterdir()) == []
