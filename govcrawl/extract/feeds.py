"""List answers that are not pages: jpage's XML with records of HTML, RSS and Atom, and lists in JSON or in a script."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from govcrawl.extract.dates import Found, full_dates, whole_date
from govcrawl.extract.tree import flat

JPAGE = re.compile(r"<(datastore|recordset|nextgroup)\b", re.I)
TOTAL = re.compile(r"<(?:totalpage|totalPage)>\s*(\d+)\s*<")
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I)
FEED_ITEMS = (("<item", "</item>"), ("<entry", "</entry>"))
RECORDS = ("<record", "<nextgroup")
LONGEST_ITEM, MOST_ITEMS = 20_000, 5_000
FIELD = re.compile(r"<(title|link|guid|pubDate|published|updated|dc:date)\b([^>]*?)(?:/>|>(.*?)</\1\s*>)", re.S | re.I)
HREF = re.compile(r"href\s*=\s*[\"']([^\"']+)")
TITLE_KEYS = (
    "title",
    "doctitle",
    "biaoti",
    "infotitle",
    "articletitle",
    "docTitle",
    "showtitle",
    "subject",
    "headline",
)
DATE_KEY_WORDS = (
    "pubdate publishdate publishtime publishedtime docreltime docrelpubtime releasetime showdate showtime "
    "infodate displaydate display_date published_at date_published deploytime fbsj fbrq date time publish_time pubtime "
    "docpubtime"
)
DATE_KEYS = tuple(DATE_KEY_WORDS.split())
URL_KEY_WORDS = "url urls link href docpuburl infourl linkurl puburl pageurl docurl visiturl"
URL_KEYS = tuple(URL_KEY_WORDS.split())
ASSIGNED = re.compile(r"(?:=|\(|:)\s*(?=[\[{])")
SHANGHAI = timezone(timedelta(hours=8))
MOST_SCRIPT = 3_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a data list: its title, its address as written, and its day."""

    title: str
    url: str | None
    found: Found | None


def records_html(text: str) -> tuple[str, int | None] | None:
    """The HTML inside a jpage answer and its number of pages; None where the text is no such answer."""
    if not JPAGE.search(text, 0, 3000):
        return None
    records = list(_cdata(text))
    pages = TOTAL.search(text)
    return "<ul>" + "\n".join(records) + "</ul>", int(pages.group(1)) if pages else None


def _cdata(text: str) -> Iterator[str]:
    """The CDATA of each record element."""
    at = 0
    for _ in range(MOST_ITEMS):
        starts = [start for start in (text.find(tag, at) for tag in RECORDS) if start >= 0]
        opened = text.find("<![CDATA[", min(starts)) if starts else -1
        closed = text.find("]]>", opened) if opened >= 0 else -1
        if closed < 0:
            return
        yield text[opened + 9 : closed]
        at = closed + 3


def embedded_records_html(source: str) -> str | None:
    """The HTML of a jpage answer that stands in a page's own script element; None where it holds none."""
    answer = records_html(source) if "<record" in source[:3000] or "<datastore" in source[:3000] else None
    return answer[0] if answer else None


def feed_records(text: str) -> list[Record] | None:
    """The items of an RSS or Atom feed; None where the text is none."""
    if not FEED.search(text, 0, 2000):
        return None
    return [record for item in _feed_items(text) if (record := _feed_record(item))]


def _feed_items(text: str) -> Iterator[str]:
    for start, end in FEED_ITEMS:
        at = text.find(start)
        for _ in range(MOST_ITEMS):
            closed = text.find(end, at) if at >= 0 else -1
            if closed < 0:
                break
            yield text[at + len(start) : min(closed, at + LONGEST_ITEM)]
            at = text.find(start, closed)


def _feed_record(item: str) -> Record | None:
    fields: dict[str, str] = {}
    for name, attributes, content in FIELD.findall(item):
        href = HREF.search(attributes)
        fields.setdefault(name.lower(), _plain(content) or (href.group(1) if href else ""))
    title = fields.get("title", "")
    raw = fields.get("pubdate") or fields.get("published") or fields.get("dc:date") or ""
    return Record(title, fields.get("link") or None, _machine_date(raw, "pubDate")) if title else None


def _plain(text: str) -> str:
    if "<" not in text and "&" not in text:
        return flat(text)
    text = re.sub(r"^\s*<!\[CDATA\[(.*?)\]\]>\s*$", r"\1", text, flags=re.S)
    return flat(entities.unescape(re.sub(r"<[^>]*>", "", text)))


def _machine_date(raw: Any, key: str) -> Found | None:
    """A day as data gives it: a written one, milliseconds or seconds, or the form of mail headers."""
    text = str(raw).strip()
    if not text:
        return None
    if re.fullmatch(r"\d{13}|\d{10}", text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return _at(datetime.fromtimestamp(seconds, SHANGHAI), text, f"{key}·时间戳")
    found = whole_date(text) or next(full_dates(text), None)
    if found is not None:
        return Found(found.value, f"{key}·{found.rule}", text[:40], 0, len(text), found.time, found.days_ago)
    try:
        return _at(parsedate_to_datetime(text).astimezone(SHANGHAI), text, f"{key}·邮件格式")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _at(moment: datetime, raw: str, rule: str) -> Found:
    return Found(
        date(moment.year, moment.month, moment.day),
        rule,
        raw,
        0,
        len(raw),
        time(moment.hour, moment.minute, moment.second),
    )


def json_records(text: str) -> list[Record] | None:
    """The longest list of titled records in a JSON text; None where the text is no JSON."""
    start = text.lstrip()[:1]
    if start not in {"{", "["}:
        callback = re.match(r"\s*[\w.$]+\s*\(\s*(?=[\[{])", text)
        if callback is None:
            return None
        text = text[callback.end() :].rstrip().rstrip(";").rstrip(")")
    value = _load(text)
    return _longest(value) if value is not None else None


def fragment_in_json(text: str) -> str | None:
    """The longest HTML fragment among the strings of a JSON answer (``{"data":{"html":"<li>…"}}``); None where none."""
    pending, best = [_load(text)], ""
    for _ in range(MOST_ITEMS):
        if not pending:
            break
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, str) and len(value) > len(best) and "<a " in value:
            best = value
    return best or None


def script_records(source: str) -> list[Record]:
    """The longest list of titled and dated records that a script holds as JSON."""
    lowered = source[:MOST_SCRIPT].lower()
    if '"title"' not in lowered and '"doctitle"' not in lowered:
        return []
    best: list[Record] = []
    for value in _values_in(source[:MOST_SCRIPT]):
        records = _longest(value)
        if sum(record.found is not None for record in records) > sum(record.found is not None for record in best):
            best = records
    return best


def _values_in(source: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(200):
        match = ASSIGNED.search(source, at)
        if match is None:
            return
        at = match.end()
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            continue
        yield value


def _load(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _longest(value: Any) -> list[Record]:
    best: list[Record] = []
    pending: list[tuple[Any, int]] = [(value, 0)]
    while pending:
        at, depth = pending.pop()
        if isinstance(at, list):
            records = [record for each in at if isinstance(each, dict) and (record := _record(each))]
            if (sum(r.found is not None for r in records), len(records)) > (
                sum(r.found is not None for r in best),
                len(best),
            ):
                best = records
        if depth < 12 and isinstance(at, (dict, list)):
            pending.extend(
                (child, depth + 1)
                for child in (at.values() if isinstance(at, dict) else at)
                if isinstance(child, (dict, list))
            )
    return best


def _record(data: dict[str, Any]) -> Record | None:
    lowered = {key.lower(): (key, value) for key, value in data.items() if isinstance(key, str)}
    title = next(
        (str(lowered[key][1]) for key in TITLE_KEYS if key in lowered and isinstance(lowered[key][1], str)), ""
    )
    title = _plain(title)
    if not title:
        return None
    url = next((_url(lowered[key][1]) for key in URL_KEYS if key in lowered and lowered[key][1]), None)
    dated = next(((lowered[key]) for key in DATE_KEYS if key in lowered and lowered[key][1] not in (None, "", 0)), None)
    if url is None and dated is None:
        return None
    return Record(title, url, _machine_date(dated[1], dated[0]) if dated and isinstance(dated[1], (str, int)) else None)


def _url(value: Any) -> str | None:
    """An address, also from JSON inside a JSON string such as ``{"pc":"/a.html"}``."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        value = _load(value)
    if isinstance(value, dict):
        return next((str(each) for key in ("pc", "common", "www", "url") for each in (value.get(key),) if each), None)
    return value if isinstance(value, str) else None
