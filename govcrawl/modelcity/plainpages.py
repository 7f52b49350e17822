"""The few pages of a site in the transport scenario: a home page, its columns, their lists."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from functools import cache

from govcrawl import clock

_COLUMNS = (
    ("ywdt", "要闻动态"),
    ("tzgg", "通知公告"),
    ("zcwj", "政策文件"),
    ("zcjd", "政策解读"),
    ("rsxx", "人事信息"),
    ("ghjh", "规划计划"),
    ("czxx", "财政信息"),
    ("jgzn", "机构职能"),
    ("zdly", "重点领域"),
    ("hygq", "回应关切"),
)
_ENTRIES = 8
_ARTICLE = re.compile(r"/\w+/\d+\.html")
_FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="banner">样例 · 模型城市 · {host}</div><div class="mainnav"><ul>{links}</ul></div>{body}
<div class="footer">全部内容虚构</div></body></html>"""


def _page(host: str, title: str, body: str, columns: tuple[tuple[str, str], ...]) -> str:
    links = "".join(f'<li><a href="{address}">{name}</a></li>' for address, name in columns)
    return _FRAME.format(title=title, host=host, links=links, body=body)


def _own() -> tuple[tuple[str, str], ...]:
    return tuple((f"/{slug}/", name) for slug, name in _COLUMNS)


def _rows(slug: str, name: str) -> str:
    today = clock.today()
    days = {number: today - timedelta(number) for number in range(1, _ENTRIES + 1)}
    rows = (
        f'<li><a href="/{slug}/{number}.html">{name}样例条目第{number}条</a><span>{day}</span></li>'
        for number, day in days.items()
    )
    return f'<div class="list"><ul>{"".join(rows)}</ul></div>'


def home(host: str, columns: tuple[tuple[str, str], ...]) -> str:
    """A home page with these columns in its navigation."""
    return _page(host, "样例网站", _rows(*_COLUMNS[0]), columns)


def page(host: str, path: str) -> str | None:
    """The plain page at ``path``; None if there is none."""
    if path == "/":
        return home(host, _own())
    slug = path.strip("/").split("/")[0]
    name = dict(_COLUMNS).get(slug)
    if name and path == f"/{slug}/":
        return _page(host, name, f"<h1>{name}</h1>{_rows(slug, name)}", _own())
    if name and _ARTICLE.fullmatch(path):
        return _page(host, name, f"<h1>{name}样例条目</h1><p>发布时间：{clock.today()}</p><p>正文。</p>", _own())
    return None


@cache
def deep() -> str:
    """A home page below a hundred thousand open elements."""
    return home("www.deep.example", _own()).replace("</body>", "<div>" * 100_000 + "</body>")


@cache
def huge() -> str:
    """A home page of some four million bytes."""
    filler = "<tr>" + "<td class=x>样例</td>" * 20 + "</tr>"
    table = f"<table>{filler * (4_000_000 // len(filler.encode()))}</table>"
    return home("www.huge.example", _own()).replace("</body>", table + "</body>")


@cache
def bulky() -> str:
    """A home page of two million bytes, most of which no packing makes smaller than one."""
    noise = random.Random(1).randbytes(1_000_000).hex()  # noqa: S311 - filler, not a secret
    return home("www.bulky.example", _own()).replace("</body>", f"<!-- {noise} --></body>")


def scripted(canary: str) -> dict[str, str]:
    """A home page that its script leads into a private network."""
    return {"/": f'<html><head><script>window.location.href="http://{canary}/scripted";</script></head></html>'}


_FILLING = """<div id="app"></div><script>
for (const place of ["http://{canary}/browser", "http://www.rebound.example/", "http://localhost/x"]) {{
  fetch(place, {{mode: "no-cors"}}).catch(() => 0);
}}
const where = ["/da", "ta/", "zcwj"].join("");
fetch(where).then(answer => answer.text()).then(text => {{ document.getElementById("app").innerHTML = text; }});
</script>"""
_BARE = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"


_POLLING = "<script>setInterval(() => fetch(where), 200)</script>"
_SPINNING = "<script>setTimeout(() => { for (;;); }, 100)</script>"
_FLOODED = (
    "<script>fetch('/' + 'flood').then(answer => answer.text()).catch(() => { document.title = '取数中断'; })</script>"
)
_WAITING = "<script src='/never'></script>"


def filled(canary: str, more: str = "") -> dict[str, str]:
    """A site with a list that only a browser fills, by a script that also asks for private places."""
    script = _FILLING.format(canary=canary) + more
    return {"/zcwj/": _BARE.format(title="政策文件", body=script), "/data/zcwj": _rows("zcwj", "政策文件")}


def polling(canary: str) -> dict[str, str]:
    """Such a site, whose page goes on asking for ever."""
    return filled(canary, _POLLING)


def spinning(canary: str) -> dict[str, str]:
    """Such a site, whose script soon never ends."""
    return filled(canary, _SPINNING)


def flooded(canary: str) -> dict[str, str]:
    """Such a site, whose script asks for something without an end."""
    return filled(canary, _FLOODED)


def waiting(canary: str) -> dict[str, str]:
    """Such a site, whose page waits for a script that does not come."""
    return filled(canary, _WAITING)


def notations(canary: str) -> tuple[str, ...]:
    """Addresses that all mean the private ``canary`` (IPv4 address and port), or try to."""
    host, _, port = canary.partition(":")
    a, b, c, d = (int(part) for part in host.split("."))
    number = a << 24 | b << 16 | c << 8 | d
    hosts = (
        host,
        f"{host}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{c << 8 | d}",
        f"{a}.{number & 0xFFFFFF}",
        f"[::ffff:{host}]",
        f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
        f"[0:0:0:0:0:ffff:{host}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::]",
        f"[64:ff9b::{host}]",
        "。".join(host.split(".")),
        "".join(chr(ord(letter) + 0xFEE0) if letter.isdigit() else letter for letter in host),
        f"www.healthy.example@{host}",
        "localhost",
        "a.localhost",
        "[::1]",
    )
    return tuple(f"http://{name}:{port}/literal/{index}.html" for index, name in enumerate(hosts))


def literals(canary: str) -> dict[str, str]:
    """A site whose lists show no dates, so that their entries are opened, and lead into a private network."""
    addresses = notations(canary)
    pages: dict[str, str] = {}
    for (slug, name), start in zip(_COLUMNS, range(0, len(addresses), 5), strict=False):
        rows = "".join(
            f'<li><a href="{address}">{name}没有日期的样例条目第{index}条</a></li>'
            for index, address in enumerate(addresses[start : start + 5])
        )
        pages[f"/{slug}/"] = _page("www.literals.example", name, f'<div class="list"><ul>{rows}</ul></div>', _own())
    return pages


def traps(_canary: str) -> dict[str, str]:
    """A home page whose navigation leads into traps for crawlers."""
    extra = (
        ("/tzgg/index_2.html", "通知公告下页"),
        ("/tzgg/;jsessionid=0A1B2C3D", "最新通知公告"),
        ("/tzgg/?PHPSESSID=abcdef0123456789", "通知公告栏"),
        ("/zcwj/?_t=1605571200", "政策文件汇编"),
        ("/hdrl/calendar/2020-11.html", "活动日历"),
        ("/zwgk/2020/11/", "政务公开月历"),
        ("/zwgk/print/1.html", "政务公开打印版"),
        ("/a/b/a/b/a/b/index.html", "公示公告"),
    )
    return {"/": home("www.traps.example", (*_own(), *extra))}


def hostile(_canary: str) -> dict[str, str]:
    """A site whose texts and addresses would do harm in a log, a terminal or a table."""
    name = "政策文件\x1b[2J\x1b]0;x\x07\u202e=cmd|' /C calc'!A0"
    columns = (
        *_own(),
        ("/x%0d%0aSet-Cookie:a=b/", "通知\x1b[31m公告"),
        ("http://[bad/", "信息公开"),
        ("/a b\t/", name),
    )
    return {"/": home("www.hostile.example", columns).replace("样例网站", name)}
