"""Writing a file whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from pathlib import Path

from govcrawl.errors import Problem


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write ``content`` under a temporary name and rename it; raises :class:`Problem` and leaves nothing behind."""
    if path.exists() and not force:
        raise Problem(f"{path} 已存在。请换一个文件名，或加 --force 覆盖。")
    if not path.parent.is_dir():
        raise Problem(f"{path}：目录 {path.parent} 不存在，请先建立。")
    if path.is_dir():
        raise Problem(f"{path} 是目录，请给出文件名。")
    half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with half.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Problem(f"{path}：无法写入（{error.strerror}）。请检查磁盘空间、权限，以及文件是否正被打开。") from error
