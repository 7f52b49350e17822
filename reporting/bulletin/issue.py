"""Issuing (印发): files written whole or not at all, a row for each edition, nothing overwritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.storage.models import Edition
from reporting.bulletin.wording import Script


@dataclass(frozen=True, slots=True)
class Issued:
    """Where an edition lies; ``anew`` is False where the same content had been issued before."""

    path: Path
    anew: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A bulletin in one format; ``suffix`` ends its file's name."""

    format: str
    suffix: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Copy:
    path: Path
    format: str
    content: bytes
    earlier: Edition | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def _earlier(session: Session, round_name: str, script: Script) -> dict[str, Edition]:
    query = select(Edition).where(Edition.round == round_name, Edition.script == script)
    return {row.format: row for row in session.scalars(query)}


def _check(copy: _Copy) -> None:
    """Refuse to replace what has been issued, or a file that lies in its place."""
    if copy.earlier and copy.earlier.sha256 != copy.sha256:
        raise Problem(f"{copy.earlier.path} 已经印发，内容与现在不同，不能覆盖。需要更正时请另发更正通知。")
    if not copy.earlier and copy.path.exists() and copy.path.read_bytes() != copy.content:
        raise Problem(f"{copy.path} 已经存在且内容不同，不会覆盖。请移走该文件，或用 --out 指定别的目录。")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises :class:`Problem` where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Problem(f"{path}：无法写入（{error}）。请检查目录权限和磁盘空间。") from error


def _record(session: Session, round_name: str, script: Script, copy: _Copy) -> Issued:
    if copy.earlier:
        return Issued(Path(copy.earlier.path), anew=False)
    if not copy.path.exists():
        write_whole(copy.path, copy.content)
    session.add(
        Edition(
            round=round_name,
            script=script,
            format=copy.format,
            path=str(copy.path),
            sha256=copy.sha256,
            issued_at=clock.now(),
        )
    )
    return Issued(copy.path, anew=True)


def issue(
    session: Session, round_name: str, script: Script, folder: Path, documents: Iterable[Document]
) -> list[Issued]:
    """Write each document below ``folder`` and record it; the same content again changes nothing.

    Raises :class:`Problem`, before anything is written, when an issued edition or a file would be overwritten.
    """
    earlier = _earlier(session, round_name, script)
    copies = [
        _Copy(folder / f"bulletin-{round_name}.{script}.{one.suffix}", one.format, one.content, earlier.get(one.format))
        for one in documents
    ]
    for copy in copies:
        _check(copy)
    return [_record(session, round_name, script, copy) for copy in copies]
