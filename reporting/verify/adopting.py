"""The version that was edited and signed elsewhere, taken over as the issued edition (印发版) after it was checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.storage.models import Edition
from reporting.bulletin.issue import write_whole
from reporting.bulletin.wording import Script
from reporting.loop.correction import Change
from reporting.verify.comparing import differences

Data = Mapping[str, Any]
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_DOCUMENT_NUMBER = re.compile(r"[^〔〕\s]{2,20}〔\d{4}〕\d{1,4}号")


@dataclass(frozen=True, slots=True)
class Checked:
    """What differs: ``wrong`` keeps a file from being adopted, ``reworded`` is shown and accepted."""

    wrong: tuple[Change, ...]
    reworded: tuple[Change, ...]


def check_number(number: str) -> str:
    """A document number (发文字号) in the form of GB/T 9704; raises :class:`Problem` for other forms."""
    if not _DOCUMENT_NUMBER.fullmatch(number) or "〕0" in number or "第" in number:
        raise Problem(f"发文字号“{number}”应写作 机关代字〔年份〕序号号，例如 宜数政〔2020〕12号。")
    return number


def checked(file: Data, facts: Data, names: Iterable[str], known: str) -> Checked:
    """The differences, sorted: rows of the annex, numbers and names that the facts do not have are wrong.

    ``names`` are all targets of the round, ``known`` is text whose numbers may stand in it too (发文字号, date).
    """
    found = differences(file, facts)
    said, computed = _text(file), _text(facts)
    allowed = set(_NUMBER.findall(computed)) | set(_NUMBER.findall(known))
    strange = [number for number in dict.fromkeys(_NUMBER.findall(said)) if number not in allowed]
    squeezed = "".join(computed.split())
    named = [name for name in dict.fromkeys(names) if name in said and "".join(name.split()) not in squeezed]
    wrong = [change for change in found if change.where.startswith("附件")]
    wrong += [Change("正文数字", number, "（计算结果中没有）") for number in strange]
    wrong += [Change("正文名称", name, "（计算结果中没有点名）") for name in named]
    return Checked(tuple(wrong), tuple(change for change in found if change not in wrong))


def _text(data: Data) -> str:
    return str(data["text"]) if "text" in data else "\n".join((data["title"], *data["paragraphs"]))


def adopt(
    session: Session, round_name: str, script: Script, source: Path, folder: Path, number: str, day: date
) -> Path:
    """Keep the file beside the other editions and record it; gives where it lies.

    Raises :class:`Problem` where another file was adopted for the round before.
    """
    content, kind = source.read_bytes(), f"adopted-{source.suffix.lower().lstrip('.')}"
    digest = hashlib.sha256(content).hexdigest()
    query = select(Edition).where(Edition.round == round_name, Edition.format.like("adopted-%"))
    earlier = session.scalars(query).first()
    if earlier is not None:
        if earlier.sha256 == digest:
            return Path(earlier.path)
        raise Problem(f"轮次 {round_name} 已登记过印发版 {earlier.path}，不能另行登记；需要更正时请用 report correct。")
    path = folder / f"bulletin-{round_name}.{script}.adopted{source.suffix.lower()}"
    write_whole(path, content)
    session.add(
        Edition(
            round=round_name,
            script=script,
            format=kind,
            path=str(path),
            sha256=digest,
            issued_at=clock.now(),
            number=number,
            dated=day,
        )
    )
    return path
