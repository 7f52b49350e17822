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
from tests.crawl.test_crawl import opened, rows
from tests.crawl.test_replay import NO_NETWORK

__all__ = ["opened"]

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
ENTRY = '<li><a href="/tzgg/{n}.html">{title}</a><span>{day}</span></li>'
LIST = SHELL.format(
    "通知公告",
    "<ul>"
    + "".join(ENTRY.format(n=n, title=f"关于第{n}号事项的通知公告", day=f"2020-11-{n:02}") for n in range(10, 0, -1))
    + "</ul>",
)
ARTICLE = Reply(
    body=SHELL.format(
        "关于事项的通知公告",
        "<h1>关于事项的通知公告</h1><p>发布时间：2020-11-01</p>"
        + "<p>各县市区人民政府，市政府各部门：现将有关事项通知如下，请认真贯彻执行。</p>" * 8
        + linked("/gone.html")
        + linked("/inner.html"),
    )
)
OWN = {
    "/": Reply(body=HOME),
    "/tzgg/": Reply(body=LIST),
    **{f"/tzgg/{n}.html": ARTICLE for n in range(1, 11)},
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

    def do_GET(self) -> None:
        self.reply()

    def do_HEAD(self) -> None:
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


class Server(ThreadingHTTPServer):
    """A server that says nothing of visitors who hang up."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Keep silent."""


@pytest.fixture
def web() -> Iterator[Web]:
    """The web."""
    handler = cast(Any, type("Own", (Handler,), {}))
    server = Server(("127.0.0.1", 0), handler)
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


def judged(program: Program) -> dict[str, tuple[str, str]]:
    """What is found on the portal, by address: outcome and values; the summary by the portal's own address."""
    told = json.loads(program.check("report", "judge", "--round", "R", "--json"))
    found = {
        one["subject"]: (one["outcome"], one["values"])
        for target in told["targets"]
        for one in target["findings"]
        if target["target"] == SITE
    }
    return {url.removeprefix("http://other.example"): values for url, values in found.items()}


DEAD = {
    "/gone.html": f"404，{{}}；见于{PORTAL}/、",
    "/removed.pdf": f"410，{{}}；见于{PORTAL}/",
    "/soft/1.html": f"页面称不存在，{{}}；见于{PORTAL}/",
    "/softfile.pdf": f"页面称不存在，{{}}；见于{PORTAL}/",
    "http://www.nowhere.example/": f"域名无法解析，{{}}；见于{PORTAL}/",
    "/inner.html": f"404，{{}}；见于{PORTAL}/tzgg/",
}


def test_links_are_asked_for_on_two_days_and_judged(office: Program, web: Web) -> None:
    assert judged(office)[PORTAL + "/"][0] == "unchecked"
    web.asked.clear()
    links(office, FIRST)
    own = {f"{PORTAL}{path}" for _, host, path in web.asked if host == "www.portal.example"} - {PORTAL + "/"}
    assert states(office, "2020-11-12") == {**EXPECTED, **NAMES, "/inner.html": "not_found", **dict.fromkeys(own, "ok")}
    # A page is asked for once, its headers never; a file by its headers, and once more where they do not convince.
    asked = [(way, path) for way, host, path in web.asked if host == "other.example"]
    assert len(asked) == len(set(asked))
    ways = {path: [way for way, one in asked if one == path] for _, path in asked}
    assert ways["/file.pdf"] == ways["/pic.png"] == ways["/bigplain.zip"] == ["HEAD"]
    assert ways["/nohead.doc"] == ways["/big.zip"] == ["HEAD", "GET"]
    assert ways["/gone.html"] == ["GET"]

    found = judged(office)
    told = {url: ("suspect", found[url][1].startswith(one.format("2020-11-12"))) for url, one in DEAD.items()}
    assert told == dict.fromkeys(DEAD, ("suspect", True)), found
    assert found["/mended.html"][0] == "suspect"

    web.replies["other.example", "/mended.html"] = Reply()
    links(office, SECOND)
    second = states(office, "2020-11-13")
    assert second["/mended.html"] == "ok"
    assert set(second) == {url for url, state in {**EXPECTED, **NAMES, "/inner.html": ""}.items() if state != "ok"}
    found = judged(office)
    days = "2020-11-12、2020-11-13"
    assert {url for url, (outcome, _) in found.items() if outcome == "fail"} == set(DEAD)
    assert [url for url, values in DEAD.items() if not found[url][1].startswith(values.format(days))] == []
    assert {url for url, (outcome, _) in found.items() if outcome == "suspect"} == {"/titled/x.html"}
    outcome, values = found[PORTAL + "/"]
    parts = ("打不开6个", "存疑1个", "被拦截3个", "内网地址1个", "需要登录2个", "文件过大未取1个", "无法判定2个")
    assert (outcome, [part for part in parts if part not in values]) == ("pass", []), values


def test_a_night_of_links_is_gone_on_with_and_read_again(office: Program, web: Web) -> None:
    links(office, FIRST)
    looks = rows(office, "SELECT count(*) FROM visit v JOIN crawl c ON c.id = v.crawl_id WHERE c.spider = 'links'")[0][
        0
    ]
    web.asked.clear()
    links(office, FIRST)
    assert [path for _, host, path in web.asked if host == "other.example"] == []
    replay = office.run("scrapy", "crawl", "links", "-a", "round=R", "-a", "replay=2020-11-12", **NO_NETWORK)
    assert replay.returncode == 0, replay.stderr
    assert f"相同 {looks}，不同 0，缺少 0，新增 0" in replay.stderr
    same = "SELECT v.url, f.state FROM visit v JOIN crawl c ON c.id = v.crawl_id JOIN fetch f ON f.visit_id = v.id"
    first, again = (
        rows(office, f"{same} WHERE c.replay = {number} AND c.spider = 'links' ORDER BY 1, 2") for number in (0, 1)
    )
    assert first == again


def test_no_more_links_than_the_settings_allow(office: Program) -> None:
    told = links(office, FIRST, "-s", "LINKS_PER_SITE=5")
    assert len(states(office, "2020-11-12")) == 4
    assert "超出每站页数" in told
    assert judged(office)[PORTAL + "/"][0] == "unchecked"


def test_a_round_that_does_not_inspect_links_asks_for_none(opened: Program) -> None:
    result = opened.run("scrapy", "crawl", "links", "-a", "round=2020Q4", GOVCRAWL_CLOCK=FIRST)
    assert (result.returncode, "检查范围没有“可用性”" in result.stderr) == (2, True), result.stderr
