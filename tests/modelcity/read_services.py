"""Plain readings of services, their guides, forms and statistics: whether a site has nothing wrong."""

from __future__ import annotations

import re
from datetime import date

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look, tokens

SERVICES = r"办事服务|网上办事|办事指南|政务服务|便民服务"
STATISTICS = r"办事统计|办件统计|办件公示"
ELEMENTS = (
    ("事项名称", "项目名称", "服务事项"),
    ("设定依据", "法定依据", "政策依据", "办理依据"),
    ("申请条件", "受理条件", "申报条件", "准予条件"),
    ("办理地点", "窗口地址", "办公地址", "受理地点"),
    ("办理机构", "受理机构", "实施机关", "责任单位"),
    ("收费标准", "收费依据及标准", "收费情况", "是否收费"),
    ("办理时间", "承诺时限", "工作时间", "法定时限"),
    ("联系电话", "咨询电话", "咨询方式", "咨询及投诉电话"),
    ("办理流程", "办理程序", "办事流程", "办理环节"),
)
MATERIALS = {"办理材料", "申报材料", "所需材料", "申请材料"}
NAMES = {name for names in ELEMENTS for name in names} | MATERIALS
NO_TEXT = "详见窗口"
MANY, CLASSES = 5, 4
MONTH_AGO = date(2021, 2, 12)


def _columns(look: Look) -> list[str]:
    return [url for url in look.menu(SERVICES) if look.opens(url)]


def _items(look: Look) -> list[str]:
    """The addresses of all guides, those behind pages of categories too."""
    pages = list(_columns(look))
    pages += [url for page in pages for _name, url in look.links(page) if "/class_" in url]
    return list(dict.fromkeys(url for page in pages for _name, url in look.links(page) if "/item_" in url))


def _texts(look: Look, item: str) -> list[str]:
    return [
        re.sub(r"^[一二三四五六七八九十]、|[【：]$|^】", "", text)
        for text in tokens(re.sub("[【】]", "<i>", look.text(item)))
    ]


def _said(texts: list[str], names: tuple[str, ...]) -> bool:
    following = [texts[n + 1] for n, text in enumerate(texts[:-1]) if text in names]
    return any(text not in NAMES and text != NO_TEXT for text in following)


def _missing(look: Look, item: str) -> int:
    """How many of the ten classes a guide lacks; a file is not read."""
    if item.endswith(".pdf"):
        return 0
    texts = _texts(look, item)
    return sum(not _said(texts, names) for names in ELEMENTS) + (not _materials(texts))


def _materials(texts: list[str]) -> list[str]:
    return [text for text in texts if re.match(r"\d\.\D", text)]


def _offered(look: Look) -> bool:
    return bool(_items(look))


def _few_poor(look: Look) -> bool:
    return sum(_missing(look, item) >= CLASSES for item in _items(look)) < MANY


def _not_all_poor(look: Look) -> bool:
    items = _items(look)
    return len(items) >= MANY or any(_missing(look, item) < CLASSES for item in items)


def _clear(look: Look, item: str) -> bool:
    materials = [] if item.endswith(".pdf") else _materials(_texts(look, item))
    vague = any(re.search(r"其他材料|相关材料|等材料", text) for text in materials)
    return not vague and all(re.search("原件|复印件", text) for text in materials)


def _basis_told(look: Look, item: str) -> bool:
    """Whether the basis is quoted, not only named."""
    return item.endswith(".pdf") or any(re.match("《.+》第.+条：", text) for text in _texts(look, item))


def _whole(look: Look) -> bool:
    checks = (
        lambda item: not _missing(look, item),
        lambda item: _clear(look, item),
        lambda item: _basis_told(look, item),
    )
    return all(check(item) for item in _items(look) for check in checks)


def _obtainable(look: Look, item: str, forms: str) -> bool:
    if item.endswith(".pdf"):
        return True
    name = next(text for text, url in _guides(look) if url == item)
    links = [url for text, url in look.links(item) if re.search("申请表|空表", text)]
    return any(look.opens(url) for url in links if url != item) or f"{name}申请表" in forms


def _guides(look: Look) -> list[tuple[str, str]]:
    pages = list(_columns(look))
    pages += [url for page in pages for _name, url in look.links(page) if "/class_" in url]
    return [link for page in pages for link in look.links(page)]


def _forms(look: Look) -> bool:
    collected = "".join(look.text(url) for url in look.menu("表格下载"))
    return all(_obtainable(look, item, collected) for item in _items(look))


def _counted(look: Look) -> bool:
    newest = [look.newest(url) for url in look.menu(STATISTICS)]
    lines = "".join(look.text(url) for url in _columns(look))
    return any(day >= MONTH_AGO for day in newest if day) or "截至2021年3月11日" in lines


def _by_category(look: Look) -> bool:
    return any(
        re.search(r"<h3>|事项类别|/?class_\d", look.text(page)) for page in _columns(look) if _has_items(look, page)
    )


def _has_items(look: Look, page: str) -> bool:
    return any(re.search("/item_|/class_", url) for _name, url in look.links(page))


READINGS = {
    Indicator.SITE_6A: _offered,
    Indicator.SITE_6B: _few_poor,
    Indicator.SITE_6C: _not_all_poor,
    Indicator.SERVICE_GUIDES: _whole,
    Indicator.SERVICE_FORMS: _forms,
    Indicator.SERVICE_STATISTICS: _counted,
    Indicator.SERVICE_CATALOGUE: _by_category,
}
