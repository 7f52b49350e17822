"""One table of transport states: what happened to a fetch, whose matter it is, whether to try again, what to do.

Only ``ok`` is an answer to read. No state is ever by itself a finding: of 3,209 portals 4.8 % refused a crawler and all
87 checked by hand worked in a browser (STANDARD §4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Owner(StrEnum):
    """Whose matter a state is."""

    NOBODY = "nobody"
    SITE = "site"
    UNKNOWN = "unknown"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class State:
    """One transport state: printed label, owner, whether the same night tries again, advice to the inspector."""

    id: str
    label: str
    owner: Owner
    retry: bool
    advice: str


_BROWSER = "请用浏览器人工核实"

STATES: dict[str, State] = {
    state.id: state
    for state in (
        State("ok", "正常", Owner.NOBODY, False, ""),
        State("blocked", "被防火墙拦截", Owner.UNKNOWN, False, f"{_BROWSER}；可请主办单位放行本程序"),
        State("not_found", "页面不存在", Owner.SITE, False, f"{_BROWSER}地址是否变更，更新台账"),
        State("client_error", "拒绝请求", Owner.UNKNOWN, False, _BROWSER),
        State("server_error", "服务器错误", Owner.SITE, True, f"改时再访，{_BROWSER}"),
        State("gateway", "网关错误", Owner.UNKNOWN, True, f"改时再访，{_BROWSER}"),
        State("redirect_loop", "循环跳转", Owner.SITE, False, _BROWSER),
        State("no_name", "域名无法解析", Owner.UNKNOWN, True, f"核对域名，{_BROWSER}"),
        State("refused", "拒绝连接", Owner.UNKNOWN, True, f"改时再访，{_BROWSER}"),
        State("timeout", "超时", Owner.UNKNOWN, True, f"改时再访，{_BROWSER}"),
        State("broken", "连接中断", Owner.UNKNOWN, True, f"改时再访，{_BROWSER}"),
        State("robots", "robots 协议不允许", Owner.SITE, False, "人工检查，或请主办单位放行"),
        State("private", "内网地址", Owner.SITE, False, "不予访问；如属本单位网络，请加入允许网段"),
        State("proxy", "本机代理不可用", Owner.OURS, True, "检查本机网络与代理后重新运行"),
        State("not_archived", "存档中没有", Owner.OURS, False, "重放只用存档；需要时在检查期内再抓取一夜"),
        State("cancelled", "本程序中止", Owner.OURS, True, "重新运行同一命令"),
        State("fault", "本程序出错", Owner.OURS, False, "请把日志发给维护者"),
    )
}

_BLOCKING = {403, 412, 468, 521}
_BY_STATUS = {404: "not_found", 410: "not_found", 502: "gateway", 503: "gateway", 504: "gateway"}


def state_of_status(status: int) -> State:
    """The state of a response by its HTTP status; firewalls answer crawlers with 403, 412, 468 or 521."""
    if status < 400:
        return STATES["ok"]
    if status in _BLOCKING:
        return STATES["blocked"]
    return STATES[_BY_STATUS.get(status) or ("client_error" if status < 500 else "server_error")]
