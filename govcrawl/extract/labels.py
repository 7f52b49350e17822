"""The words that stand before a day and say what it is, and which of them speak of publication."""

from __future__ import annotations

import re
from enum import IntEnum


class Weight(IntEnum):
    """How well a day's label says "published on"; a day with a lower weight never replaces one with a higher."""

    NEVER = 0
    REPLY = 1
    RECEIVED = 2
    UPDATED = 3
    NONE = 4
    TIME = 5
    PUBLISHED = 6


NEVER = (
    "截止 截至 截稿 到期 有效期 失效 废止 生效 实施 施行 成文 签署 签发 印发 发文 制定 批准 审议 通过 开始 结束 "
    "起始 终止 报名 征集 考试 访谈 直播 活动 会议 开庭 公告期 公示期 公示 办结期限 开标 投标 开工 合同 采购 交易 "
    "挂牌 处罚 决定 执行 统计 获取 报价 登记 注册 上报 注销 生成 今天 现在 当前 版权 出生 成立 建站 最后登录 "
    "浏览 服务 办公 工作 接待"
)
LABELS = (
    (Weight.NEVER, NEVER),
    (Weight.REPLY, "回复 答复 办结 反馈 处理 办理"),
    (Weight.RECEIVED, "提交 来信 写信 留言 咨询 提问 发信 投诉 受理 信件 来件 诉求"),
    (Weight.UPDATED, "更新 修改 编辑"),
    (Weight.PUBLISHED, "发布 发表 公布 公开 刊发 刊登 上传 添加 录入 上网 信息 公告 发稿 推送"),
)
WORDS = {word: weight for weight, words in reversed(LABELS) for word in words.split()}
WORD = r"(?P<word>[\u4e00-\u9fff]{0,6}?)"
ENDING = r"(?P<end>日\s{0,4}期|时\s{0,4}间|日间|于)"
LABEL = re.compile(rf"{WORD}(?:{ENDING}|时|日)?[\s\x1f]{{0,6}}[:∶：]$")
BARE_LABEL = re.compile(rf"{WORD}{ENDING}$")
TRAILING = " \t\r\n\xa0\u3000\x1f[【(（"
REACH = 60
SPACED = re.compile(
    r"(?:(?<=[\s\x1f\xa0\u3000])|^)[\u4e00-\u9fff](?:[ \xa0\u3000]{1,4}[\u4e00-\u9fff]){2,5}(?=[\s:：∶]*$)"
)
LAST_LETTERS = frozenset(":：∶期间間于於")
SIMPLIFIED = str.maketrans("發佈時間錄編輯開刊訊於", "发布时间录编辑开刊讯于")
ANOTHER_TIME = re.compile("^(?:首次|初次|上次|下次|原|预计|计划|拟)")


def label_before(text: str) -> tuple[str, Weight] | None:
    """The label that a text ends with (``发布时间：``) and its weight; None where it does not end with one."""
    text = text.rstrip(TRAILING)
    if text[-1:] not in LAST_LETTERS:
        return None
    tail = SPACED.sub(_close_up, text[-24:]).translate(SIMPLIFIED)
    match = LABEL.search(tail) or BARE_LABEL.search(tail)
    if match is None or not (match["word"] or match["end"]):
        return None
    word = (match["word"] or "").strip()
    return (word + (match["end"] or "")), weigh(word, match["end"] not in {None, "于"})


def _close_up(spaced: re.Match[str]) -> str:
    """A label written letter by letter (成 文 日 期), written together."""
    return "".join(spaced.group().split())


def weigh(word: str, has_ending: bool) -> Weight:
    """The weight of a label's word: the table decides, by the word's last part; a bare 时间 or 日期 is Weight.TIME.

    首次公告日期 and 原文发布时间 tell of another publication, 预计发布时间 of none yet.
    """
    if not word:
        return Weight.TIME if has_ending else Weight.NEVER
    if ANOTHER_TIME.match(word):
        return Weight.NEVER
    for size in (len(word), 4, 3, 2):
        known = WORDS.get(word[-size:])
        if known is not None and size <= len(word):
            return known
    return Weight.NEVER
