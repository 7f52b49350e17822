"""Pages of accounts: profile pages of platforms, and feeds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from urllib.parse import urljoin, urlsplit

from govcrawl.clock import ZONE
from govcrawl.modelcity.accounts import posts
from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.links import route_key
from govcrawl.modelcity.model import Account, Post
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.render import render

Page = Callable[[], Answer | None]
TYPES: Mapping[str, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "jsonfeed": "application/feed+json; charset=utf-8",
}
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class PostView:
    """A post with its time in every form that a page may use."""

    title: str
    href: str
    pinned: bool
    time: str
    day: str
    full: str
    iso: str
    rfc: str


def weibo_time(at: datetime, today: date) -> str:
    """A time as Weibo writes it: 今天, 昨天, month and day within the year, else in full."""
    clock = at.strftime("%H:%M")
    near = {today: "今天", today - timedelta(days=1): "昨天"}.get(at.date())
    if near:
        return f"{near} {clock}"
    return f"{at.month}月{at.day}日 {clock}" if at.year == today.year else at.strftime("%Y-%m-%d %H:%M")


def _view(account: Account, post: Post, today: date) -> PostView:
    aware = post.at.replace(tzinfo=ZONE)
    return PostView(
        title=post.title,
        href=urljoin(account.row.address, post.path),
        pinned=post.pinned,
        time=weibo_time(post.at, today),
        day=f"{post.at.year}年{post.at.month}月{post.at.day}日",
        full=post.at.strftime("%Y-%m-%d %H:%M"),
        iso=aware.isoformat(),
        rfc=format_datetime(aware),
    )


def _json_feed(account: Account, views: list[PostView]) -> str:
    items = [{"id": view.href, "url": view.href, "title": view.title, "date_published": view.iso} for view in views]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": account.row.name,
        "description": "样例 · 模型城市：全部内容虚构",
        "home_page_url": account.row.address,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _profile(account: Account, today: date) -> Answer | None:
    if account.answer:
        return refuse(account.answer)
    views = [_view(account, post, today) for post in posts(account)]
    if account.form == "jsonfeed":
        text = _json_feed(account, views)
    else:
        updated = max((view.iso for view in views), default="")
        text = render(f"accounts/{account.form}.jinja", account=account, posts=views, updated=updated)
    return Answer(200, text.encode(), TYPES.get(account.form, HTML))


def _post_page(account: Account, post: Post, today: date) -> Answer:
    view = _view(account, post, today)
    return Answer(200, render("accounts/post.jinja", account=account, post=view).encode(), HTML)


def account_routes(accounts: tuple[Account, ...], today: date) -> Iterator[tuple[str, str, Page]]:
    """Host, route key and page of each account and of its posts."""
    for account in accounts:
        host = urlsplit(account.row.address).netloc.lower()
        yield host, route_key(account.row.address), partial(_profile, account, today)
        for post in posts(account):
            yield host, route_key(post.path), partial(_post_page, account, post, today)
