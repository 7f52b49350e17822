"""Content systems (内容管理系统) as far as a visitor sees them: their addresses, encodings and pagers.

An address form is filled with ``slug`` and ``number`` of the column, ``page`` (from 1) and ``before`` (page - 1), and
for an article with ``id`` and ``date``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """One content system; ``rows`` says where the rows of a list's first page stand."""

    column: str
    page: str
    article: str
    home: tuple[str, ...] = ("/", "/index.html")
    also: tuple[str, ...] = ()
    charset: str = "utf-8"
    declares_charset: bool = True
    rows: str = "page"
    per_page: int = 15


FAMILIES = {
    "trs": Family(
        column="/{slug}/",
        page="/{slug}/index_{before}.html",
        article="/{slug}/{date:%Y%m}/t{date:%Y%m%d}_{id}.html",
        also=("/{slug}/index.html",),
        per_page=20,
    ),
    "phpcms": Family(
        column="/list-{number}-1.html",
        page="/list-{number}-{page}.html",
        article="/show-{number}-{id}-1.html",
        home=("/", "/index.html", "/index.php"),
        per_page=18,
    ),
    "hanweb": Family(
        column="/col/col{number}/index.html",
        page="/module/web/jpage/dataproxy.jsp?page={page}&appid=1&webid=1&columnid={number}&unitid=5{number}&permissiontype=0",
        article="/art/{date:%Y}/{date.month}/{date.day}/art_{number}_{id}.html",
        rows="datastore",
    ),
    "kaipu": Family(
        column="/{slug}/index.html",
        page="/{slug}/index_{page}.html",
        article="/{slug}/content/post_{id}.html",
        also=("/{slug}/",),
    ),
    "json": Family(
        column="/{slug}/index.shtml",
        page="/common/content/list?channelId={number}&pageNum={page}&pageSize=15",
        article="/{slug}/{date:%Y-%m}/{date:%d}/content_{id}.shtml",
        home=("/", "/index.shtml"),
        also=("/{slug}/",),
        rows="json",
    ),
    "aspnet": Family(
        column="/NewsList.aspx?ClassID={number}",
        page="/NewsList.aspx?ClassID={number}&page={page}",
        article="/NewsView.aspx?ID={id}",
        home=("/", "/Default.aspx"),
        charset="gb18030",
        declares_charset=False,
        per_page=20,
    ),
}

DATE_FORMS = {
    "iso": "%Y-%m-%d",
    "bracket": "[%Y-%m-%d]",
    "time": "%Y-%m-%d %H:%M",
    "cn": "%Y年%m月%d日",
    "slash": "%Y/%m/%d",
    "dot": "%Y.%m.%d",
    "md": "%m-%d",
    "bmd": "[%m-%d]",
    "pmd": "（%m-%d）",
    "none": "",
}
