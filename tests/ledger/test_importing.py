"""Importing a ledger: versions, all or nothing, faults marked in a copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.faults import LedgerProblem
from govcrawl.ledger.importing import current, import_files, import_ledger, ledger_files
from govcrawl.storage.models import LedgerColumn, LedgerSite
from govcrawl.storage.models.ledger import LedgerDowntime
from tests.ledger.conftest import COLUMNS, MONDAY, SITES, TUESDAY, put, save_xlsx

DOWNTIMES = "网站标识码,报备起始,报备截止,报备原因,报备人\n4205000004,2021-06-30 22:00,2021-07-01,系统升级,甲市政府办\n"
EXEMPTIONS = "网站标识码,栏目地址,无更新原因,无更新截止\n4205000004,http://www.jia.gov.cn/yw/,机构撤并,2021-12-31\n"


def test_a_second_import_changes_nothing(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, sites=SITES, columns=COLUMNS, down=DOWNTIMES)
    assert [change.new for change in import_ledger(session, files, MONDAY)] == [2, 1, 1]
    again = import_ledger(session, files, TUESDAY)
    assert {(change.new, change.changed, change.cancelled) for change in again} == {(0, 0, 0)}


def test_a_change_closes_the_old_version(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES), MONDAY)
    import_ledger(session, put(tmp_path, sites=SITES.replace("fgw.jia", "fg.jia")), TUESDAY)
    versions = session.scalars(select(LedgerSite).where(LedgerSite.code == "4205000001").order_by(LedgerSite.id)).all()
    assert [(version.printed_url, version.valid_from, version.valid_to) for version in versions] == [
        ("http://fgw.jia.gov.cn", MONDAY, TUESDAY),
        ("http://fg.jia.gov.cn", TUESDAY, None),
    ]


def test_a_correction_on_the_same_day_replaces(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES), MONDAY)
    import_ledger(session, put(tmp_path, sites=SITES.replace("fgw.jia", "fg.jia")), MONDAY)
    assert len(session.scalars(select(LedgerSite)).all()) == 2


def test_a_row_that_is_gone_is_cancelled_not_deleted(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES), MONDAY)
    import_ledger(session, put(tmp_path, sites="\n".join(SITES.splitlines()[:2])), TUESDAY)
    assert [site.code for site in current(session, LedgerSite)] == ["4205000004"]
    assert len(session.scalars(select(LedgerSite)).all()) == 2


def test_a_clock_that_went_back_is_told(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES), TUESDAY)
    with pytest.raises(Problem, match="请检查本机时钟"):
        import_ledger(session, put(tmp_path, sites=SITES.replace("fgw.jia", "fg.jia")), MONDAY)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"sites": SITES, "columns": COLUMNS.replace("4205000004", "4205000099")}, "网站台账中没有 4205000099"),
        ({"sites": SITES, "down": DOWNTIMES.replace("4205000004", "4205000099")}, "网站台账中没有 4205000099"),
        ({"sites": SITES, "none": EXEMPTIONS}, "栏目台账中没有此栏目"),
        ({"sites": SITES, "again": SITES}, "一次只能导入一份"),
    ],
)
def test_what_only_the_ledger_shows(tmp_path: Path, session: Session, files: dict[str, str], reason: str) -> None:
    with pytest.raises(LedgerProblem, match=reason):
        import_ledger(session, put(tmp_path, **files), MONDAY)
    assert session.scalar(select(func.count()).select_from(LedgerSite)) == 0


def test_the_order_of_files_does_not_matter(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, exemptions=EXEMPTIONS, columns=COLUMNS, sites=SITES)
    import_ledger(session, files, MONDAY)
    column = current(session, LedgerColumn)[0]
    assert (column.exempt_reason, column.exempt_until) == ("机构撤并", date(2021, 12, 31))


def test_an_exemption_that_is_listed_no_more_is_over(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES, columns=COLUMNS, exemptions=EXEMPTIONS), MONDAY)
    change = import_ledger(session, put(tmp_path, exemptions=EXEMPTIONS.splitlines()[0]), TUESDAY)[0]
    assert (change.changed, change.cancelled) == (1, 0)
    assert current(session, LedgerColumn)[0].exempt_reason is None


def test_downtimes_that_are_over_may_all_go(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES, down=DOWNTIMES), MONDAY)
    import_ledger(session, put(tmp_path, down=DOWNTIMES.splitlines()[0]), TUESDAY)
    assert current(session, LedgerDowntime) == []


def test_the_faults_of_all_files_are_told_at_once_and_marked(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, sites=SITES.replace("4205000001", "x").replace(",否,", ",不,"), columns="什么也不是\n")
    files.append(save_xlsx(tmp_path / "down.xlsx", 报备=[["报备表"], DOWNTIMES.split("\n")[0].split(","), [1, "=A1"]]))
    with pytest.raises(LedgerProblem) as caught:
        import_ledger(session, files, MONDAY)
    text = str(caught.value)
    assert "未导入任何内容" in text
    for part in ("第 3 行“网站标识码”", "第 3 行“是否门户”", "看不出是哪种台账", "down.xlsx〔报备〕 第 3 行“报备截止”"):
        assert part in text
    assert f"已标出错误的文件：{tmp_path}/sites.错误.xlsx" in text
    assert [path.name for path in sorted(tmp_path.glob("*.错误*"))] == ["down.错误.xlsx", "sites.错误.xlsx"]


def test_bad_cells_are_red_with_a_reason_and_the_rest_is_as_it_was(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, sites=SITES.replace("4205000001", "=cmd()").replace("甲市人民政府,", "+甲市,"))
    for number in ("", ".2"):
        with pytest.raises(LedgerProblem):
            import_ledger(session, files, MONDAY)
        worksheet = openpyxl.load_workbook(tmp_path / f"sites.错误{number}.xlsx").worksheets[0]
        bad = worksheet["B3"]
        assert (bad.value, bad.data_type, bad.fill.start_color.rgb) == ("=cmd()", "s", "FFFF9999")
        assert "不是网站标识码" in bad.comment.text
        assert (worksheet["C2"].value, worksheet["C2"].comment) == ("+甲市", None)
        assert worksheet["C2"].fill.start_color.rgb != "FFFF9999"


def test_a_copy_that_was_mended_is_marked_under_the_first_name(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES), MONDAY)
    broken = save_xlsx(tmp_path / "sites.错误.xlsx", 网站=[["网站标识码", "网站名称"], ["4", "甲"]])
    with pytest.raises(LedgerProblem):
        import_ledger(session, [broken], TUESDAY)
    assert (tmp_path / "sites.错误.2.xlsx").exists()


def test_one_fault_does_not_make_others(tmp_path: Path, session: Session) -> None:
    files = put(tmp_path, sites=SITES.replace("4205000004", "x"), columns=COLUMNS, exemptions=EXEMPTIONS)
    with pytest.raises(LedgerProblem, match="有 1 处错误"):
        import_ledger(session, files, MONDAY)


def test_a_folder_that_takes_no_copy_is_told(tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, __: bytes) -> None:
        raise Problem("无法写入")

    monkeypatch.setattr("govcrawl.ledger.marking.write_file", refuse)
    with pytest.raises(LedgerProblem, match="未能写出标出错误的文件：无法写入"):
        import_ledger(session, put(tmp_path, sites=SITES.replace("4205000004", "x")), MONDAY)


def test_a_folder_gives_its_ledgers_only(tmp_path: Path) -> None:
    for name in ("sites.csv", "columns.XLSX", "~$columns.xlsx", "sites.错误.xlsx", "README.md", ".hidden.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in ledger_files([tmp_path])] == ["columns.XLSX", "sites.csv"]


def test_an_empty_folder_is_told(tmp_path: Path, session: Session) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem, match="没有 CSV 或 XLSX"):
        import_ledger(session, [tmp_path / "empty"], MONDAY)


def test_what_was_passed_over_is_told(tmp_path: Path, session: Session) -> None:
    done = import_files(session, put(tmp_path, sites=SITES.replace("序号", "负责人")), MONDAY)
    assert len(done.notices) == 2


def test_a_ledger_without_rows_is_passed_over_and_empties_nothing(tmp_path: Path, session: Session) -> None:
    import_ledger(session, put(tmp_path, sites=SITES, columns=COLUMNS), MONDAY)
    done = import_files(session, put(tmp_path, sites=SITES, columns=COLUMNS.splitlines()[0]), TUESDAY)
    assert [change.label for change in done.changes] == ["网站台账"]
    assert [notice.split("：", 1)[1] for notice in done.notices] == ["表头下没有数据，未读，原有的栏目台账不变"]
    assert current(session, LedgerColumn)
