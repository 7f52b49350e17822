"""Scenario ``transport``: sites whose servers, names or certificates go wrong, and what a crawl should say of each.

Only the direct door can serve them: a proxy hides names, certificates and refused connections.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SCENARIO = "transport"


@dataclass(frozen=True, slots=True)
class Plant:
    """One site: how its ports 80 and 443 behave (keys of ``manners.MANNERS``, empty: closed) and what is true of it.

    ``state`` is the transport state that the crawl of its home page should end in, ``faults`` those of its certificate;
    ``certificate`` says which one it shows. ``shares`` names the site whose address it has, ``where`` says what the
    name leads to: an IPv4 or IPv6 address of the door, one where nothing listens, nothing, a private address, several.
    ``six`` is the manner over IPv6 if it is another; ``ipv6`` are the outcomes of IPv6改造 (``design-ipv6``) that are
    true of a ``portal``.
    """

    id: str
    what: str
    http: str = ""
    https: str = ""
    state: str = "ok"
    faults: tuple[str, ...] = ()
    certificate: str = "good"
    scheme: str = "http"
    shares: str = ""
    platform: str = ""
    where: tuple[str, ...] = ("v4",)
    six: str = ""
    portal: bool = False
    ipv6: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The site's name."""
        return f"www.{self.id}.example"

    @property
    def url(self) -> str:
        """The site's address in the ledger."""
        return f"{self.scheme}://{self.host}/"


_DUAL = ("v4", "v6")
_DONE = ("通过", "疑似")
_NOT_DONE = ("问题", "疑似")

PLANTS: tuple[Plant, ...] = (
    Plant("healthy", "正常", "pages"),
    Plant("secure", "正常的加密网站", https="pages", scheme="https"),
    Plant("refused", "两个端口都不开", state="refused"),
    Plant("reset", "接受请求后重置连接", "reset", state="broken"),
    Plant("silent", "接受连接而不应答", "silent", state="timeout"),
    Plant("drip", "一个字节一个字节地应答", "drip", state="timeout"),
    Plant("greeting", "应答的不是 HTTP", "greeting", state="broken"),
    Plant("headdrip", "一个字节一个字节地应答头", "headdrip", state="timeout"),
    Plant("headers", "应答头没有尽头", "headers", state="broken"),
    Plant("nameless", "域名不存在", "pages", state="no_name", where=()),
    Plant("expired", "证书已过期", https="pages", scheme="https", certificate="expired", faults=("expired",)),
    Plant("othername", "证书属于别的域名", https="pages", scheme="https", certificate="other", faults=("other_name",)),
    Plant(
        "foreign", "颁发机构不明", https="pages", scheme="https", certificate="foreign", faults=("unknown_authority",)
    ),
    Plant("plaintext", "443 端口说的不是 TLS", https="greeting", scheme="https", certificate="", state="tls"),
    Plant("loop", "跳转到自己", "loop", state="redirect_loop"),
    Plant("upgrade", "http 跳到 https", "to_https", "pages"),
    Plant("downgrade", "https 跳到 http", "pages", "to_http", scheme="https"),
    Plant("wander", "每次跳转到另一个带会话号的地址", "wander", state="redirect_loop"),
    Plant("pingpong", "http 与 https 互相跳转", "to_https", "to_http", state="redirect_loop"),
    Plant("httpsonly", "台账写 http，只有 https 可用", https="pages"),
    Plant("httponly", "台账写 https，只有 http 可用", "pages", scheme="https"),
    Plant("sixonly", "只有 IPv6", "pages", where=("v6",)),
    Plant("bothfamilies", "IPv4 不通，IPv6 可用", "pages", where=("closed", "v6")),
    Plant("short", "内容短于所报长度", "short", state="incomplete"),
    Plant("long", "内容长于所报长度", "long"),
    Plant("declared", "报出的长度超过上限", "declared", state="too_large"),
    Plant("nolength", "所报长度不是数字", "nolength", state="broken"),
    Plant("twolengths", "报出两个不同的长度", "twolengths", state="broken"),
    Plant("negative", "所报长度是负数", "negative", state="broken"),
    Plant("chunkgarbage", "分块长度不是数字", "chunkgarbage", state="incomplete"),
    Plant("chunkcut", "分块没有发完", "chunkcut", state="incomplete"),
    Plant("chunkendless", "分块长度没有尽头", "chunkendless", state="incomplete"),
    Plant("endless", "内容没有尽头", "endless", state="too_large"),
    Plant("bomb", "压缩炸弹（gzip）", "bomb", state="too_large"),
    Plant("bombdeflate", "压缩炸弹（deflate）", "bombdeflate", state="too_large"),
    Plant("bombbrotli", "压缩炸弹（br）", "bombbrotli", state="too_large"),
    Plant("bombzstd", "压缩炸弹（zstd）", "bombzstd", state="too_large"),
    Plant("bombtwice", "压缩两层的炸弹", "bombtwice", state="too_large"),
    Plant("garbled", "压缩内容损坏（gzip）", "garbled", state="garbled"),
    Plant("garbledbrotli", "压缩内容损坏（br）", "garbledbrotli", state="garbled"),
    Plant("garbledzstd", "压缩内容损坏（zstd）", "garbledzstd", state="garbled"),
    Plant("deep", "嵌套极深的网页", "deep"),
    Plant("huge", "极大的网页", "huge"),
    Plant("bulky", "压不小的网页", "bulky"),
    Plant("inward", "跳转到内网", "inward", state="private"),
    Plant("scripted", "用脚本跳转到内网", "scripted", state="private"),
    Plant("rebound", "域名解析到内网", state="private", where=("private",)),
    Plant("halfprivate", "域名解析到公网和内网两个地址", "pages", where=("private", "v4")),
    Plant("literals", "列表里是各种写法的内网地址", "literals"),
    Plant("traps", "日历、打印版、会话号、后续页、重复路径", "traps"),
    Plant("dies", "首页之后不再应答", "dies"),
    Plant("robots", "robots 不允许栏目", "robots"),
    Plant("robotsall", "robots 不允许首页", "robotsall", state="robots"),
    Plant("robotshuge", "robots 极大，前面不允许栏目", "robotshuge"),
    Plant("robotsendless", "robots 没有尽头", "robotsendless"),
    Plant("robotsfailing", "robots 应答 503", "robotsfailing"),
    Plant("robotsgone", "robots 应答 404，内容像规则", "robotsgone"),
    Plant("robotssilent", "robots 不应答", "robotssilent"),
    Plant("robotstls", "只有 https 可用，robots 在那里不允许栏目", https="robots"),
    Plant("busy", "要求放慢", "busy", state="throttled"),
    Plant("failing", "服务器错误", "failing", state="server_error"),
    Plant("hostile", "标题和地址里有控制字符和公式", "hostile"),
    Plant("filled", "列表由脚本填写，脚本还去要内网地址", "filled"),
    Plant("filledtls", "同上，证书已过期", https="filled", scheme="https", certificate="expired", faults=("expired",)),
    Plant("polling", "脚本填写列表后不停地取数", "polling"),
    Plant("spinning", "脚本填写列表后陷入死循环", "spinning"),
    Plant("flooded", "脚本填写列表后取没有尽头的内容", "flooded"),
    Plant("waiting", "页面等一个永远不来的脚本", "waiting"),
    Plant("shared1", "与另两个网站同一地址", "pages"),
    Plant("shared2", "与另两个网站同一地址", "pages", shares="shared1"),
    Plant("shared3", "与另两个网站同一地址", "pages", shares="shared1"),
    Plant("platform1", "台账写明集约化平台", "pages", platform="样例平台"),
    Plant("platform2", "台账写明集约化平台", "pages", platform="样例平台"),
    Plant("sixnone", "没有 AAAA", "pages", portal=True, ipv6=_NOT_DONE),
    Plant("sixclosed", "有 AAAA，IPv6 不通", "pages", where=("v4", "closed6"), portal=True, ipv6=_NOT_DONE),
    Plant("sixsilent", "有 AAAA，IPv6 不应答", "pages", where=_DUAL, six="silent", portal=True, ipv6=_NOT_DONE),
    Plant("sixfailing", "IPv6 上是服务器错误", "pages", where=_DUAL, six="failing", portal=True, ipv6=_NOT_DONE),
    Plant("sixdefault", "IPv6 上是服务器的默认页", "pages", where=_DUAL, six="default", portal=True, ipv6=_NOT_DONE),
    Plant("sixdual", "IPv4、IPv6 都可用", "pages", where=_DUAL, portal=True, ipv6=_DONE),
    Plant(
        "sixsecure", "加密网站，IPv4、IPv6 都可用", https="pages", scheme="https", where=_DUAL, portal=True, ipv6=_DONE
    ),
    Plant("sixportal", "只有 IPv6 的门户", "pages", where=("v6",), portal=True, ipv6=_DONE),
    Plant(
        "sixupgrade", "http 跳到 https，IPv4、IPv6 都可用", "to_https", "pages", where=_DUAL, portal=True, ipv6=_DONE
    ),
)


def plants(size: int) -> Iterator[Plant]:
    """All plants, and healthy sites until there are ``size`` of them."""
    yield from PLANTS
    for number in range(len(PLANTS), size):
        yield Plant(f"plain{number}", "正常", "pages")
