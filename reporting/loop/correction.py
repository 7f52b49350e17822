"""Corrections (更正通知): what an issued bulletin said and should say; the bulletin itself is never altered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.models import Correction as CorrectionRow
from govcrawl.storage.models import Edition
from reporting.bulletin.wording import Script

_NOTHING = "（无）"


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a bulletin: ``where``, as it was issued and as it should be."""

    where: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: its number, what it changes, and the bulletin as it reads then (JSON)."""

    round: str
    number: int
    title: str
    day: date
    issuer: str
    reason: str
    changes: tuple[Change, ...]
    bulletin: str


def changes_between(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """What differs between two bulletins as data: number, title, paragraphs, rows of the annexes."""
    return [*text_changes(was, now), *annex_changes(was["annexes"], now["annexes"])]


def text_changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """What differs before the annexes."""
    for where, name in (("发文字号", "number"), ("标题", "title")):
        if was[name] != now[name]:
            yield Change(where, was[name] or _NOTHING, now[name] or _NOTHING)
    yield from _paragraphs(was["paragraphs"], now["paragraphs"])


def _paragraphs(was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    gone = [text for text in was if text not in now]
    come = [text for text in now if text not in was]
    for number in range(max(len(gone), len(come))):
        before, after = (texts[number] if number < len(texts) else _NOTHING for texts in (gone, come))
        place = was.index(before) + 1 if before in was else now.index(after) + 1
        yield Change(f"正文第{place}段", before, after)


def annex_changes(was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    """What differs between the annexes, one by one; those that only one side has are told as a whole."""
    for before, after in zip_longest(was, now):
        if before is not None and after is not None:
            yield from _row_changes(before["rows"], after)
            continue
        told = (
            f"{annex.get('title', '')}（{len(annex['rows'])}行）" if annex else _NOTHING for annex in (before, after)
        )
        yield Change((before or after)["label"], *told)


def keyed(rows: Iterable[Sequence[str]], keys: Sequence[int]) -> dict[str, Sequence[str]]:
    """The rows by what tells them apart; what stands there again is another row."""
    found: dict[str, Sequence[str]] = {}
    for row in rows:
        name = own = "，".join(row[key] for key in keys if key < len(row))
        for number in count(2):
            if name not in found:
                break
            name = f"{own}，第{number}次"
        found[name] = row
    return found


def _row_changes(rows: Iterable[Sequence[str]], now: Mapping[str, Any]) -> Iterator[Change]:
    """What differs between two annexes, row by row and cell by cell."""
    before, after = keyed(rows, now["keys"]), keyed(now["rows"], now["keys"])
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if one is None or other is None or len(one) != len(other):
            yield Change(f"{now['label']} {key}", *("；".join(row) if row else _NOTHING for row in (one, other)))
            continue
        for name, old, new in zip(now["header"], one, other, strict=True):
            if old != new:
                yield Change(f"{now['label']} {_called(key, other, now)}“{name}”", old, new)


def _called(key: str, row: Sequence[str], annex: Mapping[str, Any]) -> str:
    return key if annex["name"] in annex["keys"] else f"{row[annex['name']]}（{key}）"


def issued_bulletin(session: Session, round_name: str, script: Script) -> tuple[str, int]:
    """The bulletin as it stands for its readers (JSON), and how many corrections it has had.

    Raises :class:`Problem` where none was issued as JSON, and where the file is no longer what was issued.
    """
    query = select(CorrectionRow).where(CorrectionRow.round == round_name, CorrectionRow.script == script)
    last = session.scalars(query.order_by(CorrectionRow.number.desc())).first()
    if last is not None:
        return last.bulletin, last.number
    chosen = select(Edition).where(Edition.round == round_name, Edition.script == script, Edition.format == "json")
    edition = session.scalars(chosen).one_or_none()
    if edition is None:
        advice = "请先用 report build --format json 印发"
        raise Problem(f"轮次 {round_name} 没有印发过 JSON 格式的通报（{script}），无从比对。{advice}。")
    try:
        content = Path(edition.path).read_bytes()
    except OSError as error:
        raise Problem(f"{edition.path}：无法读取已印发的通报（{error}）。") from error
    if hashlib.sha256(content).hexdigest() != edition.sha256:
        raise Problem(f"{edition.path} 与印发时的内容不同，不能据此更正。请恢复原文件。")
    return content.decode(), 0


def correction_of(issued: str, number: int, now: str, details: Mapping[str, Any]) -> Correction:
    """The correction that leads from the issued bulletin to the one of today; raises :class:`Problem` without any."""
    was, own = json.loads(issued), json.loads(now)
    changes = changes_between(was, own)
    if not changes:
        raise Problem(f"轮次 {details['round']} 的通报与现在的判定没有不同，无需更正。")
    title = f"关于《{was['title']}》的更正通知"
    return Correction(number=number + 1, title=title, changes=tuple(changes), bulletin=now, **details)
