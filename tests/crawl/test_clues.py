"""补录线索 through the whole: two nights of a list, the command, its workbook; nothing of it where units can see it."""

from __future__ import annotations

from openpyxl import load_workbook

from tests.conftest import Program
from tests.crawl.test_links import ENTRY, LIST, SECOND, Reply, Web, office, web

__all__ = ["office", "web"]

FIFTH = '<li><a href="/tzgg/5.html">'
LATE, IN_TIME = "关于补发事项的通知公告", "关于新近事项的通知公告"


def test_an_entry_that_came_with_an_old_date_is_told_inside_the_office(office: Program, web: Web) -> None:
    alone = office.check("report", "clues", "--round", "R")
    assert "没有在不同的夜里读到两次的列表" in alone
    late, in_time = (ENTRY.format(n=90 + d, title=t, day=f"2020-11-{d:02}") for d, t in ((5, LATE), (10, IN_TIME)))
    changed = LIST.replace("<ul>", f"<ul>{in_time}").replace(FIFTH, late + FIFTH)
    web.replies["www.portal.example", "/tzgg/"] = Reply(body=changed)
    office.check("scrapy", "crawl", "govsites", "-a", "round=R", GOVCRAWL_CLOCK=SECOND)
    out = office.var / "clues.xlsx"
    told = office.check("report", "clues", "--round", "R", "--out", str(out))
    assert "比较了 1 个列表，线索 1 条" in told
    assert "内部" in told
    rows = [row for row in load_workbook(out).active.iter_rows(values_only=True) if LATE in row]
    ((number, site, _, column, _, _, date, first, without, days, together, *places),) = rows
    assert (number, site, column) == (1, "4205000001 样例门户", "http://www.portal.example/tzgg/")
    assert [str(one)[:10] for one in (date, first, without)] == ["2020-11-05", "2020-11-13", "2020-11-12"]
    assert (days, together) == (7, "1条")
    assert ["warc.gz，位置" in str(place) for place in places] == [True, True]
    assert LATE not in office.check("report", "judge", "--round", "R", "--json")


def test_clues_of_an_unknown_site_or_to_another_kind_of_file_are_refused(office: Program) -> None:
    for words, told in ((("--target", "无此"), "“无此”在轮次 R 抽中的网站里有0个"), (("--out", "x.csv"), "只写 XLSX")):
        result = office.run("report", "clues", "--round", "R", *words)
        assert (result.returncode, told in result.stderr) == (2, True), result.stderr
