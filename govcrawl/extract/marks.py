"""The marks that every page's foot must carry (国办发〔2017〕47号), as seen: what stands in a comment is absent."""

from __future__ import annotations

import re

from govcrawl.extract.record import Marks
from govcrawl.extract.tree import Tree, flat

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼蜀滇黔陇"
FOOT = 4_000
SITE_CODE = re.compile(r"(?:网站)?标识码\s*(?:为|是)?\s*[:：]?\s*((?:bm|BM)\d{8}|\d{10})(?!\d)")
ICP = (
    re.compile(rf"[{PROVINCES}]\s?ICP\s?[备证]\s?[A-Za-z]{{0,2}}\d?-?\d{{6,8}}\s?号(?:\s?[-－—]\s?\d{{1,3}})?", re.I),
    re.compile(
        rf"ICP\s?(?:证|备案?)[号\s]*[:：]?\s*[{PROVINCES}]?\s?[A-Z]?\d?-?\d{{6,8}}\s?号?(?:\s?[-－—]\s?\d{{1,3}})?",
        re.I,
    ),
)
POLICE = (
    re.compile(rf"[{PROVINCES}]\s?公网安备\s?[:：]?\s?\d{{10,14}}\s?号?"),
    re.compile(r"(?:公网安备|网警备案号?|公安备案号?|公安机关备案号?)\s?[:：]?\s?[A-Z]?\d{10,14}\s?号?"),
)
ORGANISER = re.compile(
    r"主办(?:单位)?\s?[:：]\s?([^\n\x1f|｜]{2,60}?)(?=\s{2,}|承办|协办|维护|技术|版权|地址|电话|联系|备案|网站|Copyright|$|\n|\x1f|\||｜)"
)
CONTACT = re.compile(r"(?:联系)?(?:电话|方式|热线)\s?[:：]\s?((?:\(?0\d{2,3}\)?[-－—\s]?)?\d{7,8}(?!\d)|1\d{10}|12345)")
CONTACT_LINK = re.compile(r"^联系(?:我们|方式)$")
CONAC = ("dcs.conac.cn", "_ideConac")
INSTITUTION = re.compile(r"blue\.png|事业单位", re.I)
JIUCUO_LINK = re.compile(r"errorInfo|/jiucuo|exposure|zfwzxx\.www\.gov\.cn|zfwzgl\.www\.gov\.cn", re.I)
WELL_FORMED = re.compile(r"^(?:\d{10}|bm\d{8})$", re.I)
BARE_CODE = re.compile(r"^(?:bm)?\d{6,12}$", re.I)
CODE = re.compile(r"(?:site_?code|v)=((?:bm)?\d{8,10})", re.I)


def read_marks(tree: Tree) -> Marks:
    """The marks visible on a page. The 找错 mark is the code of its widget, or the address or words of its link."""
    text = tree.plain.replace("\x1f", "")
    foot = text[-FOOT:]
    return Marks(
        site_code=_first((SITE_CODE,), text, 1) if "标识码" in text else None,
        icp=_first(ICP, text) if "ICP" in text or "icp" in text else None,
        police=_first(POLICE, text) if "备" in text else None,
        conac=_has_conac(tree),
        jiucuo=_jiucuo(tree),
        organiser=_organiser(foot),
        contact=_first((CONTACT,), foot, 1) or _contact_link(tree),
    )


def code_doubts(marks: Marks, tags: dict[str, str]) -> list[str]:
    """Doubts about site codes: the footer's, the tag's and the 找错 widget's must be one well-formed code."""
    widget = marks.jiucuo if marks.jiucuo and BARE_CODE.match(marks.jiucuo) else None
    tag = tags.get("SiteIDCode", "").strip()
    places = (("页脚", marks.site_code), ("标签 SiteIDCode", tag), ("找错组件", widget))
    told = [(place, code) for place, code in places if code]
    doubts = [f"{place}的网站标识码“{code}”格式不对" for place, code in told if not WELL_FORMED.match(code)]
    if len({code.lower() for _, code in told}) > 1:
        doubts.append("网站标识码互相矛盾：" + "，".join(f"{place} {code}" for place, code in told))
    return doubts


def _first(patterns: tuple[re.Pattern[str], ...], text: str, group: int = 0) -> str | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            return flat(match.group(group))
    return None


def _organiser(text: str) -> str | None:
    name = _first((ORGANISER,), text, 1)
    return name.strip(" ，,。;；") if name else None


def _contact_link(tree: Tree) -> str | None:
    return next(
        (
            link.get("href") or "联系我们"
            for link in tree.links
            if link.end - link.start <= 12 and CONTACT_LINK.match(tree.text_of(link) or link.get("title"))
        ),
        None,
    )


def _has_conac(tree: Tree) -> bool:
    """The party-and-government mark, by link, script or picture; the public institutions' blue one is another mark."""
    places = [
        f"{image.get('src')} {image.get('alt')}"
        for image in tree.images
        if _near_conac(image.get("src"), image.get("id"))
    ]
    if any(INSTITUTION.search(place) for place in places):
        return False
    if places:
        return True
    if any("conac.cn" in link.get("href") for link in tree.links):
        return True
    return any(word in text for source, node in tree.scripts for text in (source, node.get("src")) for word in CONAC)


def _near_conac(source: str, identity: str) -> bool:
    return bool(
        re.search(r"conac|dzjg|(?:^|/)a?red\.png|(?:^|/)blue\.png|dangzheng|dzjgbs|jgbs", f"{source} {identity}", re.I)
    )


def _jiucuo(tree: Tree) -> str | None:
    for source, node in tree.scripts:
        if node.get("id") == "_jiucuo_" or "jiucuo.js" in node.get("src"):
            return node.get("sitecode") or _code_in(source) or "找错组件"
        if "_jiucuo_" in source or "jiucuo.js" in source:
            return _code_in(source) or "找错组件"
    for link in tree.links:
        href = link.get("href")
        if "找错" in tree.text[link.start : link.end] or "找错" in link.get("title") or JIUCUO_LINK.search(href):
            code = CODE.search(href)
            return code.group(1) if code else (href or "找错链接")
    return next(
        (
            image.get("src")
            for image in tree.images
            if "找错" in image.get("alt") or "jiucuo" in image.get("src").lower()
        ),
        None,
    )


def _code_in(source: str) -> str | None:
    match = re.search(r"site_?code[^0-9b]{1,12}((?:bm)?\d{8,10})", source, re.I)
    return match.group(1) if match else None
