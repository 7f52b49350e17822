"""The end of a WARC file whose writer was killed: cut back to the last whole record."""

from __future__ import annotations

import fcntl
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_GZIP = 31
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that was cut, and by how many bytes."""

    path: Path
    lost: int


def mend(path: Path, start: int = 0) -> Cut | None:
    """Cut ``path`` back to its last whole record, reading from the record at ``start``; None if nothing was torn.

    A file that a running crawl holds open is left as it is.
    """
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        size = file.seek(0, 2)
        whole = _whole(file, min(start, size))
        if whole == size:
            return None
        file.truncate(whole)
    return Cut(path, size - whole)


def _whole(file: BinaryIO, start: int) -> int:
    """Where the last whole gzip member after ``start`` ends."""
    end = start
    while (length := _member(file, end)) is not None:
        end += length
    return end


def _member(file: BinaryIO, offset: int) -> int | None:
    """The length of the gzip member at ``offset``; None if there is none, or not the whole of it."""
    file.seek(offset)
    inflate = zlib.decompressobj(_GZIP)
    read = 0
    while not inflate.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            return None
        read += len(chunk)
        try:
            _drain(inflate, chunk)
        except zlib.error:
            return None
    return read - len(inflate.unused_data)


def _drain(inflate: zlib._Decompress, chunk: bytes) -> None:
    """Inflate a chunk without keeping what comes out."""
    while chunk and not inflate.eof:
        inflate.decompress(chunk, _CHUNK)
        chunk = inflate.unconsumed_tail
