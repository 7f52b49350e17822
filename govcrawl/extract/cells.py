"""Runs of text that say a day: alone, behind a label, or beside words about the source; never inside a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress, islice

from govcrawl.extract.dates import DECORATION, Found, full_dates, whole_date
from govcrawl.extract.labels import REACH, TRAILING, WORDS, Weight, label_before
from govcrawl.extract.places import places
from govcrawl.extract.tree import Node, Piece, Tree, bare

DIGIT, WIDE_DIGIT = re.compile("[0-9]"), re.compile("[0-9０-９]")
WRITTEN = re.compile("年.{0,4}月")
RELATIVE_WORDS = ("今", "昨", "前天", "刚刚")
BESIDE = re.compile(
    r"^[\s\x1f\xa0|｜/／,，;；、\-—\])）】]*(?:$|来源|信息来源|稿源|文章来源|作者|编辑|责任编辑|责编|点击|浏览|阅读|访问|查看|人气|字体|字号|"
    r"【?字|打印|分享|发布(?:人|机构|单位|者)|审核|供稿|作\s*者|来\s*源|【大|\[大|\d+\s*次|信息员|撰稿|录入|更新)"
)
BEFORE = re.compile(
    r"(?:来源|稿源|作者|编辑|发布(?:人|机构|单位|者)|供稿)\s?[:∶][^。；，,]{1,40}[\s\x1f\xa0|【\[(（]+$"
)
GAP_AFTER = re.compile(r"^[\])）】]?\s*(?:[\u3000\xa0|｜]|\s{2})")
GAP_BEFORE = re.compile(r"(?:[\u3000\xa0|｜]|\s{2}|\s[\[【(（])\s*$")
LONGEST_BESIDE, NO_NAME = 60, re.compile("[。；！？，,至止前起自到]")
NO_WORDS = tuple(word for word, weight in WORDS.items() if weight < Weight.UPDATED)
NO_PLACES = frozenset({"br", "img"})
CLOCK_WORDS, DAY_OF_WEEK, CLOCK_REACH = ("今天", "今日", "现在", "当前"), "星期", 12
CLOCK_BEFORE = re.compile(r"(?:今天|今日|现在|当前)(?:是|日期|时间)?[\s\x1f:：]*$")
LONGEST, SHORT_SCRIPT = 400, 600
ATTRIBUTE_SIGNS = (b"datetime=", b"data-")
DATE_ATTRIBUTES = ("datetime", "data-time", "data-date", "data-pubdate", "data-publish")
DATED_ELEMENTS = ",".join(f"[{name}]" for name in DATE_ATTRIBUTES)
ENOUGH_SHOWN = 3
SHORT, LONGEST_PART = 9, 60
PARTS = (5, 4, 2, 1)
NEAR_LEVELS = 3
ROWS = frozenset({"li", "tr", "dd"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "dt", "th"})
SPLIT = re.compile(r"^\s*[年月日/.\-]\s*$|^[\s\-—–/.年月日\[(（]*\d{1,4}[\d\s\-—–/.年月日号\])）]*$")


@dataclass(slots=True)
class Cell:
    """A day that a run of text says: what was found, how its label weighs, and the element it stands in."""

    found: Found
    weight: Weight
    label: str
    node: Node
    start: int
    end: int
    whole: bool


def find_cells(tree: Tree) -> list[Cell]:
    """All cells of a page in the order of its text."""
    cells: list[Cell] = []
    tree.clocks = sorted(at for word in (*CLOCK_WORDS, DAY_OF_WEEK) for at in places(tree.plain, word))
    after = 0
    for index in _may_say_days(tree):
        start, length = tree.starts[index], len(tree.texts[index])
        if index < after or length > LONGEST:
            continue
        text = tree.plain[start : start + length]
        found = whole_date(text)
        piece = None
        if found is None or not isinstance(found.value, date):
            piece = tree.piece(index)
            piece.text = text
            split, used = _split_over_elements(tree, index, piece)
            if split:
                cells.append(split)
                after = index + 1 + used
                continue
        if found is not None:
            cells.append(_cell(tree, found, tree.node(tree.owners[index]), start, start + length))
        elif piece:
            cells.extend(_parts_of(tree, piece))
    attributes = [] if sum(cell.whole for cell in cells) >= ENOUGH_SHOWN else _in_attributes(tree)
    unseen = [*attributes, *_written_by_script(tree)]
    return sorted([*cells, *unseen], key=lambda cell: cell.start) if unseen else cells


def _may_say_days(tree: Tree) -> list[int]:
    """The runs of text that hold a digit, 年 and 月, or begin with a relative word."""
    texts = tree.texts
    digit = DIGIT if tree.plain is tree.text else WIDE_DIGIT
    found = set(compress(range(len(texts)), map(digit.search, texts)))
    years = {tree.piece_at(at) for at in places(tree.text, "年")}
    found.update(index for index in years if WRITTEN.search(texts[index]))
    if any(word in tree.text for word in RELATIVE_WORDS):
        found.update(index for index, text in enumerate(texts) if text.lstrip().startswith(RELATIVE_WORDS))
    return sorted(found)


def _in_attributes(tree: Tree) -> list[Cell]:
    """Days that elements without text carry in an attribute, such as ``<time datetime="…">``."""
    if not any(name in tree.source for name in ATTRIBUTE_SIGNS) or not tree.has(DATED_ELEMENTS):
        return []
    cells = []
    for node in tree.nodes():
        if node.start == node.end or not bare(tree.text[node.start : node.end]):
            text = next(filter(None, map(node.get, DATE_ATTRIBUTES)), "")
            found = next(full_dates(text), None) if text else None
            if found:
                cells.append(_cell(tree, found, node, node.start, node.start))
    return cells


def _written_by_script(tree: Tree) -> list[Cell]:
    """Days that a short script writes where it stands: ``<script>document.write('2017年06月15日')</script>``."""
    cells = []
    for source, node in tree.scripts:
        if (
            not source
            or len(source) > SHORT_SCRIPT
            or node.parent is None
            or node.parent.tag in {"head", "body", "html"}
        ):
            continue
        days = list(full_dates(source))
        if len({day.value for day in days}) == 1:
            cell = _cell(tree, days[0], node.parent, node.start, node.start)
            cells.append(replace(cell, label=f"{cell.label}·脚本".strip("·")))
    return cells


def _split_over_elements(tree: Tree, index: int, first: Piece) -> tuple[Cell | None, int]:
    """A day whose year and day stand in two or three short elements, such as 2021 over 06-09."""
    if not _is_part(first.text) or index + 1 == len(tree.texts) or not _is_part(tree.texts[index + 1]):
        return None, 0
    texts = tree.texts[index : index + 1 + PARTS[0]]
    count = next((number for number, text in enumerate(texts) if not _is_part(text)), len(texts)) - 1
    for used in PARTS if count > 0 else ():
        if used > count or not _stand_together(first, tree.piece(index + used)):
            continue
        end = tree.starts[index + used] + len(texts[used])
        found = whole_date(tree.plain[first.start : end])
        if found and isinstance(found.value, date):
            return _cell(tree, found, first.node, first.start, end), used
    return None, 0


def _is_part(text: str) -> bool:
    return len(text) <= LONGEST_PART and len(text.strip()) <= SHORT and SPLIT.match(text) is not None


def _stand_together(first: Piece, last: Piece) -> bool:
    """In one link or outside any, in one small element no heading of which is a part, and not two days of their own."""
    if first.node.link is not last.node.link or last.start - first.end > LONGEST_PART:
        return False
    if HEADINGS & {first.node.tag, last.node.tag} or not _in_one_box(first.node, last.node):
        return False
    return not (whole_date(first.text) and whole_date(last.text))


def _in_one_box(node: Node, other: Node) -> bool:
    """Whether two elements have an element around them at most two levels up, a list row at the most."""
    near = [node]
    while len(near) < NEAR_LEVELS and near[-1].parent is not None and near[-1].tag not in ROWS:
        near.append(near[-1].parent)
    at: Node | None = other
    for _ in range(NEAR_LEVELS):
        if at is None or at in near:
            return at is not None
        if at.tag in ROWS:
            return False
        at = at.parent
    return False


def _is_clock(tree: Tree, start: int, end: int) -> bool:
    """Whether a day is the header's clock: 今天是 before it or a day of the week behind it."""
    at = bisect_left(tree.clocks, start - CLOCK_REACH)
    if at == len(tree.clocks) or tree.clocks[at] > end + CLOCK_REACH:
        return False
    behind = tree.plain[end : end + CLOCK_REACH]
    if DAY_OF_WEEK in behind and behind.lstrip(" \t\r\n\xa0\u3000\x1f\v").startswith(DAY_OF_WEEK):
        return True
    return CLOCK_BEFORE.search(tree.plain[max(0, start - CLOCK_REACH) : start]) is not None


def _label_across(tree: Tree, node: Node, start: int, whole: bool) -> tuple[str, Weight] | None:
    """The label before a day that begins its run of text, where the two belong together.

    In one block they do. A label in a block of its own (a table's cell, a dt) names a day that fills another one; one
    that ends a line of others stands empty, and the next block's day is the body's.
    """
    before = tree.plain[max(0, start - REACH) : start]
    label = label_before(before)
    if label is None:
        return None
    end = start - len(before) + len(before.rstrip(TRAILING))
    block, own = tree.piece(tree.piece_at(end - 1)).node.block, node.block
    if block is own or (whole and (block.holds(own) or own.holds(block))):
        return label
    alone = len(bare(tree.text[block.start : block.end])) <= len(label[0]) + 1 and not _kept_place(tree, block, end)
    return label if whole and alone and _same_row(block, node) else None


def _kept_place(tree: Tree, block: Node, at: int) -> bool:
    """Whether a block holds an empty element from a position on: the place of a value that a script writes."""
    spans = zip(tree.tags, tree.begins, tree.ends, strict=True)
    inside = islice(spans, block.order + 1, block.last + 1)
    return any(at <= begin == end for tag, begin, end in inside if tag not in NO_PLACES)


def _same_row(block: Node, node: Node) -> bool:
    """Whether a label's table row, if it stands in one, is the day's too."""
    at: Node | None = block
    while at is not None and at.tag not in {"tr", "table"}:
        at = at.parent
    return at is None or at.tag != "tr" or at.holds(node)


def _cell(tree: Tree, found: Found, node: Node, start: int, end: int) -> Cell:
    label = _label_across(tree, node, start, whole=True)
    word, weight = label or ("", Weight.NONE)
    if weight is Weight.NONE and tree.clocks and _is_clock(tree, start, end):
        weight = Weight.NEVER
    return Cell(found, weight, word, node, start, end, whole=True)


def _parts_of(tree: Tree, piece: Piece) -> list[Cell]:
    cells = (_partly(tree, piece, found) for found in full_dates(piece.text))
    return [cell for cell in cells if cell is not None]


def _partly(tree: Tree, piece: Piece, found: Found) -> Cell | None:
    """A day that is part of a run of text: behind a label, or at its edge beside words about the source."""
    before = piece.text[: found.start]
    start, end = piece.start + found.start, piece.start + found.end
    beside = BESIDE.match(piece.text[found.end :]) is not None
    labelled = label_before(before) if before.strip() else _label_across(tree, piece.node, start, beside)
    if labelled:
        return Cell(found, labelled[1], labelled[0], piece.node, start, end, whole=False)
    lead = before.strip(" \t\r\n\xa0\u3000[【(（·•")
    if (not lead or BEFORE.search(before)) and beside:
        sourced = "来源" in before or "来源" in piece.text[found.end : found.end + 12]
        weight, label = (Weight.TIME, "来源旁") if sourced else (Weight.NONE, "")
        return Cell(found, weight, label, piece.node, start, end, whole=False)
    if piece.node.link is None and _set_apart(before, piece.text[found.end :]):
        return Cell(found, Weight.NONE, "", piece.node, start, end, whole=False)
    return None


def _set_apart(before: str, after: str) -> bool:
    """Whether a wide gap sets the day apart from a short name on one side of it: ``2020-11-13　云河日报``."""
    first, last = not before.strip(DECORATION), not after.strip(DECORATION)
    name = after if first else before
    if first == last or len(name) > LONGEST_BESIDE or NO_NAME.search(name) or any(word in name for word in NO_WORDS):
        return False
    return (GAP_AFTER if first else GAP_BEFORE).search(name) is not None
