"""Documents and their interpretations (政策文件、政策解读): planned lists whose articles link to each other or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup

from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.model import Column, Entry, Site
from govcrawl.modelcity.render import render
from govcrawl.vocabulary import Category

Plan = Mapping[str, Any]
DOCUMENTS: Plan = {"kind": "documents", "count": 5, "interpreted": (), "link": "box", "reposts": 2, "inside": ()}
INTERPRETATIONS: Plan = {"kind": "interpretations", "of": (), "link": "box", "forms": (), "reposts": 0}
STRIDE, EVERY = 7, 23
LAG = 2
TEN = time(10, 0)
TITLES = {
    "text": "《{title}》政策解读",
    "picture": "一图读懂《{title}》",
    "video": "【视频解读】{title}",
    "press": "《{title}》新闻发布会实录",
    "animation": "【动漫解读】{title}",
}
SUPERIOR = "国务院办公厅关于进一步加强{topic}工作的意见"


@dataclass(frozen=True, slots=True)
class Author:
    """Writes the planned lists of one site; ``topics`` give documents their names."""

    site: Site
    column: Column
    topics: tuple[str, ...]

    def _topic(self, n: int) -> str:
        return self.topics[(int(self.site.row.code[-2:]) + n * STRIDE) % len(self.topics)]

    def _name(self, n: int) -> str:
        return f"{self.site.row.name.removesuffix('人民政府')}{self._topic(n)}管理办法"

    def _superior(self, n: int) -> str:
        return SUPERIOR.format(topic=self._topic(n + 100))

    def _entry(self, title: str, path: str, day: date, markup: Mapping[str, Any]) -> Entry:
        text = Markup(render("contents/paper.jinja", **markup))  # noqa: S704
        return Entry(title, datetime.combine(day, TEN), path, 0, self.column, markup=text)

    def _day(self, n: int) -> date:
        newest = self.column.newest
        assert newest is not None  # noqa: S101 - asked by write
        return newest - timedelta(n * EVERY)

    def documents(self, plan: Plan) -> Iterator[Entry]:
        """Documents in the own name, then those of superiors."""
        for n in range(plan["count"]):
            title = f"{self.site.row.unit}关于印发《{self._name(n)}》的通知"
            link = plan["link"] if n in plan["interpreted"] else "none"
            other = TITLES["text"].format(title=self._name(n))
            markup = self._markup("document", link, other, f"/jd/{n}.html", n, n in plan["inside"])
            yield self._entry(title, f"/wj/{n}.html", self._day(n), markup)
        for n in range(plan["reposts"]):
            markup = self._markup("repost", "none", "", "", n)
            yield self._entry(self._superior(n), f"/wj/up{n}.html", self._day(n) - timedelta(3), markup)

    def interpretations(self, plan: Plan) -> Iterator[Entry]:
        """Interpretations of own documents, then of superiors'."""
        for place, n in enumerate(plan["of"]):
            form = plan["forms"][place] if place < len(plan["forms"]) else "text"
            title = TITLES[form].format(title=self._name(n))
            markup = self._markup(form, plan["link"], f"《{self._name(n)}》", f"/wj/{n}.html", n)
            yield self._entry(title, f"/jd/{n}.html", self._day(n) - timedelta(LAG), markup)
        for n in range(plan["reposts"]):
            title = TITLES["text"].format(title=self._superior(n))
            markup = self._markup("text", "box", self._superior(n), f"http://www.superior.example/wj/{n}.html", n)
            yield self._entry(title, f"/jd/up{n}.html", self._day(n) - timedelta(4), markup)

    def _markup(self, form: str, link: str, title: str, href: str, n: int, inside: bool = False) -> Plan:
        return {
            "form": form,
            "link": link,
            "title": title,
            "href": href,
            "number": n,
            "inside": inside,
            "unit": self.site.row.unit,
            "year": self._day(n).year,
            "list": next(other.href for other in self.site.columns if other.category is Category.POLICY),
        }


KINDS = {"documents": (DOCUMENTS, Author.documents), "interpretations": (INTERPRETATIONS, Author.interpretations)}


def plan_of(column: Column) -> Plan:
    """The column's ``papers`` with defaults for what they do not say; raises :class:`CityError` for unknown keys."""
    kind = column.papers.get("kind", "")
    if kind not in KINDS:
        raise CityError(f"栏目 {column.address} 的 papers.kind “{kind}”不是 {'、'.join(KINDS)} 之一")
    defaults, _make = KINDS[kind]
    unknown = set(column.papers) - set(defaults)
    if unknown:
        raise CityError(f"栏目 {column.address} 的 papers 有不认识的键：{'、'.join(sorted(unknown))}")
    return {**defaults, **column.papers}


def write(site: Site, column: Column, topics: tuple[str, ...]) -> tuple[Entry, ...]:
    """The rows that ``column.papers`` plans, newest first."""
    plan = plan_of(column)
    _defaults, make = KINDS[plan["kind"]]
    return tuple(sorted(make(Author(site, column, topics), plan), key=lambda row: row.at, reverse=True))
