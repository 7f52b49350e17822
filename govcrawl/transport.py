"""One table of transport states: what happened to a fetch, whose matter it is, whether to try again, what to do.

Only ``ok`` is an answer to read. No state is ever by itself a finding: of 3,209 portals 4.8 % refused a crawler and all
87 checked by hand worked in a browser (STANDARD §4.3). ``docs/transport.md`` prints the table.
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
    """One transport state: printed label, owner, whether the same night tries again, advice to the inspector.

    ``whole_host``: a failure of the connection, not of one page, so that a row of them closes the host for the run.
    """

    id: str
    label: str
    owner: Owner
    retry: bool
    whole_host: bool
    advice: str


_BROWSER = "请用浏览器人工核实"
_LATER = f"改时再访，{_BROWSER}"
_YES, _NO = True, False

STATES: dict[str, State] = {
    state.id: state
    for state in (
        State("ok", "正常", Owner.NOBODY, _NO, _NO, ""),
        State("blocked", "被防火墙拦截", Owner.UNKNOWN, _NO, _NO, f"{_BROWSER}；可请主办单位放行本程序"),
        State("throttled", "对方要求放慢", Owner.UNKNOWN, _NO, _YES, f"加大访问间隔，{_LATER}"),
        State("login", "需要登录", Owner.UNKNOWN, _NO, _NO, _BROWSER),
        State("not_found", "页面不存在", Owner.SITE, _NO, _NO, f"{_BROWSER}地址是否变更，更新台账"),
        State("absent", "应答正常，页面却说不存在", Owner.SITE, _NO, _NO, _BROWSER),
        State("client_error", "拒绝请求", Owner.UNKNOWN, _NO, _NO, _BROWSER),
        State("server_error", "服务器错误", Owner.SITE, _NO, _NO, _LATER),
        State("gateway", "网关错误", Owner.UNKNOWN, _YES, _NO, _LATER),
        State("redirect_loop", "循环跳转", Owner.SITE, _NO, _NO, _BROWSER),
        State("no_name", "域名无法解析", Owner.UNKNOWN, _YES, _YES, f"核对域名，{_BROWSER}"),
        State("refused", "拒绝连接", Owner.UNKNOWN, _YES, _YES, _LATER),
        State("unreachable", "网络不可达", Owner.UNKNOWN, _YES, _YES, f"检查本机到该地址的线路（如 IPv6），{_BROWSER}"),
        State("timeout", "超时", Owner.UNKNOWN, _YES, _YES, _LATER),
        State("broken", "连接中断", Owner.UNKNOWN, _YES, _YES, _LATER),
        State("tls", "加密连接失败", Owner.UNKNOWN, _NO, _YES, _BROWSER),
        State("incomplete", "内容不完整", Owner.UNKNOWN, _YES, _NO, _LATER),
        State("garbled", "压缩内容无法解开", Owner.SITE, _NO, _NO, _BROWSER),
        State("too_large", "页面过大", Owner.SITE, _NO, _NO, f"超过大小上限，没有读取；{_BROWSER}"),
        State("robots", "robots 协议不允许", Owner.SITE, _NO, _NO, "人工检查，或请主办单位放行"),
        State("private", "内网地址", Owner.SITE, _NO, _NO, "不予访问；如属本单位网络，请加入允许网段"),
        State("bad_address", "地址不合规范", Owner.SITE, _NO, _NO, f"核对地址，{_BROWSER}"),
        State("proxy", "本机代理不可用", Owner.OURS, _YES, _NO, "检查本机网络与代理后重新运行"),
        State("evidence", "佐证无法写入", Owner.OURS, _NO, _NO, "检查磁盘空间和目录权限后重新运行同一命令"),
        State("not_archived", "存档中没有", Owner.OURS, _NO, _NO, "重放只用存档；需要时在检查期内再抓取一夜"),
        State("cancelled", "本程序中止", Owner.OURS, _YES, _NO, "重新运行同一命令"),
        State("fault", "本程序出错", Owner.OURS, _NO, _NO, "请把日志发给维护者"),
    )
}

_BY_STATUS = {
    **dict.fromkeys((403, 412, 468, 521), "blocked"),
    **dict.fromkeys((404, 410), "not_found"),
    **dict.fromkeys((502, 503, 504), "gateway"),
    401: "login",
    429: "throttled",
}


def state_of_status(status: int) -> State:
    """The state of a response by its HTTP status; firewalls answer crawlers with 403, 412, 468 or 521."""
    if status < 400:
        return STATES["ok"]
    return STATES[_BY_STATUS.get(status) or ("client_error" if status < 500 else "server_error")]


@dataclass(frozen=True, slots=True)
class CertificateFault:
    """What is wrong with a certificate; the page is read all the same and the fault stored with the fetch."""

    id: str
    label: str
    advice: str


CERTIFICATE_FAULTS: dict[str, CertificateFault] = {
    fault.id: fault
    for fault in (
        CertificateFault("expired", "证书已过期", "请主办单位更换证书"),
        CertificateFault("not_yet_valid", "证书尚未生效", "核对本机时钟；请主办单位更换证书"),
        CertificateFault("other_name", "证书属于其他域名", "请主办单位更换证书，或核对台账中的域名"),
        CertificateFault("unknown_authority", "证书颁发机构不受信任", "请主办单位更换证书或补全证书链"),
        CertificateFault("invalid", "证书无效", "请主办单位更换证书"),
    )
}

CERTIFICATE = "certificate: "


def certificate_detail(faults: frozenset[str], error: str | None = None) -> str | None:
    """The detail of a fetch: its error, if any, and the faults of the certificate that it met."""
    told = f"{CERTIFICATE}{', '.join(sorted(faults))}" if faults else None
    return "; ".join(part for part in (error, told) if part) or None


def certificate_faults(detail: str | None) -> tuple[CertificateFault, ...]:
    """The certificate faults that the stored ``detail`` of a fetch tells."""
    _, marked, told = (detail or "").rpartition(CERTIFICATE)
    return tuple(CERTIFICATE_FAULTS[id_] for id_ in told.split(", ") if id_ in CERTIFICATE_FAULTS) if marked else ()
