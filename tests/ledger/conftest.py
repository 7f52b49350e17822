"""What the ledger's tests share: an empty database, and ledger files as an office saves them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from govcrawl.storage.session import open_engine

MONDAY, TUESDAY = date(2020, 11, 9), date(2020, 11, 10)
SITES = (
    "序号,网站标识码,网站名称,网站地址,是否门户,主办单位\n"
    "1,4205000004,甲市人民政府,http://www.jia.gov.cn,是,甲市人民政府办公室\n"
    "2,4205000001,甲市发展和改革委员会,http://fgw.jia.gov.cn,否,甲市发展和改革委员会\n"
)
COLUMNS = (
    "网站标识码,栏目名称,栏目地址,级别,类别,关系,更新期限,豁免截止\n"
    "4205000004,要闻,http://WWW.jia.gov.cn:80/yw/#top,1,动态要闻,本站,1年,2021-06-30\n"
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session on an empty database."""
    monkeypatch.setenv("GOVCRAWL_DATABASE_URL", f"sqlite:///{tmp_path}/ledger.db")
    engine = open_engine()
    with Session(engine) as session:
        yield session
    engine.dispose()


def put(folder: Path, **texts: str) -> list[Path]:
    """CSV files by name."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [folder / f"{name}.csv" for name in texts]


def save_xlsx(file: Path, **worksheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook as a spreadsheet program saves it: one worksheet a name, typed cells."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in worksheets.items():
        worksheet = workbook.create_sheet(name)
        for row in rows:
            worksheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    file.write_bytes(stream.getvalue())
    return file
