"""Addresses on a page: which ones can be followed, how they join, and the one form that identifies a column."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
SESSION_KEYS = frozenset({"jsessionid", "phpsessid", "aspsessionid", "asp.net_sessionid", "sessionid", "sid"})
SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#;]*", re.I)
DEAD = re.compile(r"^(?:#|javascript:|vbscript:|mailto:|tel:|data:|about:|file:|blob:)", re.I)
BLANKS = re.compile(r"[\t\r\n]+")
PLAIN = re.compile(r"(?![./])[\w\-./%~+,=]{1,4000}\Z", re.ASCII)
LONGEST = 4000
PAGES = (".htm", ".html", ".shtml", ".jhtml", ".jsp", ".jspx", ".aspx", ".asp", ".php", ".do", ".action", "/")


def normalise_url(url: str, *, whole: bool = False) -> str:
    """The form of an address that identifies a column: host in lower case, no default port, fragment or session id.

    The query stays, in its order; ``whole`` keeps it to the letter, since what is called a session id may name a page.
    What cannot be parsed as an address is returned stripped.
    """
    url = BLANKS.sub("", url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if not parts.scheme or not parts.hostname:
        return url
    scheme = parts.scheme.lower()
    host = parts.hostname.lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    path = SESSION_IN_PATH.sub("", parts.path) or "/"
    return urlunsplit((scheme, host, path, parts.query if whole else _without_session(parts.query), ""))


def _without_session(query: str) -> str:
    if "s" not in query.lower() or not any(key in query.lower() for key in SESSION_KEYS):
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if key.lower() not in SESSION_KEYS]
    return query if len(kept) == len(pairs) else urlencode(kept)


def lies_below(url: str, page: str) -> bool:
    """Whether an address lies in the folder of a page's own address, where that is not the host's root."""
    folder = page.split("?")[0].rpartition("/")[0] + "/"
    return split(folder).path not in {"", "/"} and url != page and url.startswith(folder)


def is_page_address(url: str) -> bool:
    """Whether an address is likely to lead to a page to read and not to a file to download."""
    path = url.split("?")[0].split("#")[0]
    return path.lower().endswith(PAGES) or "." not in path.rsplit("/", 1)[-1]


def followable(href: str | None) -> str | None:
    """The address in ``href`` as written, or None where it is no address (script, anchor on the page, empty)."""
    if not href:
        return None
    href = BLANKS.sub("", href.strip())
    if not href or len(href) > LONGEST or DEAD.match(href):
        return None
    return href


class Base:
    """Joins the addresses of one page; without a page address they stay as they are written."""

    def __init__(self, url: str, base_href: str | None = None) -> None:
        self.url = join(url, base_href) if base_href else url
        self._folder = self._fast_folder()

    def _fast_folder(self) -> str | None:
        if not self.url.startswith(("http://", "https://")):
            return None
        bare = self.url.split("#", 1)[0].split("?", 1)[0]
        folder, slash, _ = bare.rpartition("/")
        return folder + "/" if slash and folder.count("/") >= 2 and not folder.endswith("/") else None

    def resolve(self, href: str | None) -> str | None:
        """The absolute address of ``href``; None where it cannot be followed."""
        if href and self._folder:
            plain = href.removeprefix("./")
            if PLAIN.match(plain) and "//" not in plain and "/." not in plain:
                return self._folder + plain
        usable = followable(href)
        if usable is None or not self.url:
            return usable
        if usable.startswith(("http://", "https://")):
            return usable
        return join(self.url, usable)


def join(base: str, href: str | None) -> str:
    """``urljoin`` that gives back ``href`` where it cannot be parsed."""
    try:
        return urljoin(base, href or "")
    except ValueError:
        return href or ""


def split(url: str) -> SplitResult:
    """The parts of an address; all empty where it cannot be parsed."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


ARTICLE = re.compile(
    r"t20\d{6}_|content_\d|/content/|post_\d|detail[-_/?]|/art/\d{4}|[0-9a-f]{20,}\.s?html?"
    r"|(?:^|/)\d{3,}\.s?html?$|info/\d+/\d+",
    re.I,
)


def is_article_address(url: str) -> bool:
    """Whether an address has a form that content systems give to articles, such as ``t20201116_7.html``."""
    return ARTICLE.search(url) is not None


DATE_IN_PATH = (
    ("address-day", re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)")),
    ("address-compact", re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")),
    ("address-month-day", re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]?(\d\d)[-/](\d\d)(?!\d)")),
)


def date_in(url: str | None) -> tuple[date, str] | None:
    """The day that an address names and its text: ``/2021/1/4/``, ``t20210104_``, ``/2018-07-27/``; None where none."""
    if not url or ("20" not in url and "19" not in url):
        return None
    for _, pattern in DATE_IN_PATH:
        found = pattern.search(url)
        if found:
            day = _day(*found.groups())
            if day:
                return day, found.group()
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
