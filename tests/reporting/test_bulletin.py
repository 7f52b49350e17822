"""The bulletin of the second office: failing sites and accounts, named in full, one decimal, accountability."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from govcrawl.storage.models import Round
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

ROUND = ("--round", "2021Q1")
HOME_FAILS, COLUMNS_FAIL, ONE_LATE = "4205260014", "4205280019", "4205000033"
STALE = date(2020, 12, 1)


def build(*words: str) -> dict[str, Any]:
    return dict(json.loads(check("build", *ROUND, "--format", "json", "--draft", *words)))


def confirm_everything(*people: str) -> None:
    for person in people:
        judged = json.loads(check("judge", *ROUND, "--json"))["targets"]
        handles = [one["id"] for target in judged for one in target["findings"] if one["standing"] != "clear"]
        check("review", "confirm", *handles, *ROUND, "--person", person, "--reason", "打开核对")


@pytest.fixture
def failing(second_office: Office) -> Office:
    """A stale home page, five late columns, one late column, two stale accounts."""
    late = {HOME_FAILS: date(2021, 2, 10)}
    late |= dict.fromkeys(second_office.columns(COLUMNS_FAIL)[:5], STALE)
    late |= dict.fromkeys(second_office.columns(ONE_LATE)[:1], date(2019, 1, 1))
    second_office.healthy(late, dict.fromkeys(second_office.sampled_accounts()[:2], STALE))
    return second_office


def test_failing_targets_are_counted_named_and_listed(failing: Office) -> None:
    confirm_everything("样例甲", "样例乙")
    bulletin = build()
    text = "\n".join(bulletin["paragraphs"])
    assert "合格53家，不合格2家，合格率96.4%；3家网站存在不同程度的问题" in text
    assert "（一）2家网站不合格。兴山县人民政府、长阳土家族自治县人民政府网站触及单项否决指标" in text
    assert "（二）1家网站日常维护不到位。宜昌市教育局网站有栏目未按期更新" in text
    assert "（三）2个政务新媒体账号超过2周未更新。样例账号" in text
    assert "约谈6人次、责令作出书面检查3人次，合计9人次" in text
    rows = {row[1]: row[5:] for row in bulletin["annexes"][0]["rows"]}
    assert rows[HOME_FAILS] == ["不合格", "首页超过2周未更新"]
    assert rows[COLUMNS_FAIL] == ["不合格", "5个栏目未按期更新"]
    assert rows[ONE_LATE] == ["合格", "1个栏目未按期更新"]
    assert bulletin["annexes"][0]["rows"][0][6] == "—"


def test_one_name_is_not_enough_for_a_failed_target(failing: Office) -> None:
    confirm_everything("样例甲")
    result = report("build", *ROUND)
    assert result.exit_code == 2
    named = {code for code in (HOME_FAILS, COLUMNS_FAIL, ONE_LATE) if code in result.stderr}
    assert named == {HOME_FAILS, COLUMNS_FAIL}
    again = report("review", "confirm", *waiting(), *ROUND, "--person", "样 例甲", "--reason", "再看")
    assert (again.exit_code, "须由另一人确认" in again.stderr) == (2, True)
    assert report("build", *ROUND).exit_code == 2
    confirm_everything("样例乙")
    assert "已印发" in check("build", *ROUND)


def waiting() -> list[str]:
    return re.findall(r"│ ([0-9a-f]{10}) │", check("review", "list", *ROUND))


def test_figures_close(failing: Office) -> None:
    confirm_everything("样例甲", "样例乙")
    text = "\n".join(build()["paragraphs"])
    sites, portals, departments = (
        int(n) for n in re.findall(r"（(\d+)家）.*门户网站(\d+)家、部门网站(\d+)家", text)[0]
    )
    assert sites == portals + departments
    total, *groups = (int(n) for n in re.findall(r"(\d+)个账号（\D+(\d+)个、\D+(\d+)个、\D+(\d+)个）", text)[0])
    assert total == sum(groups)
    sampled, good, bad = (int(n) for n in re.findall(r"抽取(\d+)个.*合格(\d+)个，不合格(\d+)个", text)[0])
    assert sampled == good + bad


def test_a_draft_tells_the_machines_findings_and_says_so(failing: Office) -> None:
    draft = check("build", *ROUND, "--draft")
    assert draft.startswith("> **草稿，仅供内部复核")
    assert "2家网站不合格" in draft
    assert [row[5] for row in build()["annexes"][0]["rows"]].count("未定") == 3


def test_every_script_from_one_round(failing: Office) -> None:
    hans, hant = build(), build("--script", "hant")
    assert (hans["title"][-5:], hant["title"][-5:]) == ("情况的通报", "情況的通報")
    assert hans["annexes"][0]["rows"][0][3] == hant["annexes"][0]["rows"][0][3]


def reword(office: Office, change: Callable[[str], str]) -> None:
    with office.session() as session:
        text = change(session.get_one(Round, office.round).wording)
        session.execute(update(Round).where(Round.name == office.round).values(wording=text))


def test_problems_that_the_text_passes_over_refuse_an_issue(failing: Office) -> None:
    confirm_everything("样例甲", "样例乙")
    reword(failing, lambda text: re.sub(r"\[\[bulletin\.statements\]\]\nof = \"账号\"(.|\n)*?\n\n", "", text))
    result = report("build", *ROUND)
    assert (result.exit_code, "在正文中没有相应的表述" in result.stderr) == (2, True)


def test_naming_a_unit_without_the_problem_refuses_an_issue(failing: Office) -> None:
    confirm_everything("样例甲", "样例乙")
    named = 'named = ["4205000004"]\nphrase = "{个数}家网站日常'
    reword(failing, lambda text: text.replace('phrase = "{个数}家网站日常', named))
    result = report("build", *ROUND)
    assert (result.exit_code, "4205000004" in result.stderr) == (2, True)
    assert build()["draft"] is True


def test_without_problems_the_text_says_so(second_office: Office) -> None:
    second_office.healthy()
    text = "\n".join(build()["paragraphs"])
    assert "检查未发现问题。" in text
    assert "检查对象全部合格，本季度没有问责。" in text
    assert "合格率100.0%" in text
