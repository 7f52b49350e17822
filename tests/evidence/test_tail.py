"""Torn ends: cut back to the last whole record, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.evidence.archive import ArchiveWriter, read_response
from govcrawl.evidence.tail import mend
from tests.evidence.test_archive import response


def archive(folder: Path, bodies: list[bytes]) -> tuple[Path, list[int]]:
    """An archive, and where its records begin."""
    writer = ArchiveWriter(folder, "a.warc.gz")
    offsets = [writer.add(response(number, body)).offset for number, body in enumerate(bodies)]
    writer.close()
    return folder / "a.warc.gz", offsets


def test_a_whole_archive_is_left_as_it_is(tmp_path: Path) -> None:
    path, offsets = archive(tmp_path, [b"one", b"two"])
    before = path.read_bytes()
    assert mend(path) is None
    assert mend(path, offsets[-1]) is None
    assert path.read_bytes() == before


@given(lost=st.integers(1, 300), start=st.sampled_from([0, 1]))
def test_any_cut_leaves_the_whole_records(tmp_path_factory: pytest.TempPathFactory, lost: int, start: int) -> None:
    path, offsets = archive(tmp_path_factory.mktemp("warc"), [b"one" * 50, b"two" * 50, b"three" * 50])
    whole = path.read_bytes()
    path.write_bytes(whole[:-lost])
    last = max(offset for offset in [*offsets, len(whole)] if offset <= len(whole) - lost)
    cut = mend(path, offsets[start] if offsets[start] <= last else 0)
    assert path.read_bytes() == whole[:last]
    assert (cut.lost if cut else 0) == len(whole) - lost - last


def test_rubbish_at_the_end_is_cut(tmp_path: Path) -> None:
    path, _ = archive(tmp_path, [b"one"])
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x00" * 4096)
    cut = mend(path)
    assert cut is not None
    assert cut.lost == 4096
    assert path.read_bytes() == whole


def test_an_archive_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "a.warc.gz")
    writer.add(response())
    with (tmp_path / "a.warc.gz").open("ab") as torn:
        torn.write(b"\x1f\x8b half a record")
    assert mend(tmp_path / "a.warc.gz") is None
    writer.close()
    assert mend(tmp_path / "a.warc.gz") is not None


def test_a_record_that_cannot_be_written_whole_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = ArchiveWriter(tmp_path, "a.warc.gz")
    pointer = writer.add(response())
    size = (tmp_path / "a.warc.gz").stat().st_size
    file = writer._file

    class Full:
        """A file on a disk that takes ten bytes more."""

        def __getattr__(self, name: str) -> object:
            return getattr(file, name)

        def write(self, data: memoryview) -> int:
            if file.tell() > size:
                raise OSError(28, "No space left on device")
            return int(file.write(data[:10]) or 0)

    monkeypatch.setattr(writer, "_file", Full())
    with pytest.raises(OSError, match="No space"):
        writer.add(response(2))
    monkeypatch.undo()
    assert (tmp_path / "a.warc.gz").stat().st_size == size
    second = writer.add(response(3))
    writer.close()
    assert [read_response(tmp_path, one).url[-5] for one in (pointer, second)] == ["1", "3"]
