"""The archive: what is written can be read by offset, and other tools accept it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errors import Problem
from govcrawl.evidence.archive import Archived, ArchiveWriter, payload_digest, read_response

SEEN = datetime(2020, 11, 17, 12, 0, 0, 123456, UTC)


def response(number: int = 1, body: bytes = b"<p>x</p>") -> Archived:
    headers = ((b"Content-Type", b"text/html"), (b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2"))
    return Archived(f"http://www.jia.gov.cn/{number}?a=1", SEEN, 200, headers, body)


def test_each_record_is_read_back_by_its_offset(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "round/night.warc.gz")
    written = [response(number, bytes([number]) * 100_000) for number in range(5)]
    pointers = [writer.add(one) for one in written]
    writer.close()
    for one, pointer in reversed(list(zip(written, pointers, strict=True))):
        read = read_response(tmp_path, pointer)
        assert (read.url, read.observed_at, read.status, read.body) == (one.url, SEEN, 200, one.body)
        assert read.headers[:3] == one.headers
        assert pointer.payload_digest == payload_digest(one.body)


def test_other_tools_accept_the_file(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "a.warc.gz")
    for number in range(3):
        writer.add(response(number))
    writer.close()
    warcio = Path(sys.executable).with_name("warcio")
    checked = subprocess.run([warcio, "check", "-v", tmp_path / "a.warc.gz"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") == 4


@given(st.binary(max_size=2000))
def test_any_body_survives(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    folder = tmp_path_factory.mktemp("warc")
    writer = ArchiveWriter(folder, "a.warc.gz")
    pointer = writer.add(response(1, body))
    writer.close()
    assert read_response(folder, pointer).body == body


def test_a_lost_file_is_told(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "a.warc.gz")
    pointer = writer.add(response())
    writer.close()
    (tmp_path / "a.warc.gz").unlink()
    with pytest.raises(Problem, match="读不到记录"):
        read_response(tmp_path, pointer)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="无法写入"):
        ArchiveWriter(tmp_path / "file", "a.warc.gz")
