"""Charts: what they count, what a public one leaves out, how they are laid out and drawn."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from govcrawl.clock import ZONE
from govcrawl.errors import Problem
from govcrawl.rounds.declaration import Window
from govcrawl.vocabulary import TargetKind, Verdict
from reporting.charts.availability import MOST_ROWS, hours_of, stretches_of, strips_of
from reporting.charts.layout import MARGIN, WIDTH, Words, fitted, lay_out, lines_of, shares, width_of
from reporting.charts.model import Bars, Chart, Kind, Row, Series, Stretch, Strips, Tone
from reporting.charts.results import SERIES, by_level, by_platform, level_of
from reporting.formats import drawing, fonts
from reporting.judge.facts import Probe, Target
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from tests.reporting.hostile import HOSTILE, hidden_in

FIRST = date(2020, 11, 11)
WEEK = Window.model_validate({"from": FIRST, "to": date(2020, 11, 17)})
PASSED, FAILED, OPEN = Verdict.QUALIFIED, Verdict.UNQUALIFIED, Verdict.OPEN


def target(key: str, portal: bool = False, kind: TargetKind = TargetKind.SITE, group: str = "") -> Target:
    return Target(kind, key, 1, f"名称{key}", "单位", "http://a", "http://a", portal, group, True)


def judgement(*verdicts: tuple[Target, Verdict]) -> Judgement:
    judged = tuple(Judged(one, None, verdict, (), ()) for one, verdict in verdicts)
    declaration: Any = type("Declared", (), {"accounts": type("Part", (), {"groups": ("微信公众号", "新浪微博")})})
    return Judgement(declaration, None, tuple(one for one, _ in verdicts), judged)


def told(chart: Chart[Any]) -> dict[str, str]:
    return {row.label: row.told for row in chart.rows}


@pytest.mark.parametrize(
    ("code", "portal", "level"),
    [
        ("4200000001", True, "省级门户"),
        ("4205000004", True, "市级门户"),
        ("4205000033", False, "市级部门"),
        ("4205810011", True, "县级门户"),
        ("4205050002", False, "县级部门"),
        ("bm01000001", False, "国务院部门"),
    ],
)
def test_levels_by_code(code: str, portal: bool, level: str) -> None:
    assert level_of(target(code, portal)) == level


SITES = (
    (target("4205000033"), FAILED),
    (target("4205000034"), PASSED),
    (target("4205000004", True), PASSED),
    (target("4205810011", True), OPEN),
)


def test_results_by_level_portals_before_departments() -> None:
    chart = by_level(judgement(*SITES), public=False)
    assert list(told(chart)) == ["市级门户", "县级门户", "市级部门"]
    assert told(chart)["市级部门"] == "抽查2个：合格 1、不合格 1"
    assert told(chart)["县级门户"] == "抽查1个：未定 1"


def test_a_public_chart_shows_nothing_undecided() -> None:
    chart = by_level(judgement(*SITES), public=True)
    assert sum(row.counts[2] for row in chart.rows) == 0
    assert "县级门户" not in told(chart)
    assert "未定" not in {words.text for words in lay_out(chart).words}


def test_results_by_platform_in_the_declared_order() -> None:
    groups = ("其他平台", "抖音", "新浪微博", "微信公众号", "微信公众号")
    accounts = [(target(str(n), kind=TargetKind.ACCOUNT, group=group), PASSED) for n, group in enumerate(groups)]
    chart = by_platform(judgement(*accounts), public=True)
    assert [(row.label, row.counts[0]) for row in chart.rows] == [
        ("微信公众号", 2),
        ("新浪微博", 1),
        ("抖音", 1),
        ("其他平台", 1),
    ]


def probe(day: int, hour: int, state: str = "ok", minute: int = 0) -> Probe:
    return Probe(datetime.combine(FIRST, datetime.min.time(), ZONE) + timedelta(day, 0, 0, 0, minute, hour), state)


def test_stretches_are_local_hours_the_gravest_first() -> None:
    failed, blocked = probe(0, 2, "timeout", 30), probe(0, 3, "blocked")
    seen = [probe(0, 0), probe(0, 1), probe(0, 2), failed, blocked, probe(1, 0)]
    assert stretches_of(seen, WEEK, 1) == (
        Stretch(Tone.GOOD, 0, 2),
        Stretch(Tone.BAD, 2, 1),
        Stretch(Tone.MIDDLE, 3, 1),
        Stretch(Tone.GOOD, 24, 1),
    )


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.sampled_from(["ok", "timeout", "blocked"]))))
def test_stretches_cover_the_hours_that_were_probed(seen: list[tuple[int, int, str]]) -> None:
    found = stretches_of([probe(*one) for one in seen], WEEK, 1)
    slots = [slot for one in found for slot in range(one.start, one.start + one.length)]
    assert slots == sorted({day * 24 + hour for day, hour, _ in seen})


@pytest.mark.parametrize(("days", "hours"), [(1, 1), (7, 1), (8, 2), (14, 2), (28, 4), (92, 24), (400, 24)])
def test_slots_grow_with_the_window(days: int, hours: int) -> None:
    assert hours_of(Window.model_validate({"from": FIRST, "to": FIRST + timedelta(days - 1)})) == hours


def week(failing: int = 0) -> tuple[Probe, ...]:
    return tuple(probe(hour // 24, hour % 24, "timeout" if hour < failing else "ok") for hour in range(168))


def test_strips_tell_what_counts_towards_the_veto() -> None:
    outside = Probe(probe(0, 0).at - timedelta(minutes=1), "timeout")
    sites = [target(key) for key in ("1", "2", "3")]
    chart = strips_of(sites, {"1": (outside, *week(9)), "2": week()[:30], "9": week()}, WEEK)
    assert [row.told for row in chart.rows] == ["9/168", "0/24", "未监测"]
    assert chart.ticks[0] == (0, "11-11") and chart.ticks[-1] == (144, "11-17")


def test_of_many_sites_the_worst_are_shown_and_the_rest_counted() -> None:
    sites = [target(str(number)) for number in range(600)]
    chart = strips_of(sites, {str(number): week(number // 10) for number in range(600)}, WEEK)
    assert len(chart.rows) == MOST_ROWS
    assert chart.rows[0].told == "59/168"
    assert chart.notes[0].endswith("其余540个中，530个有过打不开的记录。")


def test_nothing_probed_is_nothing_to_show() -> None:
    assert strips_of([target("1")], {}, WEEK).rows == ()


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=8), st.floats(50, 400))
def test_shares_fill_the_bar_and_everything_can_be_seen(counts: list[int], room: float) -> None:
    widths = shares(counts, room)
    assert [width > 0 for width in widths] == [count > 0 for count in counts]
    if any(counts):
        assert sum(widths) == pytest.approx(room)
        assert min(width for width in widths if width) >= 1.0


@given(st.text(max_size=80), st.floats(20, 200))
def test_names_are_cut_in_their_middle_to_the_room(text: str, room: float) -> None:
    short = fitted(text, room, 9)
    assert width_of(short, 9) <= room
    assert short == text or "…" in short


@given(st.text(alphabet="抽查合格，。abc1", max_size=200))
def test_lines_lose_nothing(text: str) -> None:
    assert "".join(lines_of(text, 60, 9)) == text


NAMES = ("宜昌市人民政府", "猇亭区人民政府", "名" * 60, "Hubei Yichang $x^2$ " * 4, "")
STRIPS = strips_of(
    [replace(target(str(n)), name=NAMES[n % len(NAMES)]) for n in range(55)],
    {str(n): week(n) for n in range(0, 55, 2)},
    WEEK,
)
ROWS = tuple(Row(name, "说明，" * 30, (5, number, 0)) for number, name in enumerate(NAMES))
BARS = Bars("bars", "结果" * 40, SERIES, ROWS, ("注",))
KINDS = tuple(Series(f"第{number}类名称" * 2, Tone.FAIR) for number in range(9))
MANY = Bars("many", "题", KINDS, (Row("行", "", (1,) * 9),))


def area(words: Words) -> tuple[float, float, float, float]:
    width = width_of(words.text, words.size)
    left = words.x - {"left": 0, "center": width / 2, "right": width}[words.align]
    return left, words.y - words.size / 2, left + width, words.y + words.size / 2


@pytest.mark.parametrize("chart", [STRIPS, BARS, MANY], ids=lambda chart: chart.name)
def test_nothing_overlaps_and_all_is_on_the_page(chart: Chart[Any]) -> None:
    page = lay_out(chart, "读者范围：内部")
    areas = [area(words) for words in page.words if words.text]
    assert min(one[0] for one in areas) >= -MARGIN and max(one[2] for one in areas) <= WIDTH + MARGIN
    assert max(one[3] for one in areas) <= page.height
    assert max(box.x + box.width for box in page.boxes) <= WIDTH + 0.01
    for one, other in combinations(areas, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_weeks_strips_of_a_citys_sites_fit_on_a_page() -> None:
    assert lay_out(STRIPS).height <= 225 / 25.4 * 72, "the text's height of GB/T 9704-2012"


@pytest.mark.parametrize("chart", [STRIPS, BARS], ids=lambda chart: chart.name)
@pytest.mark.parametrize("form", [drawing.svg, drawing.png])
def test_the_same_chart_gives_the_same_bytes(chart: Chart[Any], form: Any) -> None:
    assert form(chart, "hans") == form(chart, "hans")


def test_a_drawing_asks_nothing_of_the_network_and_tells_no_time() -> None:
    text = drawing.svg(STRIPS, "hans", "读者范围：内部").decode()
    assert re.findall(r"url\(|@import|<image|<script|<style|<metadata|<!|font|T\d\d:\d\d", text) == []
    links = re.findall(r'href="([^"]*)"', text)
    assert links and all(link.startswith("#availability-") for link in links)
    assert set(re.findall(r'https?://[^"]*', text)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_those_who_cannot_see_it_are_told() -> None:
    root = ET.fromstring(drawing.svg(BARS, "hans"))
    title, desc = root[0], root[1]
    assert (root.get("role"), title.text, desc.text) == ("img", BARS.title, BARS.description)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_plain_words(text: str) -> None:
    chart = replace(BARS, rows=(Row(text, "说明", (1, 0, 0)),))
    made = drawing.svg(chart, "hans").decode()
    root = ET.fromstring(made)
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags == {"svg", "title", "desc", "g", "defs", "path", "use"}
    assert {key.partition("}")[2] or key for element in root.iter() for key in element.attrib} <= {
        *("width", "height", "viewBox", "version", "role"),
        *("id", "d", "style", "transform", "href"),
    }
    assert hidden_in(made) == []


def test_text_that_looks_like_a_formula_is_none() -> None:
    drawing.png(replace(BARS, rows=(Row(r"$\frac{$", "甲", (1, 0, 0)),)), "hans")


def test_the_picture_is_as_wide_as_the_text() -> None:
    with Image.open(io.BytesIO(drawing.png(BARS, "hans"))) as picture:
        assert picture.width / picture.info["dpi"][0] * 25.4 == pytest.approx(156, abs=0.5)


def test_every_character_has_a_glyph_of_the_scripts_own_font() -> None:
    assert "NotoSansCJKsc" in drawing.inline(STRIPS, "hans")
    assert "NotoSansCJKtc" in drawing.inline(STRIPS, "hant")
    lacking = replace(BARS, rows=(Row("字\U0001f9ff", "", (1, 0, 0)),))
    with pytest.raises(Problem, match="已安装的字体都缺少这些字：\U0001f9ff"):
        drawing.svg(lacking, "hans")


def test_without_fonts_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", dict)
    with pytest.raises(Problem, match=r"图需要中文字体.*apt-get install fonts-noto-cjk"):
        drawing.svg(BARS, "hans")


def test_the_kinds_have_charts() -> None:
    assert {STRIPS.name, by_level(judgement(), True).name, by_platform(judgement(), True).name} < set(Kind)
    assert isinstance(STRIPS, Strips)
