"""A page record as one plain object, for ``--json`` and for measuring."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from govcrawl.extract.record import ColumnLink, ListEntry, PageRecord, Stamp


def as_object(record: PageRecord, seen_on: date | None = None, page_id: Any = None) -> dict[str, Any]:
    """The record as JSON-ready values: days as ``YYYY-MM-DD``, a day without a year as ``--MM-DD``.

    ``newest`` and ``oldest`` take only days with a year; days after ``seen_on`` are not used.
    """
    days = sorted(valid_days(record, seen_on))
    return {
        **({"id": page_id} if page_id is not None else {}),
        "kind": record.kind.value,
        "encoding": record.encoding,
        "tags": record.tags,
        "title": record.title,
        "column": record.column,
        "breadcrumb": list(record.breadcrumb),
        "published": _published(record.published),
        "witnesses": [
            {"name": each.name, "raw": each.raw, "date": str(each.date) if each.date else None}
            for each in record.witnesses
        ],
        "entries": [_entry(entry) for entry in record.entries],
        "newest": str(days[-1]) if days else None,
        "oldest": str(days[0]) if days else None,
        "undated": sum(entry.stamp is None for entry in record.entries),
        "columns": [_column(each) for each in (*record.columns, *record.other_columns)],
        "pagination": asdict(record.pagination) if record.pagination else None,
        "marks": asdict(record.marks),
        "data_sources": list(record.data_sources),
        "redirect": record.redirect,
        "doubts": list(record.doubts),
    }


def _column(column: ColumnLink) -> dict[str, Any]:
    return {
        "name": column.name,
        "url": column.url,
        "category": column.category.value,
        "by": column.by.value,
        "level": column.level,
        "parent": column.parent,
        "relation": column.relation.value,
    }


def valid_days(record: PageRecord, seen_on: date | None = None) -> list[date]:
    """The entries' days with a year, those after the look left out."""
    days = [entry.stamp.date for entry in record.entries if entry.stamp]
    return [day for day in days if isinstance(day, date) and (seen_on is None or day <= seen_on)]


def _published(stamp: Stamp | None) -> dict[str, str | None] | None:
    if stamp is None:
        return None
    clock = stamp.time.isoformat("minutes" if not stamp.time.second else "seconds") if stamp.time else None
    return {"date": str(stamp.date), "time": clock, "raw": stamp.raw, "rule": stamp.rule}


def _entry(entry: ListEntry) -> dict[str, Any]:
    stamp = entry.stamp
    return {
        "title": entry.title,
        "url": entry.url,
        "date": str(stamp.date) if stamp else None,
        "raw": stamp.raw if stamp else None,
        "rule": stamp.rule if stamp else None,
        "pinned": entry.pinned,
    }
