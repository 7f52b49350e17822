"""Why an address is not asked for: the reasons that a run counts, as stored and as printed."""

from __future__ import annotations

DROPS: dict[str, str] = {
    "budget": "超出每站页数",
    "stored_earlier_tonight": "本夜已存",
    "failed_earlier_tonight": "本夜已试",
    "not_a_column": "不是栏目的链接",
    "host_down": "主机连续连接失败",
    "calendar": "日历",
    "printer": "打印版",
    "later_page": "列表的后续页",
    "twin": "只差会话号的同一地址",
    "repeating_path": "路径重复",
    "too_long": "地址过长",
    "not_an_address": "不是网址",
}
