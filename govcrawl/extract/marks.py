"""The marks that every page's foot must carry (国办发〔2017〕47号), as seen: what stands in a comment is absent."""

from __future__ import annotations

import re
from itertools import chain

from govcrawl.extract.places import matches_at
from govcrawl.extract.record import Marks
from govcrawl.extract.tree import Tree, flat

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼蜀滇黔陇"
FOOT = 4_000
SITE_CODE = re.compile(r"标识码\s*(?:为|是)?\s*[:：]?\s*((?:bm|BM)\d{8}|\d{10})(?!\d)")
ICP_WORDS = ("ICP", "icp", "Icp")
ICP = (
    re.compile(rf"[{PROVINCES}]\s?ICP\s?[备证]\s?[A-Za-z]{{0,2}}\d?-?\d{{6,8}}\s?号(?:\s?[-－—]\s?\d{{1,3}})?", re.I),
    re.compile(
        rf"ICP\s?(?:证|备案?)[号\s]*[:：]?\s*[{PROVINCES}]?\s?[A-Z]?\d?-?\d{{6,8}}\s?号?(?:\s?[-－—]\s?\d{{1,3}})?",
        re.I,
    ),
)
POLICE_WORDS = ("公网安备", "网警备案", "公安备案", "公安机关备案")
POLICE = (
    re.compile(rf"[{PROVINCES}]\s?公网安备\s?[:：]?\s?\d{{10,14}}\s?号?"),
    re.compile(r"(?:公网安备|网警备案号?|公安备案号?|公安机关备案号?)\s?[:：]?\s?[A-Z]?\d{10,14}\s?号?"),
)
ORGANISER = re.compile(
    r"主办(?:单位)?\s?[:：]\s?([^\n\x1f|｜]{2,60}?)(?=\s{2,}|承办|协办|维护|技术|版权|地址|电话|联系|备案|网站|Copyright|$|\n|\x1f|\||｜)"
)
CONTACT_WORDS = ("电话", "方式", "热线")
CONTACT = re.compile(r"(?:电话|方式|热线)\s?[:：]\s?((?:\(?0\d{2,3}\)?[-－—\s]?)?\d{7,8}(?!\d)|1\d{10}|12345)")
CONTACT_LINK = re.compile(r"^联系(?:我们|方式)$")
CONAC = ("dcs.conac.cn", "_ideConac")
CONAC_LINK = "a:is([href*='conac.cn'],[title*='conac.cn'])"
CONAC_WORDS = ("conac", "dzjg", "red.png", "blue.png", "dangzheng", "jgbs")
CONAC_PICTURE = re.compile(r"conac|dzjg|(?:^|/)a?red\.png|(?:^|/)blue\.png|dangzheng|dzjgbs|jgbs", re.I)
INSTITUTION = re.compile(r"blue\.png|事业单位", re.I)
MAYBE_JIUCUO = (
    "a:is([title*='找错'],[href*='errorInfo' i],[href*='/jiucuo' i],[href*='exposure' i],[href*='www.gov.cn' i])"
)
JIUCUO_LINK = re.compile(r"errorInfo|/jiucuo|exposure|zfwzxx\.www\.gov\.cn|zfwzgl\.www\.gov\.cn", re.I)
WELL_FORMED = re.compile(r"^(?:\d{10}|bm\d{8})$", re.I)
BARE_CODE = re.compile(r"^(?:bm)?\d{6,12}$", re.I)
CODE = re.compile(r"(?:site_?code|v)=((?:bm)?\d{8,10})", re.I)


def read_marks(tree: Tree) -> Marks:
    """The marks visible on a page. The 找错 mark is the code of its widget, or the address or words of its link."""
    text = tree.plain.replace("\x1f", "")
    foot = text[-FOOT:]
    return Marks(
        site_code=_first(SITE_CODE, text, ("标识码",), group=1),
        icp=_first(ICP[0], text, ICP_WORDS, before=2) or _first(ICP[1], text, ICP_WORDS),
        police=_first(POLICE[0], text, POLICE_WORDS, before=2) or _first(POLICE[1], text, POLICE_WORDS),
        conac=_has_conac(tree),
        jiucuo=_jiucuo_script(tree) or _jiucuo_link(tree) or _jiucuo_picture(tree),
        organiser=_organiser(foot),
        contact=_first(CONTACT, foot, CONTACT_WORDS, group=1) or _contact_link(tree),
    )


def code_doubts(marks: Marks, tags: dict[str, str]) -> list[str]:
    """Doubts about site codes: the footer's, the tag's and the 找错 widget's must be one well-formed code."""
    widget = marks.jiucuo if marks.jiucuo and BARE_CODE.match(marks.jiucuo) else None
    tag = tags.get("SiteIDCode", "").strip()
    codes = (("页脚", marks.site_code), ("标签 SiteIDCode", tag), ("找错组件", widget))
    told = [(place, code) for place, code in codes if code]
    doubts = [f"{place}的网站标识码“{code}”格式不对" for place, code in told if not WELL_FORMED.match(code)]
    if len({code.lower() for _, code in told}) > 1:
        doubts.append("网站标识码互相矛盾：" + "，".join(f"{place} {code}" for place, code in told))
    return doubts


def _first(pattern: re.Pattern[str], text: str, words: tuple[str, ...], before: int = 0, group: int = 0) -> str | None:
    match = next(matches_at(text, pattern, words, before), None)
    return flat(match.group(group)) if match else None


def _organiser(text: str) -> str | None:
    match = ORGANISER.search(text)
    return flat(match.group(1)).strip(" ，,。;；") or None if match else None


def _contact_link(tree: Tree) -> str | None:
    """Where a link named 联系我们 leads."""
    named = (piece.node.link for piece in tree.pieces_with("联系") if piece.node.link is not None)
    for link in chain(named, (tree.node(order) for _, order in tree.short_links(0))):
        if CONTACT_LINK.match(tree.text_of(link) or link.get("title")):
            return link.get("href") or "联系我们"
    return None


def _has_conac(tree: Tree) -> bool:
    """The party-and-government mark, by link, script or picture; the public institutions' blue one is another mark."""
    named = [(f"{image.get('src')} {image.get('id')}", image) for image in tree.shelf("img")]
    lowered = "\n".join([name for name, _ in named]).lower()
    hinted = any(word in lowered for word in CONAC_WORDS)
    pictures = [image for name, image in named if hinted and CONAC_PICTURE.search(name)]
    if any(INSTITUTION.search(f"{picture.get('src')} {picture.get('alt')}") for picture in pictures):
        return False
    if pictures or not tree.code_words.isdisjoint(CONAC):
        return True
    sources = (node.get("src") for _, node in tree.scripts)
    return any(word in source for source in sources for word in CONAC) or tree.has(CONAC_LINK)


def _jiucuo_script(tree: Tree) -> str | None:
    inline = "jiucuo" in tree.code_words
    for source, node in tree.scripts:
        if node.get("id") == "_jiucuo_" or "jiucuo.js" in node.get("src"):
            return node.get("sitecode") or _code_in(source) or "找错组件"
        if inline and ("_jiucuo_" in source or "jiucuo.js" in source):
            return _code_in(source) or "找错组件"
    return None


def _jiucuo_link(tree: Tree) -> str | None:
    shown = "找错" in tree.text
    if not shown and not tree.has(MAYBE_JIUCUO):
        return None
    for link in tree.links:
        href = link.get("href")
        worded = shown and "找错" in tree.text[link.start : link.end]
        if worded or "找错" in link.get("title") or JIUCUO_LINK.search(href):
            code = CODE.search(href)
            return code.group(1) if code else (href or "找错链接")
    return None


def _jiucuo_picture(tree: Tree) -> str | None:
    for image in tree.shelf("img"):
        if "找错" in image.get("alt") or "jiucuo" in image.get("src").lower():
            return image.get("src")
    return None


def _code_in(source: str) -> str | None:
    match = re.search(r"site_?code[^0-9b]{1,12}((?:bm)?\d{8,10})", source, re.I)
    return match.group(1) if match else None
