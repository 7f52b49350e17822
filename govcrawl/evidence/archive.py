"""The archive of responses (佐证材料): WARC 1.1, one gzip member per record, so that every viewer opens it and any
record can be read by its offset alone."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcHeader, WarcRecord, WarcRecordType

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.items import Evidence

_LEVEL = 6
_READABLE = WarcRecordType.response | WarcRecordType.resource
_RENDERED_TYPE = "text/html"
_UNTRUE_ONCE_STORED = {b"transfer-encoding", b"content-length"}

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Archived:
    """One response as it was received: headers as sent (content coding kept), body still encoded."""

    url: str
    observed_at: datetime
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


def payload_digest(body: bytes) -> str:
    """The digest of a response body as WARC writes it: ``sha1:`` and base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _http_block(response: Archived) -> bytes:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {response.status} {phrase}".encode()]
    lines += [name + b": " + value for name, value in response.headers if name.lower() not in _UNTRUE_ONCE_STORED]
    lines.append(b"Content-Length: %d" % len(response.body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + response.body


def _record(response: Archived) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.record_date = response.observed_at
    record.headers[WarcHeader.WARC_TARGET_URI] = response.url
    record.headers[WarcHeader.CONTENT_TYPE] = "application/http; msgtype=response"
    record.headers[WarcHeader.WARC_PAYLOAD_DIGEST] = payload_digest(response.body)
    record.is_http = True
    record.set_bytes_content(_http_block(response))
    return record


def _member(record: WarcRecord) -> bytes:
    buffer = io.BytesIO()
    writer = GzipWriter(buffer, compression_level=_LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()
    return buffer.getvalue()


class ArchiveWriter:
    """Appends responses to one WARC file below ``folder``; every record is written out before :meth:`add` returns.

    The file is locked while it is open, so that nobody takes its end for a torn one.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab", buffering=0)
            fcntl.flock(self._file, fcntl.LOCK_SH)
            if self._file.tell() == 0:
                self._append(self._info())
        except OSError as error:
            raise Problem(f"佐证文件 {path} 无法写入：{error}。请检查目录权限和磁盘空间。") from error

    @staticmethod
    def _info() -> WarcRecord:
        record = WarcRecord()
        record.init_headers(WarcRecordType.warcinfo)
        record.record_date = clock.now()
        record.headers[WarcHeader.CONTENT_TYPE] = "application/warc-fields"
        record.set_bytes_content(b"software: govcrawl\r\nformat: WARC File Format 1.1\r\n")
        return record

    def _append(self, record: WarcRecord) -> int:
        offset = self._file.tell()
        rest = memoryview(_member(record))
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            # What cannot be written whole is not written at all.
            self._file.truncate(self._file.seek(offset))
            raise
        return offset

    def add(self, response: Archived) -> Evidence:
        """Archive one response and say where it lies; raises ``OSError`` when the disk does not take it."""
        return self._evidence(_record(response), response)

    def add_rendered(self, page: Archived) -> Evidence:
        """Archive a page as a browser showed it: a resource record, since no server sent these bytes."""
        record = WarcRecord()
        record.init_headers(WarcRecordType.resource)
        record.record_date = page.observed_at
        record.headers[WarcHeader.WARC_TARGET_URI] = page.url
        record.headers[WarcHeader.CONTENT_TYPE] = _RENDERED_TYPE
        record.headers[WarcHeader.WARC_PAYLOAD_DIGEST] = payload_digest(page.body)
        record.set_bytes_content(page.body)
        return self._evidence(record, page)

    def _evidence(self, record: WarcRecord, response: Archived) -> Evidence:
        offset = self._append(record)
        return Evidence(self._name, offset, record.record_id or "", payload_digest(response.body))

    def close(self) -> None:
        """Close the file; nothing can be added afterwards."""
        self._file.close()


def _archived(record: WarcRecord) -> Archived:
    headers: Headers = [(b"Content-Type", _RENDERED_TYPE.encode())]
    status = 200
    if record.record_type == WarcRecordType.response:
        headers, status = record.http_headers.items_bytes(), record.http_headers.status_code or 0
    return Archived(
        url=record.headers.get(WarcHeader.WARC_TARGET_URI) or "",
        observed_at=record.record_date,
        status=status,
        headers=tuple(headers),
        body=record.reader.read(),
    )


def read_response(folder: Path, evidence: Evidence, *, unpacked: bool = False) -> Archived:
    """The archived response that ``evidence`` points to, its body as it was sent or ``unpacked``.

    Raises :class:`Problem` when it is not there any more.
    """
    path = folder / evidence.warc_file
    decode: Literal["content", "none"] = "content" if unpacked else "none"
    try:
        with path.open("rb") as file:
            file.seek(evidence.offset)
            record = next(iter(ArchiveIterator(file, record_types=_READABLE, auto_decode=decode)))
            return _archived(record)
    except (OSError, StopIteration) as error:
        raise Problem(f"佐证文件 {path} 位置 {evidence.offset} 读不到记录：{error}") from error
