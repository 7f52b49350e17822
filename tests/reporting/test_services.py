"""办事服务: whether there is any, what sampled guides lack, forms, categories, statistics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from govcrawl.items import GuideElement
from govcrawl.vocabulary import GuidePart, GuideRemark, Indicator, LinkKind, Outcome, PageRole, Reading
from reporting.judge import services
from reporting.judge.facts import Link, Page
from reporting.standard.rule import Fault
from tests.reporting.cases import ago
from tests.reporting.sampled_cases import FULL, POOR, categories, guide, page
from tests.reporting.test_interaction import FRONT, findings

PASS, FAIL, SUSPECT, UNCHECKED = Outcome.PASS, Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED
SPARED = Outcome.NOT_APPLICABLE
FILE = Link("http://a/b.doc", "附件", LinkKind.FILE)
UNREAD = {GuideRemark.UNREAD: "部分内容可能在图片中"}


def service(at: str = "fw/", **other: Any) -> Page:
    return page(PageRole.SERVICE, at, **other)


def counted(days: int) -> Page:
    return page(PageRole.STATISTICS, f"tj{days}/", newest=ago(days))


def closed(at: str) -> Page:
    return page(PageRole.GUIDE, at, reading=Reading.FAILED)


def guides(number: int, parts: dict[GuidePart, str], remarks: dict[GuideRemark, str] | None = None) -> list[Page]:
    return [guide(f"{'p' if parts is POOR else 'f'}{n}", parts, remarks) for n in range(number)]


@pytest.mark.parametrize(
    ("pages", "outcome"),
    [
        ((), UNCHECKED),
        ((FRONT,), SUSPECT),
        ((FRONT, service(), guide("g", FULL)), PASS),
        ((FRONT, service()), SUSPECT),
        ((FRONT, service("http://zwfw.b.gov.cn/")), PASS),
        ((FRONT, service("http://zwfw.b.gov.cn/", reading=Reading.UNREADABLE)), SUSPECT),
        ((FRONT, service("http://zwfw.b.gov.cn/", reading=Reading.FAILED)), UNCHECKED),
    ],
)
def test_whether_services_are_offered(pages: tuple[Page, ...], outcome: Outcome) -> None:
    (found,) = findings(services.service, Indicator.SITE_6A, *pages)
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("pages", "poor", "every"),
    [
        ([], [UNCHECKED], [UNCHECKED]),
        (guides(6, FULL), [PASS], [SPARED]),
        ([*guides(5, POOR), *guides(1, FULL)], [SUSPECT] * 5, [SPARED]),
        ([*guides(2, POOR), *guides(4, FULL)], [SUSPECT] * 2, [SPARED]),
        (guides(5, POOR, UNREAD), [UNCHECKED] * 5, [SPARED]),
        (guides(4, POOR), [SPARED], [SUSPECT]),
        ([*guides(3, POOR), *guides(1, FULL)], [SPARED], [PASS]),
        ([*guides(3, POOR), closed("x")], [SPARED], [UNCHECKED]),
        (guides(2, POOR, UNREAD), [SPARED], [UNCHECKED]),
        ([closed("x")], [UNCHECKED], [UNCHECKED]),
        ([service("http://zwfw.b.gov.cn/")], [UNCHECKED], [UNCHECKED]),
        ([page(PageRole.GUIDE, "news"), *guides(6, FULL)], [PASS], [SPARED]),
        ([*guides(2, POOR), *guides(3, FULL)], [PASS], [SPARED]),
        ([*guides(2, POOR), *guides(2, FULL), closed("x")], [SUSPECT] * 2, [SPARED]),
    ],
)
def test_guides_that_lack_four_classes(pages: Iterable[Page], poor: list[Outcome], every: list[Outcome]) -> None:
    found = findings(services.lacking_guides, Indicator.SITE_6B, FRONT, *pages)
    assert [one.outcome for one in found] == poor
    assert [one.outcome for one in findings(services.all_guides, Indicator.SITE_6C, FRONT, *pages)] == every


def test_three_classes_are_not_yet_four() -> None:
    three = {part: text for part, text in FULL.items() if part not in list(GuidePart)[-3:]}
    pages = [guide(f"{n}", three) for n in range(5)]
    assert [one.outcome for one in findings(services.lacking_guides, Indicator.SITE_6B, FRONT, *pages)] == [PASS]


def without(*parts: GuidePart) -> dict[GuidePart, str]:
    return {part: text for part, text in FULL.items() if part not in parts}


@pytest.mark.parametrize(
    ("parts", "remarks", "expected"),
    [
        (FULL, {}, []),
        (without(GuidePart.FEE), {}, [(SUSPECT, Fault.ELEMENT, "缺少收费标准")]),
        (FULL | {GuidePart.FEE: ""}, {}, [(SUSPECT, Fault.ELEMENT, "收费标准没有内容")]),
        (FULL | {GuidePart.FEE: "详见窗口"}, {}, [(SUSPECT, Fault.ELEMENT, "收费标准只写“详见窗口”")]),
        (
            FULL | {GuidePart.FEE: "具体请咨询服务窗口。"},
            {},
            [(SUSPECT, Fault.ELEMENT, "收费标准只写“具体请咨询服务窗口。”")],
        ),
        (FULL | {GuidePart.PLACE: "市政务服务中心3号窗口"}, {}, []),
        (FULL | {GuidePart.PROCESS: "到窗口提交申请，当场办结"}, {}, []),
        (FULL | {GuidePart.MATERIALS: "身份证、户口本"}, {}, [(SUSPECT, Fault.FORMAT, "材料形式不明确")]),
        (FULL | {GuidePart.MATERIALS: "（页签）"}, {}, []),
        (FULL, {GuideRemark.CATCH_ALL: "其他材料"}, [(FAIL, Fault.CATCH_ALL, "“其他材料”")]),
        (FULL, {GuideRemark.VAGUE: "等相关材料"}, [(SUSPECT, Fault.CATCH_ALL, "“等相关材料”")]),
        (FULL | {GuidePart.BASIS: "《甲法》第三条"}, {}, [(SUSPECT, Fault.BASIS, "依据：《甲法》第三条")]),
        (FULL | {GuidePart.BASIS: "《甲法》第三条"}, {GuideRemark.BASIS_LINK: "《甲法》"}, []),
        (FULL | {GuidePart.BASIS: "《甲法》第三条：申请人应当提交身份证明。"}, {}, []),
        ({GuidePart.NAME: "甲"}, {}, [(SUSPECT, Fault.NO_GUIDE, "没有办事指南的内容")]),
        (without(GuidePart.FEE), UNREAD, [(UNCHECKED, Fault.ELEMENT, "没有读全，未见收费标准")]),
        (
            without(GuidePart.FEE),
            {**UNREAD, GuideRemark.CATCH_ALL: "其他材料"},
            [(FAIL, Fault.CATCH_ALL, "“其他材料”"), (UNCHECKED, Fault.ELEMENT, "没有读全，未见收费标准")],
        ),
        (FULL, UNREAD, []),
    ],
)
def test_what_one_guide_lacks(
    parts: dict[GuidePart, str], remarks: dict[GuideRemark, str], expected: list[tuple[Outcome, Fault, str]]
) -> None:
    found = findings(services.guides, Indicator.SERVICE_GUIDES, FRONT, guide("g", parts, remarks))
    told = [(one.outcome, one.fault, one.values) for one in found]
    assert told == (expected or [(PASS, None, "抽查1个办事指南")])


def test_five_guides_are_judged_and_two_for_forms() -> None:
    pages = guides(9, POOR)
    found = findings(services.guides, Indicator.SERVICE_GUIDES, FRONT, *pages)
    assert len({one.key.subject.split()[0] for one in found}) == 5
    assert len(findings(services.forms, Indicator.SERVICE_FORMS, FRONT, *pages)) == 2


def test_items_that_only_send_to_the_counter_lack_four_classes() -> None:
    sent = FULL | dict.fromkeys(list(GuidePart)[1:5], "详见办事窗口")
    (found,) = findings(services.all_guides, Indicator.SITE_6C, FRONT, guide("g", sent))
    assert found.outcome is SUSPECT


def lost(state: str = "页面不存在（404）") -> Page:
    failed = page(PageRole.FORM, FILE.url, reading=Reading.FAILED)
    return replace(failed, look=replace(failed.look, failure=state))


ASKING = FULL | {GuidePart.MATERIALS: "1.《婚姻登记申请表》原件1份"}


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (guide("g", ASKING), SUSPECT),
        (guide("g", ASKING, None, FILE), PASS),
        (guide("g", ASKING, None, Link("http://a/x", "申请表下载", LinkKind.PAGE)), PASS),
        (guide("g", ASKING, None, Link("http://a/x", "首页", LinkKind.PAGE)), SUSPECT),
        (guide("g", ASKING, UNREAD), UNCHECKED),
        (guide("g", FULL), PASS),
        (guide("g", FULL, {GuideRemark.FORM: "居住证申请表.doc"}), SUSPECT),
        (guide("g", FULL, {GuideRemark.FORM: "居住证申请表.doc"}, FILE), PASS),
    ],
)
def test_a_form_that_is_asked_for_can_be_got(one: Page, outcome: Outcome) -> None:
    assert [found.outcome for found in findings(services.forms, Indicator.SERVICE_FORMS, FRONT, one)] == [outcome]


@pytest.mark.parametrize(
    ("files", "outcome", "told"),
    [
        ((), PASS, ""),
        ((page(PageRole.FORM, FILE.url),), PASS, ""),
        ((lost(),), SUSPECT, "附件打不开：http://a/b.doc"),
        ((lost("连接超时"),), PASS, ""),
    ],
)
def test_a_form_that_is_offered_must_be_there(files: tuple[Page, ...], outcome: Outcome, told: str) -> None:
    (found,) = findings(services.forms, Indicator.SERVICE_FORMS, FRONT, guide("g", ASKING, None, FILE), *files)
    assert (found.outcome, told in found.values) == (outcome, True)


def headed(*names: str) -> Page:
    return service(guide=tuple(GuideElement(GuideRemark.CATEGORY, name) for name in names))


def below(category: str) -> tuple[Page, ...]:
    """A category's page of items, and one of its items."""
    own = page(PageRole.GUIDE, category)
    item = guide(f"{category}g", FULL)
    return own, replace(item, list_url=own.look.url)


@pytest.mark.parametrize(
    ("pages", "outcome"),
    [
        ((service(links=categories()),), PASS),
        ((headed("社会保障", "户籍证件"),), PASS),
        ((headed("社会保障"),), SUSPECT),
        ((headed("社会保障"), *guides(4, FULL)), PASS),
        ((headed("社会保障"), *guides(5, FULL)), SUSPECT),
        ((service(), *below("a/"), *below("b/")), PASS),
        ((service(), *below("a/"), *guides(4, FULL)), SUSPECT),
        ((service(links=categories()[:1]),), SUSPECT),
        ((service("http://zwfw.b.gov.cn/"),), UNCHECKED),
        ((), SUSPECT),
    ],
)
def test_items_by_category(pages: tuple[Page, ...], outcome: Outcome) -> None:
    (found,) = findings(services.catalogue, Indicator.SERVICE_CATALOGUE, FRONT, *pages)
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("pages", "outcome", "fault"),
    [
        ((counted(30),), PASS, None),
        ((counted(32),), FAIL, Fault.STATISTICS_LATE),
        ((counted(93),), FAIL, Fault.STATISTICS_OLD),
        ((counted(93), page(PageRole.STATISTICS, "tj2/", reading=Reading.FAILED)), SUSPECT, Fault.STATISTICS_OLD),
        (
            (counted(93), counted(3)),
            PASS,
            None,
        ),
        ((page(PageRole.STATISTICS, "tj/"),), SUSPECT, Fault.STATISTICS_OLD),
        ((), SUSPECT, Fault.NO_STATISTICS),
    ],
)
def test_statistics_of_services(pages: tuple[Page, ...], outcome: Outcome, fault: Fault | None) -> None:
    (found,) = findings(services.statistics, Indicator.SERVICE_STATISTICS, FRONT, *pages)
    assert (found.outcome, found.fault) == (outcome, fault)
