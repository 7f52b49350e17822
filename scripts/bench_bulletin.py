"""What a large bulletin costs: a province's round in every format, and a nation's annex as a workbook.

The province is made up: 600 sites with two columns each and 2,500 accounts, each inspected and listed in an annex.
Ledger, round and decisions go in through our own commands; what a crawl would have seen is put into the database. Then
``report build`` runs as an office runs it, once for all formats and once for each, in a process of its own of which
time and memory are told. The nation's annex has 15,000 rows; its workbook is measured against the csv module.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from city import project, run, script
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from govcrawl.extract import normalise_url
from govcrawl.storage.models import Crawl, Fetch, RosterAccount, RosterColumn, RosterSite, Visit
from govcrawl.vocabulary import PageRole, Reading, TargetKind
from reporting.bulletin.model import AnnexTable, Bulletin, Form, Paragraph, Part
from reporting.formats.table import FORMATS

SITES, ACCOUNTS, NATION = 600, 2500, 15_000
SECONDS, MEGABYTES, TIMES = 30, 500, 20
NAME = "2021-province"
NIGHT = date(2021, 10, 15)
WHEN = "2021-10-26T09:00"
EVERY = 8
"""Of so many sites one has a late column, of so many accounts one is late."""
ROUND = f"""
[round]
name = "{NAME}"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = ["site-3", "site-4a", "account-2"]
seed = 1

[round.sites]
window = {{ from = 2021-10-11, to = 2021-10-24 }}
ratio = 1

[round.accounts]
window = {{ from = 2021-10-11, to = 2021-10-24 }}
ratio = 1
groups = ["微信公众号", "新浪微博"]

[bulletin]
region = "样例省"
whole = "全省"
issuer = "样例省人民政府办公厅"
date = 2021-11-02
period = "第四季度"
naming = 2
human_steps = "各地、各部门要对照附件逐项整改。"

[[bulletin.annexes]]
of = "网站"
title = "{{地区}}{{年}}年{{期次}}政府网站抽查结果"
columns = ["序号", "网站标识码", "网站名称", "网站地址", "是否门户", "结果", "主要问题"]

[[bulletin.annexes]]
of = "账号"
title = "{{地区}}{{年}}年{{期次}}政务新媒体抽查结果"
columns = ["序号", "账号名称", "平台", "主办单位", "结果", "主要问题"]
"""
SHEETS = {
    "sites.csv": "序号,网站标识码,网站名称,网站地址,抓取地址,是否门户,主办单位,集约化平台",
    "columns.csv": "网站标识码,栏目名称,栏目地址,上级栏目,级别,类别,关系,责任单位,更新期限,豁免原因,豁免截止,"
    "确认人,备注",
    "accounts.csv": "账号编号,账号名称,平台,主办单位,主页地址,备注",
}


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor, and the most memory in MB."""

    seconds: float
    processor: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:5.1f} s ({self.processor:.1f} s of processor time), {self.megabytes:.0f} MB"


def main() -> int:
    """Measure and print; with ``--strict`` 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=SITES)
    parser.add_argument("--accounts", type=int, default=ACCOUNTS)
    parser.add_argument("--rows", type=int, default=NATION)
    parser.add_argument("--keep", type=Path, help="make the province in this folder and leave it there")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reached = [province(options.keep or Path(folder), options.sites, options.accounts), nation(options.rows)]
    return int(options.strict and not all(reached))


def province(folder: Path, sites: int, accounts: int) -> bool:
    """The province's bulletin in every format."""
    make_province(folder, sites, accounts)
    print(f"province: {sites} sites, {accounts} accounts, all listed")
    whole = build(folder, ",".join(FORMATS), "all")
    print(f"  all formats   {whole}")
    for name in FORMATS:
        print(f"  {name:13} {build(folder, name, name)}, file {size_of(folder, name) / 1e6:.1f} MB", flush=True)
    reached = whole.seconds <= SECONDS and whole.megabytes <= MEGABYTES
    print(f"goal: {SECONDS} s and {MEGABYTES} MB, {'reached' if reached else 'not reached'}")
    return reached


def build(folder: Path, formats: str, name: str) -> Cost:
    """What ``report build`` costs in a process of its own, started up and judged included."""
    words = [script("report"), "build", "--round", NAME, "--format", formats, "--draft", "--out", str(folder / name)]
    environment = {**os.environ, "GOVCRAWL_VAR": str(folder / "var"), "GOVCRAWL_CLOCK": WHEN}
    start = time.monotonic()
    process = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"report build --format {formats}: exit code {process.returncode}")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size_of(folder: Path, name: str) -> int:
    """The bytes of what was written for one format."""
    return sum(path.stat().st_size for path in (folder / name).iterdir())


def make_province(folder: Path, sites: int, accounts: int) -> None:
    """A project folder: ledger, round, what was seen, decisions."""
    ledger = folder / "ledger"
    ledger.mkdir(parents=True)
    (folder / "var").mkdir()
    for sheet, rows in zip(SHEETS, (site_rows(sites), column_rows(sites), account_rows(accounts)), strict=True):
        text = "\n".join([SHEETS[sheet], *(",".join(row) for row in rows)])
        (ledger / sheet).write_text(text + "\n", encoding="utf-8")
    project(folder, ledger, NAME, ROUND)
    run(folder, "2021-10-01T09:00", "govcrawl", "db", "upgrade")
    run(folder, "2021-10-01T09:00", "govcrawl", "ledger", "import", "seeds")
    run(folder, "2021-10-01T09:00", "govcrawl", "round", "open", NAME)
    see(folder)
    decided = folder / "decisions.csv"
    decided.write_text("\n".join(decisions(sites, accounts)) + "\n", encoding="utf-8")
    print(run(folder, WHEN, "report", "review", "import", "--round", NAME, str(decided)).strip())


def site_rows(number: int) -> Iterator[tuple[str, ...]]:
    """The ledger's sites, every tenth a portal."""
    for n in range(1, number + 1):
        unit, portal = f"样例市第{n}委员会", "是" if n % 10 == 0 else "否"
        yield (str(n), f"42{n:08}", f"{unit}网站", f"http://www.d{n}.example", "", portal, unit, "样例平台")


def column_rows(number: int) -> Iterator[tuple[str, ...]]:
    """Two columns of each site."""
    for n in range(1, number + 1):
        for name, path, category in (("工作动态", "gzdt", "动态要闻"), ("通知公告", "tzgg", "通知公告")):
            address = f"http://www.d{n}.example/{path}/"
            yield (f"42{n:08}", name, address, "", "1", category, "本站", "", "", "", "", "样例确认人", "")


def account_rows(number: int) -> Iterator[tuple[str, ...]]:
    """Accounts of two platforms in turn."""
    for n in range(1, number + 1):
        platform = ("微信公众号", "新浪微博")[n % 2]
        yield (f"Z{n:05}", f"样例发布{n}", platform, f"样例市第{n}委员会", f"http://feeds.example/rss/{n}.xml", "")


def decisions(sites: int, accounts: int) -> Iterator[str]:
    """Each problem confirmed, a veto by two people."""
    yield "对象,指标,栏目或地址,处理,复核人,理由"
    for n in range(EVERY, sites + 1, EVERY):
        yield f"样例市第{n}委员会网站,栏目更新不及时,工作动态,属实,样例复核人甲,打开核对"
    for n in range(EVERY, accounts + 1, EVERY):
        for person in "甲乙":
            yield f"样例发布{n},内容不更新,,属实,样例复核人{person},打开核对"


def see(folder: Path) -> None:
    """Put in what one night's crawls would have seen."""
    engine = create_engine(f"sqlite:///{folder / 'var' / 'govcrawl.db'}")
    moment = datetime(2021, 10, 15, 12, tzinfo=UTC)
    with Session(engine) as session, session.begin():
        sites, accounts = (
            Crawl(round=NAME, spider=spider, night=NIGHT, replay=0, created_at=moment)
            for spider in ("govsites", "newmedia")
        )
        session.add_all([sites, accounts])
        session.flush()
        visits = [*seen_sites(session, sites.id, moment), *seen_accounts(session, accounts.id, moment)]
        session.add_all(visits)
        session.flush()
        session.add_all(
            Fetch(visit_id=one.id, position=0, url=one.url, observed_at=moment, state="ok") for one in visits
        )
    engine.dispose()


def seen_sites(session: Session, crawl: int, moment: datetime) -> Iterator[Visit]:
    """A look at every home page and column."""
    for site in session.scalars(select(RosterSite).where(RosterSite.round == NAME)):
        yield visit(crawl, TargetKind.SITE, site.code, PageRole.HOME, normalise_url(site.crawl_url), moment, 1)
    for column in session.scalars(select(RosterColumn).where(RosterColumn.round == NAME)):
        late = int(column.site_code[2:]) % EVERY == 0 and column.url.endswith("/gzdt/")
        yield visit(crawl, TargetKind.SITE, column.site_code, PageRole.COLUMN, column.url, moment, 60 if late else 1)


def seen_accounts(session: Session, crawl: int, moment: datetime) -> Iterator[Visit]:
    """A look at every account."""
    for account in session.scalars(select(RosterAccount).where(RosterAccount.round == NAME)):
        days = 1 if int(account.key[1:]) % EVERY else 40
        yield visit(crawl, TargetKind.ACCOUNT, account.key, PageRole.ACCOUNT, account.url, moment, days)


def visit(crawl: int, kind: TargetKind, target: str, role: PageRole, url: str, moment: datetime, days: int) -> Visit:
    """One look whose newest entry is that many days old."""
    return Visit(
        crawl_id=crawl,
        target_kind=kind,
        target=target,
        role=role,
        list_url=url,
        url=url,
        observed_at=moment,
        reading=Reading.READ,
        newest=NIGHT - timedelta(days),
        entry_count=20,
        dated_count=20,
    )


def nation(number: int) -> bool:
    """The nation's annex as a workbook, against the same rows as CSV."""
    header, *rows = nation_rows(number)
    forms = tuple(Form(width) for width in (6, 14, 24, 24, 8, 8, 16))
    annex = AnnexTable("全国政府网站检查结果", header, tuple(rows), forms=forms)
    bulletin = Bulletin(False, "", "检查情况通报", (Paragraph(Part.BODY, "正文"),), (annex,))
    plain = timed(lambda: as_csv((header, *rows)))
    book = timed(lambda: FORMATS["xlsx"].render(bulletin, "hans"))
    tracemalloc.start()
    FORMATS["xlsx"].render(bulletin, "hans")
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    ratio = book / plain
    print(f"nation: {number} rows of 7: CSV {plain * 1000:.0f} ms, XLSX {book * 1000:.0f} ms, ratio {ratio:.0f}")
    print(f"  memory of the workbook while it is made: {memory:.0f} MB")
    print(f"goal: {TIMES} times, {'reached' if ratio <= TIMES else 'not reached'}")
    return ratio <= TIMES


def nation_rows(number: int) -> Iterator[tuple[str, ...]]:
    """A header and rows like those of a bulletin's annex."""
    yield ("序号", "网站标识码", "网站名称", "网站地址", "是否门户", "结果", "主要问题")
    for n in range(1, number + 1):
        name, address = f"样例市第{n}委员会网站", f"http://www.d{n}.example"
        yield (str(n), f"42{n:08}", name, address, "否", "合格", "" if n % EVERY else "1个栏目更新不及时")


def as_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The rows as the csv module writes them."""
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def timed(action: Callable[[], object], rounds: int = 5) -> float:
    """The shortest processor time of an action, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.thread_time()
        action()
        best = min(best, time.thread_time() - start)
    return best


if __name__ == "__main__":
    sys.exit(main())
