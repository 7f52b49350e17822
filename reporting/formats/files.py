"""Documents to files, by the rules of issuing: whole or not at all, nothing overwritten unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from reporting.bulletin.issue import Document, Issued, issue, write_whole
from reporting.bulletin.wording import Script
from reporting.formats.table import Rendered


def write_unless_there(path: Path, content: bytes, force: bool) -> bool:
    """Write a file that is no edition; False where it holds that content already.

    Raises :class:`Problem` where other content lies there, unless ``force`` is given, and where it cannot be written.
    """
    new = _is_new(path, content, force)
    if new:
        write_whole(path, content)
    return new


def _is_new(path: Path, content: bytes, force: bool) -> bool:
    there = _content(path)
    if there not in (None, content) and not force:
        raise Problem(f"{path} 已经存在且内容不同，不会覆盖。请换一个文件名，或用 --force 覆盖。")
    return there != content


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Problem(f"{path}：已经存在而无法读取（{error}）。请另给一个文件名。") from error


def issue_all(
    session: Session, round_name: str, script: Script, folder: Path, rendered: Iterable[Rendered]
) -> list[Issued]:
    """Write each format below ``folder`` and record it as an edition; raises as :func:`issue` does."""
    documents = [Document(one.name, one.format.suffix, one.content) for one in rendered]
    return issue(session, round_name, script, folder, documents)


def write_drafts(
    round_name: str, script: Script, folder: Path, rendered: Iterable[Rendered], force: bool
) -> list[Issued]:
    """Write drafts below ``folder``; their names say what they are, and no edition is recorded.

    Raises :class:`Problem` as :func:`write_unless_there` does, before anything is written if a file is in the way.
    """
    stem = f"bulletin-{round_name}.{script}.draft"
    drafts = [(folder / f"{stem}.{one.format.suffix}", one.content) for one in rendered]
    for path, content in drafts:
        _is_new(path, content, force)
    return [Issued(path, write_unless_there(path, content, force)) for path, content in drafts]


def as_text(rendered: Iterable[Rendered]) -> str:
    """Drafts for the terminal; raises :class:`Problem` for a format that no terminal shows."""
    every = list(rendered)
    binary = [one.name for one in every if not one.format.is_text]
    if binary:
        raise Problem(f"{'、'.join(binary)} 格式的草稿不能打印到终端，请用 --out 指定目录。")
    return "\n".join(one.content.decode() for one in every)
