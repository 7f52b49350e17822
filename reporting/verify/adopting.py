"""The version that was edited and signed elsewhere, taken over as the issued edition (印发版) after it was checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.storage.models import Edition
from reporting.bulletin.issue import write_whole
from reporting.bulletin.wording import Script, number_of
from reporting.loop.correction import Change
from reporting.verify.comparing import differences

Data = Mapping[str, Any]
_CLAIM = r"\d+(?:\.\d+)?%?|不?合格"
"""What a sentence claims beside the names in it: numbers and results."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What differs: ``wrong`` keeps a file from being adopted, ``reworded`` is shown and accepted."""

    wrong: tuple[Change, ...]
    reworded: tuple[Change, ...]


def check_number(number: str, own: str) -> str:
    """A document number (发文字号) in the form of GB/T 9704 that is the round's ``own``, where its file states one.

    Raises :class:`Problem` otherwise.
    """
    try:
        number_of(number)
    except ValueError as error:
        raise Problem(str(error)) from error
    if own not in ("", number):
        raise Problem(f"发文字号“{number}”与轮次文件中的“{own}”不同。请改正其中一处。")
    return number


def checked(file: Data, facts: Data, names: Iterable[str], known: Iterable[str]) -> Checked:
    """The differences; wrong are rows of the annex, and numbers, results and names that the facts do not have there.

    ``names`` are all targets of the round, ``known`` are texts that may stand anywhere (发文字号, date). What was left
    out or said in other words is reworded.
    """
    found = differences(file, facts)
    wrong = [change for change in found if change.where.startswith("附件")]
    wrong += _strange(_text(file), _text(facts), names, known)
    return Checked(tuple(wrong), tuple(change for change in found if change not in wrong))


def _strange(said: str, computed: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Change]:
    """Numbers, results and names that came in or changed places, each with what the facts have there."""
    for text in known:
        said, computed = said.replace(text, ""), computed.replace(text, "")
    longest = sorted({"".join(name.split()) for name in names}, key=len, reverse=True)
    claim = re.compile("|".join([_CLAIM, *map(re.escape, longest)]))
    here, due = claim.findall(said), claim.findall(computed)
    for kind, start, end, first, last in SequenceMatcher(None, here, due, autojunk=False).get_opcodes():
        if kind in {"insert", "equal"}:
            continue
        yield Change("正文数字和名称", "、".join(here[start:end]), "、".join(due[first:last]) or "（计算结果此处没有）")


def _text(data: Data) -> str:
    texts = [data["text"]] if "text" in data else [data["number"], data["title"], *data["paragraphs"]]
    return "\n".join("".join(text.split()) for text in texts)


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
