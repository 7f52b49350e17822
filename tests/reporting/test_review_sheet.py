"""The reviewers' page and sheet: written, filled in, taken back line by line; points; one line for a whole round."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from govcrawl.rounds.declaration import read_file
from govcrawl.storage.models import Decision, Round, RoundDecision
from govcrawl.vocabulary import Category
from reporting.review.excerpt import excerpt_of
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

SITE, PORTAL = "4205000034", "4205000062"
COLUMN = "http://mzzjswj.yichang.gov.cn/list-4902-1.html"
ROUND = ("--round", "2020Q4")
Row = dict[str, Any]
NAMES = ("编号", "标识码/账号编号", "指标", "栏目或地址", "处理", "复核人", "理由", "分值")


@pytest.fixture
def late(office: Office) -> Office:
    """One column late, one home page late, everything else up to date."""
    office.healthy({COLUMN: date(2020, 10, 19), PORTAL: date(2020, 9, 1)})
    return office


def exported(folder: Path) -> Path:
    check("review", "export", *ROUND, "--out", str(folder))
    return folder / "review-2020Q4.xlsx"


def fill(path: Path, change: Callable[[Row], Row]) -> list[Row]:
    """Change every line of the sheet as a reviewer would; gives the lines as they were."""
    workbook = load_workbook(path)
    sheet = workbook.active
    assert sheet is not None
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "编号")
    places = {str(sheet.cell(head, n).value): n for n in range(1, sheet.max_column + 1)}
    before = []
    for row in range(head + 1, sheet.max_row + 1):
        own = {name: sheet.cell(row, place).value for name, place in places.items()}
        before.append(own)
        for name, value in change(dict(own)).items():
            sheet.cell(row, places[name]).value = value
    workbook.save(path)
    return before


def decided(office: Office) -> list[tuple[str, str, str, str | None]]:
    with office.session() as session:
        rows = session.scalars(select(Decision).order_by(Decision.id))
        return [(row.target, row.ruling, row.person, row.points) for row in rows]


def agree(person: str, ruling: str = "属实", points: str | None = None) -> Callable[[Row], Row]:
    return lambda row: {**row, "处理": ruling, "复核人": person, "理由": "用浏览器核对", "分值": points}


def test_a_sheet_goes_out_and_comes_back(late: Office, tmp_path: Path) -> None:
    path = exported(tmp_path)
    rows = fill(path, agree("样例甲"))
    assert {row["标识码/账号编号"] for row in rows} == {SITE, PORTAL}
    assert "已导入 2 项" in check("review", "import", *ROUND, str(path))
    assert "已导入 0 项" in check("review", "import", *ROUND, str(exported_again(path, tmp_path)))
    assert sorted(decided(late)) == [(SITE, "confirmed", "样例甲", None), (PORTAL, "confirmed", "样例甲", None)]


def exported_again(path: Path, folder: Path) -> Path:
    """The sheet of what still waits, with nothing filled in."""
    check("review", "export", *ROUND, "--out", str(folder), "--force")
    return path


def test_the_drop_down_offers_every_ruling(late: Office, tmp_path: Path) -> None:
    sheet = load_workbook(exported(tmp_path)).active
    assert sheet is not None
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"属实,误报,未发现,已报备,已整改,未整改"'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"编号": "0000000000"}, "没有这个编号的复核事项"),
        ({"标识码/账号编号": "4205000001"}, "“标识码/账号编号”是“4205000001”，编号所指的是“4205000034”"),
        ({"指标": "空白栏目"}, "“指标”是“空白栏目”"),
        ({"栏目或地址": "http://else.example/"}, "“栏目或地址”是"),
        ({"处理": "同意"}, "“同意”不在可用词中"),
        ({"复核人": None}, "“复核人”没有填写"),
        ({"理由": " "}, "“理由”没有填写"),
        ({"分值": "2"}, "“栏目更新不及时”不计分"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_and_the_others_taken(
    late: Office, tmp_path: Path, change: Row, told: str
) -> None:
    path = exported(tmp_path)
    fill(path, lambda row: {**agree("样例甲")(row), **(change if row["标识码/账号编号"] == SITE else {})})
    result = report("review", "import", *ROUND, str(path))
    assert (result.exit_code, told in result.stderr, "以上 1 行没有导入" in result.stderr) == (2, True, True)
    assert [target for target, *_ in decided(late)] == [PORTAL]


def test_the_same_person_cannot_stand_for_two(late: Office, tmp_path: Path) -> None:
    path = exported(tmp_path)
    fill(path, agree("样例甲"))
    check("review", "import", *ROUND, str(path))
    fill(exported_again(path, tmp_path), agree("样 例甲"))
    result = report("review", "import", *ROUND, str(path))
    assert (result.exit_code, "须由另一人确认" in result.stderr) == (2, True)
    fill(exported_again(path, tmp_path), agree("样例乙"))
    assert "已导入 1 项" in check("review", "import", *ROUND, str(path))


def test_one_person_decides_once_on_a_finding_in_a_sheet(late: Office, tmp_path: Path) -> None:
    path = exported(tmp_path)
    fill(path, agree("样例甲"))
    workbook = load_workbook(path)
    sheet = workbook.active
    assert sheet is not None
    copied = [cell.value for cell in sheet[sheet.max_row]]
    sheet.append(["样例 甲" if value == "样例甲" else "误报" if value == "属实" else value for value in copied])
    sheet.append(["样例乙" if value == "样例甲" else value for value in copied])
    workbook.save(path)
    result = report("review", "import", *ROUND, str(path))
    assert (result.exit_code, "行已对同一事项作出处理" in result.stderr) == (2, True)
    assert sorted((ruling, person) for _, ruling, person, _ in decided(late)) == [
        ("confirmed", "样例乙"),
        ("confirmed", "样例甲"),
        ("confirmed", "样例甲"),
    ]


def test_what_is_no_sheet_is_told(late: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"PK nothing")
    result = report("review", "import", *ROUND, str(wrong))
    assert (result.exit_code, "无法读取" in result.stderr) == (2, True)


def test_the_page_asks_nothing_of_the_network_and_is_harmless(late: Office, tmp_path: Path) -> None:
    late.look(SITE, "http://a.example/x/", date(2019, 1, 1))
    late.proposal(SITE, "http://a.example/x/", "<script>alert(1)</script>", Category.NEWS)
    exported(tmp_path)
    page = (tmp_path / "review-2020Q4.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert not [word for word in ("src=", "href=", "@import", "url(") if word in page]
    assert COLUMN in page
    assert "内部底稿" in page


PAGE = "<html><body><script>x</script><h1>要闻</h1><ul><li>关于<b>供暖</b>的通知 2020-10-19</li></ul>%s</body></html>"


@pytest.mark.parametrize(
    ("words", "mark", "after"),
    [(["的通知"], "的通知", " 2020-10-19"), (["没有", "2020-10-19"], "2020-10-19", ""), ([], "", ""), ([""], "", "")],
)
def test_the_spot_is_cut_out_of_what_the_page_shows(words: list[str], mark: str, after: str) -> None:
    found = excerpt_of((PAGE % "").encode("gb18030"), "gbk", words)
    assert (found.mark, found.after.rstrip()) == (mark, after.rstrip())
    assert "要闻" in found.before
    assert "x" not in found.before


def scored(office: Office, *scope: str) -> None:
    """Put indicators into the round's scope, as if it had been opened with them."""
    with office.session() as session:
        declared = json.loads(session.get_one(Round, "2020Q4").declaration)
        session.execute(update(Round).values(declaration=json.dumps({**declared, "scope": list(scope)})))


def handle_of(indicator: str, target: str) -> str:
    told = json.loads(check("judge", *ROUND, "--json"))["targets"]
    (own,) = (one["findings"] for one in told if one["target"] == target)
    (found,) = (one["id"] for one in own if one["indicator"] == indicator)
    return str(found)


WHO = ("--person", "样例甲", "--reason", "逐项核对")
PORTAL_CODE = "4205000004"


@pytest.mark.parametrize(("points", "told"), [("4", "0 到 3 之间"), ("0", "0 到 3 之间"), ("一", "0 到 3 之间")])
def test_points_beyond_the_indicator_are_refused(late: Office, points: str, told: str) -> None:
    scored(late, "design-handling")
    handle = handle_of("design-handling", PORTAL_CODE)
    result = report("review", "confirm", handle, *ROUND, *WHO, "--points", points)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert decided(late) == []


def test_points_are_typed_and_counted(late: Office) -> None:
    scored(late, "design-handling")
    handle = handle_of("design-handling", PORTAL_CODE)
    check("review", "confirm", handle, *ROUND, "--person", "样例甲", "--reason", "扣9分的样子")
    assert "没有写明分值" in check("explain", PORTAL_CODE, *ROUND)
    check("review", "confirm", handle, *ROUND, *WHO, "--points", "1.5")
    assert [points for *_, points in decided(late)] == [None, "1.5"]
    assert "98.5分" in check("explain", PORTAL_CODE, *ROUND)


def test_one_signed_line_closes_a_matter_for_all(late: Office) -> None:
    scored(late, "site-1b", "site-1f")
    before = json.loads(check("judge", *ROUND, "--json"))["targets"]
    assert all(one["verdict"] == "open" for one in before if one["kind"] == "site")
    assert "已签字了结 2 项" in check("review", "sign", "泄露国家秘密", "site-1f", *ROUND, *WHO)
    assert "已签字了结 0 项" in check("review", "sign", "site-1f", *ROUND, *WHO)
    after = json.loads(check("judge", *ROUND, "--json"))["targets"]
    assert {one["verdict"] for one in after if one["kind"] == "site"} == {"qualified"}
    assert "样例甲 未发现：逐项核对" in check("explain", SITE, *ROUND)
    with late.session() as session:
        assert len(list(session.scalars(select(RoundDecision)))) == 2


def test_a_single_target_can_still_be_confirmed_after_the_line(late: Office) -> None:
    scored(late, "site-1f")
    check("review", "sign", "site-1f", *ROUND, *WHO)
    handle = handle_of("site-1f", SITE)
    for person in ("样例甲", "样例乙"):
        check("review", "confirm", handle, *ROUND, "--person", person, "--reason", "报道属实")
    told = json.loads(check("judge", *ROUND, "--json"))["targets"]
    assert [one["target"] for one in told if one["verdict"] == "unqualified"] == [SITE]


@pytest.mark.parametrize(
    ("scope", "indicator", "told"),
    [("site-1f", "site-3", "不在轮次"), ("site-3", "site-3", "由程序检查"), ("site-1f", "天气", "不认识指标“天气”")],
)
def test_what_cannot_be_signed_is_told(late: Office, scope: str, indicator: str, told: str) -> None:
    scored(late, scope)
    result = report("review", "sign", indicator, *ROUND, *WHO)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_round_carries_its_own_overlay(late: Office, tmp_path: Path) -> None:
    text = (SEEDS / "rounds" / "2020Q4.toml").read_text(encoding="utf-8")
    own = text.replace("\n[bulletin]\n", "\n[round.overlay]\naccount_days = 30\npass_line = 80.5\n\n[bulletin]\n", 1)
    (tmp_path / "2020Q4.toml").write_text(own, encoding="utf-8")
    frozen = read_file(tmp_path / "2020Q4.toml")[0].frozen()
    plain = read_file(SEEDS / "rounds" / "2020Q4.toml")[0].frozen()
    assert ("overlay" in frozen, "overlay" in plain) == (True, False)
    with late.session() as session:
        session.execute(update(Round).values(declaration=frozen))
    assert "本轮口径" in check("explain", SITE, *ROUND)
    with late.session() as session:
        session.execute(update(Round).values(declaration=frozen.replace("account_days", "account_weeks")))
    result = report("judge", *ROUND)
    assert (result.exit_code, "[round.overlay]：account_weeks" in result.stderr) == (2, True)
