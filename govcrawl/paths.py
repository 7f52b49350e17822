"""Where things lie: every relative path resolves against the folder that holds scrapy.cfg."""

from __future__ import annotations

import os
from pathlib import Path

from govcrawl.errors import Problem


def project_root() -> Path:
    """The nearest folder upwards that holds scrapy.cfg; raises :class:`Problem` outside a project."""
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "scrapy.cfg").is_file():
            return folder
    raise Problem(f"在 {here} 及其上级目录中没有找到 scrapy.cfg。请进入项目目录后再运行。")


def resolve(path: str | Path) -> Path:
    """``path`` as it stands if absolute, else below the project's folder."""
    return project_root() / path


def var_folder() -> Path:
    """The folder of everything the program writes: ``GOVCRAWL_VAR``, else ``var``."""
    return resolve(os.environ.get("GOVCRAWL_VAR") or "var")


def evidence_folder() -> Path:
    """The folder of the WARC files."""
    return var_folder() / "evidence"


def bulletin_folder(round_name: str) -> Path:
    """The folder of a round's issued bulletins."""
    return var_folder() / "bulletins" / round_name
