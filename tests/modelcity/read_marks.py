"""Plain readings of footer marks, entrance for reports and page tags: whether a site has nothing wrong."""

from __future__ import annotations

import re

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look

MARKS = ("bszs.conac.cn", "网站标识码：", "ICP备", "公安备|公网安备", "主办单位：", "联系电话：")
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
INNER_TAGS = {"column": ("ColumnName", "ColumnType"), "article": ("ArticleTitle", "PubDate")}


def _marked(look: Look) -> bool:
    return all(re.search(mark, page) for page in look.pages.values() for mark in MARKS)


def _reportable(look: Look) -> bool:
    return all(f'id="_jiucuo_" sitecode="{look.code}"' in page for page in look.pages.values())


def _tagged(look: Look) -> bool:
    return all(
        re.search(rf'(?i)<meta name="{tag}" content="[^"]+', look.pages[kind])
        for kind, tags in INNER_TAGS.items()
        for tag in (*SITE_TAGS, *tags)
    )


READINGS = {
    Indicator.DESIGN_MARKS: _marked,
    Indicator.DESIGN_REPORTING: _reportable,
    Indicator.DESIGN_TAGS: _tagged,
}
