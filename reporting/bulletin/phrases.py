"""Phrases with placeholders (占位符): which there are, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from govcrawl.errors import Problem

_OF_KIND = ("时段", "总数", "抽查数", "抽查比例", "覆盖", "合格数", "不合格数", "有问题数", "合格率", "不合格率")

FACTS = (
    *("地区", "全域", "年", "季度", "月份", "半年", "期次", "活动", "检查对象", "发文单位"),
    *(f"网站{what}" for what in _OF_KIND),
    *("网站构成", "门户网站数", "本级门户", "下级门户数", "部门网站数"),
    *(f"账号{what}" for what in _OF_KIND),
    *("平台构成", "平台结果", "账号期限"),
    *("计分网站数", "平均分", "最高分", "最低分", "分数段"),
    *("问责措施", "问责人次", "问责单位数"),
)
"""What every sentence may use."""

_WINDOW = ("起年", "起月", "起日", "止年", "止月", "止日")
_DAY = ("年", "月", "日")

OWN = {
    "phrases.heading": ("序", "标题"),
    "phrases.subheading": ("序",),
    "phrases.sites_window": _WINDOW,
    "phrases.accounts_window": _WINDOW,
    "phrases.platform": ("数", "平台"),
    "phrases.platform_result": ("数", "平台", "合格数", "不合格数", "合格率"),
    "phrases.band": ("数", "分数段名"),
    "phrases.names_and_others": ("名单", "个数"),
    "phrases.measure": ("措施", "人次"),
    "phrases.measure_units": ("措施", "单位数"),
    "phrases.attachment": ("附件标题",),
    "phrases.attachment_item": ("序", "附件标题"),
    "phrases.draft_note": ("未定数",),
    "phrases.signed_on": _DAY,
    "phrases.mending": ("整改情况", *_DAY),
    "phrases.follow_up": ("整改情况", "上期对象数", "上期问题数", "上期整改率", *_DAY),
    "phrases.not_mended": ("未整改名单",),
    "problems": ("数",),
    "statements": ("名单", "个数", "问题", "问题数", "对象量词", "问题量词"),
    "each": ("名称", "主办单位", "平台", "问题", "得分"),
}
"""What single sentences may use besides, by key or by the key's beginning."""


def allowed(key: str) -> frozenset[str]:
    """The placeholders that the sentence ``key`` may use."""
    return frozenset((*FACTS, *OWN.get(key, ()), *OWN.get(key.rpartition(".")[0], ())))


def faults_of(key: str, phrase: str) -> Iterator[str]:
    """What is wrong with a phrase: a placeholder that does not exist, or a stray brace."""
    try:
        fields = [field for _, *field in Formatter().parse(phrase) if field[0] is not None]
    except ValueError:
        yield "花括号不成对"
        return
    for name, spec, conversion in fields:
        if name not in allowed(key) or spec or conversion:
            yield f"不认识占位符 {{{name}}}"


def fill(phrase: str, values: Mapping[str, str | None], punctuation: Mapping[str, str]) -> str:
    """The phrase with its values; punctuation changes in the phrase alone, never in a name.

    Raises :class:`Problem` for a placeholder that has no value in this round.
    """
    parts = []
    for text, name, _, _ in Formatter().parse(phrase):
        parts.append(text.translate({ord(mark): other for mark, other in punctuation.items()}))
        if name is not None:
            parts.append(_value(values, name, phrase))
    return "".join(parts)


def _value(values: Mapping[str, str | None], name: str, phrase: str) -> str:
    value = values.get(name)
    if value is None:
        raise Problem(f"通报文字“{phrase}”用到占位符 {{{name}}}，而本轮没有这项内容。请修改轮次文件的 [bulletin]。")
    return value
