"""Links of sampled pages: asked for on two days, told apart by what answers, judged, read again from the archive."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest

from tests.conftest import Program
from tests.crawl.test_crawl import rows

PORTAL, SITE = "http://www.portal.example", "4205000001"
FIRST, SECOND = "2020-11-12T20:00", "2020-11-13T20:00"
SHELL = "<html><head><title>{}</title></head><body>{}</body></html>"
GONE = SHELL.format("样例市人民政府", "<p>对不起，您访问的页面不存在或已被删除</p><p>请返回首页</p>")


@dataclass(frozen=True)
class Reply:
    """What an address answers; ``head`` is the status of a request for its headers alone, where it differs."""

    status: int = 200
    body: str = SHELL.format("页面", "<p>正文内容</p>")
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    head: int | None = None
    hangs: bool = False


OTHER = {
    "/gone.html": Reply(404, "没有"),
    "/removed.pdf": Reply(410, "没有"),
    "/file.pdf": Reply(kind="application/pdf", body="%PDF"),
    "/nohead.doc": Reply(kind="application/msword", body="doc", head=405),
    "/headless.xls": Reply(kind="application/vnd.ms-excel", body="xls", head=404),
    "/big.zip": Reply(kind="application/zip", headers={"Content-Length": "900000000"}, head=403),
    "/bigplain.zip": Reply(kind="application/zip", headers={"Content-Length": "900000000"}),
    "/pic.png": Reply(kind="image/png", body="png"),
    "/soft/1.html": Reply(body=GONE),
    "/softfile.pdf": Reply(body=SHELL.format("404", "您要找的文件不存在")),
    "/writes/of.html": Reply(body=SHELL.format("关于失效网页的通知", "<p>凡页面不存在的，应当整改。</p>" + "文" * 900)),
    "/titled/x.html": Reply(body=SHELL.format("页面不存在", "<p>无此页</p>")),
    "/forbidden.html": Reply(403, "拒绝"),
    "/fire.html": Reply(412, "拒绝"),
    "/challenge.html": Reply(404, SHELL.format("安全验证", "请完成验证后访问")),
    "/members.html": Reply(302, "", headers={"Location": "/sso/login?service=x"}),
    "/sso/login?service=x": Reply(body=SHELL.format("登录", "<form><input type=password></form>")),
    "/private.html": Reply(401, "要登录"),
    "/moved.html": Reply(302, "", headers={"Location": "/there.html"}),
    "/there.html": Reply(),
    "/broken.html": Reply(500, "错误"),
    "/slow.html": Reply(hangs=True),
    "/mended.html": Reply(404, "没有"),
}
"""What another host answers, by path."""

NAMES = {"http://www.nowhere.example/": "no_name", "http://oa.portal.example/": "private"}
EXPECTED = {
    **dict.fromkeys(("/gone.html", "/removed.pdf", "/mended.html"), "not_found"),
    **dict.fromkeys(("/file.pdf", "/nohead.doc", "/headless.xls", "/bigplain.zip", "/pic.png"), "ok"),
    **dict.fromkeys(("/writes/of.html", "/titled/x.html", "/moved.html"), "ok"),
    **dict.fromkeys(("/soft/1.html", "/softfile.pdf"), "absent"),
    **dict.fromkeys(("/forbidden.html", "/fire.html", "/challenge.html"), "blocked"),
    **dict.fromkeys(("/members.html", "/private.html"), "login"),
    "/big.zip": "too_large",
    "/broken.html": "server_error",
    "/slow.html": "timeout",
}


def linked(path: str) -> str:
    url = path if path.startswith("http") else f"http://other.example{path}"
    return f'<img src="{url}">' if path.endswith(".png") else f'<a href="{url}">{path.strip("/")}</a>'


LEADING = [path for path in OTHER if path not in ("/there.html", "/sso/login?service=x")]
HOME = SHELL.format(
    "样例市人民政府",
    '<div class="nav"><ul><li><a href="/tzgg/">通知公告</a></li></ul></div>'
    + "".join(linked(path) for path in [*LEADING, *NAMES]),
)
LIST = SHELL.format(
    "通知公告",
    "<ul>"
    + "".join(
        f'<li><a href="/tzgg/{n}.html">关于第{n}号事项的通知公告</a><span>2020-11-{n:02}</span></li>'
        for n in range(1, 11)
    )
    + "</ul>",
)
OWN = {
    "/": Reply(body=HOME),
    "/tzgg/": Reply(body=LIST),
    **{
        f"/tzgg/{n}.html": Reply(body=SHELL.format("通知", linked("/gone.html") + linked("/inner.html")))
        for n in range(1, 11)
    },
}


@dataclass
class Web:
    """Two hosts on the loopback address, and what was asked of them."""

    port: int
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    replies: dict[tuple[str, str], Reply] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Answers as the table says; an address that it does not know is softly absent below /soft and for files."""

    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        self.reply()

    def do_HEAD(self) -> None:  # noqa: N802 - the library's name
        self.reply()

    def reply(self) -> None:
        """Send what stands in the table."""
        host = (self.headers["Host"] or "").partition(":")[0]
        self.web.asked.append((self.command, host, self.path))
        soft = {"/soft/": OTHER["/soft/1.html"], ".pdf": OTHER["/softfile.pdf"]}
        unknown = next((reply for part, reply in soft.items() if part in self.path), Reply(404, "没有这一页"))
        one = self.web.replies.get((host, self.path), unknown)
        if one.hangs:
            threading.Event().wait(4)
        body = one.body.encode()
        self.send_response(one.head or one.status if self.command == "HEAD" else one.status)
        for name, value in {"Content-Type": one.kind, "Content-Length": str(len(body)), **one.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET" and one.headers.get("Content-Length") is None:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep silent."""


@pytest.fixture
def web() -> Iterator[Web]:
    """The web."""
    handler = cast(Any, type("Own", (Handler,), {}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.web = Web(server.server_port)
    handler.web.replies = {
        **{("www.portal.example", path): reply for path, reply in OWN.items()},
        **{("other.example", path): reply for path, reply in OTHER.items()},
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler.web
    server.shutdown()
    server.server_close()


ROUND = """\
[round]
name = "R"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = ["design-links"]
seed = 1

[round.sites]
window = { from = 2020-11-11, to = 2020-11-17 }

[bulletin]
region = "样例市"
"""


@pytest.fixture
def office(tmp_path: Path, web: Web) -> Program:
    """An office whose round is open, with what govsites and pages have seen."""
    folder = tmp_path / "office"
    (folder / "seeds" / "rounds").mkdir(parents=True)
    header = "序号,网站标识码,网站名称,网站地址,是否门户,主办单位\n"
    row = "{},{},样例{},{},{},样例单位\n"
    sites = row.format(1, SITE, "门户", PORTAL + "/", "是") + row.format(2, "4205000002", "部门", PORTAL + "/bm/", "否")
    (folder / "sites.csv").write_text(header + sites, encoding="utf-8")
    (folder / "seeds" / "rounds" / "R.toml").write_text(ROUND, encoding="utf-8")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = govcrawl.settings\n", encoding="utf-8")
    hosts = [f"{name} 127.0.0.1:{web.port}" for name in ("www.portal.example", "other.example")]
    (folder / "hosts").write_text("\n".join([*hosts, f"oa.portal.example 127.0.1.1:{web.port}"]), encoding="utf-8")
    own = {
        "GOVCRAWL_HOSTS": str(folder / "hosts"),
        "GOVCRAWL_ALLOW_NETWORKS": "127.0.0.0/24",
        "no_proxy": "*",
        "GOVCRAWL_ROBOTS": "0",
    }
    program = Program(tmp_path / "var", own, folder)
    program.check("govcrawl", "ledger", "import", "sites.csv", GOVCRAWL_CLOCK="2020-11-11T09:00")
    program.check("govcrawl", "round", "open", "R", GOVCRAWL_CLOCK="2020-11-11T09:00")
    for spider in ("govsites", "pages"):
        program.check("scrapy", "crawl", spider, "-a", "round=R", GOVCRAWL_CLOCK=FIRST)
    return program


def links(program: Program, clock: str, *words: str) -> str:
    """Ask for the links; gives what the crawl said."""
    arguments = ("scrapy", "crawl", "links", "-a", "round=R", "-s", "DOWNLOAD_TIMEOUT=2", *words)
    result = program.run(*arguments, GOVCRAWL_CLOCK=clock)
    assert result.returncode == 0, result.stderr
    return result.stderr


def states(program: Program, night: str) -> dict[str, str]:
    """The deciding state of each address of a night."""
    query = """SELECT v.url, f.state FROM visit v JOIN crawl c ON c.id = v.crawl_id JOIN fetch f ON f.visit_id = v.id
               WHERE v.role = 'link' AND c.night = ? AND c.replay = 0 ORDER BY f.position"""
    found = rows(program, query.replace("?", f"'{night}'"))
    return {str(url).removeprefix("http://other.example"): str(state) for url, state in found}


def test_one_night(office: Program, web: Web) -> None:
    web.asked.clear()
    links(office, FIRST)
    expected = {**EXPECTED, **NAMES, "/inner.html": "not_found"}
    assert states(office, "2020-11-12") == expected
