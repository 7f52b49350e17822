"""Phrases with placeholders (占位符): which there are, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from govcrawl.errors import Problem

FACTS = (
    "地区",
    "全域",
    "年",
    "季度",
    "期次",
    "发文单位",
    "网站时段",
    "网站总数",
    "网站抽查数",
    "网站抽查比例",
    "网站合格数",
    "网站不合格数",
    "网站有问题数",
    "网站合格率",
    "网站构成",
    "门户网站数",
    "本级门户",
    "下级门户数",
    "部门网站数",
    "账号时段",
    "账号总数",
    "账号抽查数",
    "账号抽查比例",
    "账号合格数",
    "账号不合格数",
    "账号合格率",
    "平台构成",
    "问责措施",
    "问责人次",
    "附件标题",
)
"""What every sentence may use."""

_WINDOW = ("起年", "起月", "起日", "止年", "止月", "止日")

_OWN = {
    "phrases.heading": ("序", "标题"),
    "phrases.subheading": ("序",),
    "phrases.sites_window": _WINDOW,
    "phrases.accounts_window": _WINDOW,
    "phrases.platform": ("数", "平台"),
    "phrases.names_and_others": ("名单", "个数"),
    "phrases.measure": ("措施", "人次"),
    "phrases.draft_note": ("未定数",),
    "phrases.signed_on": ("年", "月", "日"),
    "phrases.mending": ("整改情况", "年", "月", "日"),
    "annex.problems": ("数",),
    "statements": ("名单", "个数"),
}
"""What single sentences may use besides, by key or by the key's beginning."""


def allowed(key: str) -> frozenset[str]:
    """The placeholders that the sentence ``key`` may use."""
    return frozenset((*FACTS, *_OWN.get(key, ()), *_OWN.get(key.rpartition(".")[0], ())))


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
