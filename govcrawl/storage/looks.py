"""Writing looks in batches, and finding again what was archived at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, insert, select

from govcrawl.items import Evidence, Fetch, Look
from govcrawl.storage import models
from govcrawl.storage.runs import VisitKey


def visit_key(look: Look) -> VisitKey:
    """What makes a look unique within one crawl."""
    return (look.target_kind, look.target, look.role, look.list_url, look.url)


def _visit_row(crawl_id: int, look: Look) -> dict[str, Any]:
    kind, target, role, list_url, url = visit_key(look)
    return {
        "crawl_id": crawl_id,
        "target_kind": kind,
        "target": target,
        "role": role,
        "list_url": list_url,
        "url": url,
        "observed_at": look.observed_at,
        "reading": look.reading,
        "title": look.title,
        "encoding": look.encoding,
        "newest": look.newest,
        "entry_count": len(look.entries),
        "dated_count": sum(entry.date is not None and entry.exclusion is None for entry in look.entries),
    }


def _fetch_rows(look: Look) -> Iterable[dict[str, Any]]:
    for position, fetch in enumerate(look.fetches):
        evidence = fetch.evidence
        yield {
            "position": position,
            "url": fetch.url,
            "observed_at": fetch.observed_at,
            "state": fetch.state,
            "status": fetch.status,
            "elapsed": fetch.elapsed,
            "detail": fetch.detail,
            "warc_file": evidence and evidence.warc_file,
            "warc_offset": evidence and evidence.offset,
            "record_id": evidence and evidence.record_id,
            "payload_digest": evidence and evidence.payload_digest,
        }


def _entry_rows(look: Look) -> Iterable[dict[str, Any]]:
    names = ("position", "title", "url", "date", "raw", "rule", "pinned", "exclusion")
    return ({name: getattr(entry, name) for name in names} for entry in look.entries)


def _column_rows(look: Look) -> Iterable[dict[str, Any]]:
    names = ("url", "name", "category", "category_by", "level", "parent")
    return ({name: getattr(column, name) for name in names} for column in look.columns)


def _doubt_rows(look: Look) -> Iterable[dict[str, Any]]:
    return ({"text": doubt} for doubt in look.doubts)


def _witness_rows(look: Look) -> Iterable[dict[str, Any]]:
    return ({"name": one.name, "raw": one.raw, "date": one.date} for one in look.witnesses)


def _mark_rows(look: Look) -> Iterable[dict[str, Any]]:
    return ({"name": mark.name, "value": mark.value} for mark in look.marks)


def _tag_rows(look: Look) -> Iterable[dict[str, Any]]:
    return ({"name": tag.name, "value": tag.value} for tag in look.tags)


def _link_rows(look: Look) -> Iterable[dict[str, Any]]:
    return ({"url": link.url, "text": link.text, "kind": link.kind} for link in look.links)


def _search_rows(look: Look) -> Iterable[dict[str, Any]]:
    form = look.search
    return [{"action": form.action, "field": form.field, "method": form.method}] if form else ()


def _channel_rows(look: Look) -> Iterable[dict[str, Any]]:
    return () if look.channel is None else (asdict(look.channel),)


def _message_rows(look: Look) -> Iterable[dict[str, Any]]:
    return map(asdict, look.messages)


def _guide_rows(look: Look) -> Iterable[dict[str, Any]]:
    return map(asdict, look.guide)


_PARTS: tuple[tuple[type[models.Base], Callable[[Look], Iterable[dict[str, Any]]]], ...] = (
    (models.Fetch, _fetch_rows),
    (models.Entry, _entry_rows),
    (models.FoundColumn, _column_rows),
    (models.Doubt, _doubt_rows),
    (models.Witness, _witness_rows),
    (models.Mark, _mark_rows),
    (models.Tag, _tag_rows),
    (models.Link, _link_rows),
    (models.Search, _search_rows),
    (models.Channel, _channel_rows),
    (models.Message, _message_rows),
    (models.GuideElement, _guide_rows),
)


def store_looks(engine: Engine, crawl_id: int, looks: Sequence[Look]) -> None:
    """Store a batch of looks with all their parts, in one transaction."""
    if not looks:
        return
    with engine.begin() as connection:
        ids = connection.scalars(
            insert(models.Visit).returning(models.Visit.id, sort_by_parameter_order=True),
            [_visit_row(crawl_id, look) for look in looks],
        ).all()
        for model, rows_of in _PARTS:
            rows = [{"visit_id": id_, **row} for id_, look in zip(ids, looks, strict=True) for row in rows_of(look)]
            if rows:
                connection.execute(insert(model), rows)


def archived_chains(engine: Engine, crawl_id: int) -> dict[VisitKey, list[Fetch]]:
    """Every look of a crawl with the chain of fetches that led to it, failures included."""
    visit, fetch = models.Visit, models.Fetch
    query = (
        select(fetch, visit.target_kind, visit.target, visit.role, visit.list_url, visit.url.label("visit_url"))
        .join(visit, visit.id == fetch.visit_id)
        .where(visit.crawl_id == crawl_id)
        .order_by(fetch.visit_id, fetch.position)
    )
    chains: dict[VisitKey, list[Fetch]] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            key = (row.target_kind, row.target, row.role, row.list_url, row.visit_url)
            chains.setdefault(key, []).append(_fetch(row))
    return chains


def answered(chains: Iterable[Sequence[Fetch]]) -> dict[tuple[str, str], Fetch]:
    """Every address that was answered in these chains, by :attr:`Fetch.key`, with its last fetch that has evidence."""
    return {fetch.key: fetch for chain in chains for fetch in chain if fetch.evidence}


def _fetch(row: Any) -> Fetch:
    evidence = Evidence(row.warc_file, row.warc_offset, row.record_id, row.payload_digest) if row.warc_file else None
    return Fetch(row.url, row.observed_at, row.state, row.status, row.elapsed, row.detail, evidence)
