"""``scrapy crawl``: Scrapy's own command, with an exit code that comes from the run record."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import crawl

from govcrawl.errors import Problem
from govcrawl.rounds.running import prepare_crawl
from govcrawl.storage.runs import RunReport, run_report
from govcrawl.transport import STATES

INCOMPLETE = 1

_ARGUMENTS = {"round", "night", "sites"}


class Command(crawl.Command):
    """Exit code 0: the crawl is complete; 1: it is not, or something of our own failed; 2: bad input."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything first, crawl, and tell how it went."""
        try:
            name = self._spider_name(args, opts)
            plan = prepare_crawl(name, **opts.spargs)
        except Problem as problem:
            print(f"错误：{problem}", file=sys.stderr)  # noqa: T201 - the message is this command's output
            self.exitcode = problem.exit_code
            return
        if self.crawler_process is None:
            raise TypeError("the crawl command needs a crawler process")
        self.crawler_process.crawl(self._create_crawler(name), plan=plan)
        self.crawler_process.start()
        report = run_report(plan.handle)
        print(_told(name, report), file=sys.stderr)  # noqa: T201 - the summary is this command's output
        self.exitcode = 0 if report and report.complete and not self.crawler_process.bootstrap_failed else INCOMPLETE

    def _spider_name(self, args: list[str], opts: argparse.Namespace) -> str:
        if self.crawler_process is None:
            raise TypeError("the crawl command needs a crawler process")
        known = self.crawler_process.spider_loader.list()
        if len(args) != 1 or args[0] not in known:
            raise Problem(f"请指明一个爬虫：{'、'.join(known)}")
        unknown = sorted(set(opts.spargs) - _ARGUMENTS)
        if unknown:
            raise Problem(f"不认识的参数 -a {unknown[0]}（可用：{'、'.join(sorted(_ARGUMENTS))}）")
        return args[0]


def _told(name: str, report: RunReport | None) -> str:
    if report is None:
        return f"{name}：运行没有留下结束记录，请查看日志后重新运行同一命令。"
    parts = [f"{name}：应检 {report.expected}，已打开 {report.seen}，结束原因 {report.finish_reason}"]
    if report.failed:
        parts.append(
            "未能取回：" + "、".join(f"{STATES[state].label} {number}" for state, number in report.failed.items())
        )
    if report.dropped:
        parts.append(
            "略过：" + "、".join(f"{_DROPPED.get(why, why)} {number}" for why, number in report.dropped.items())
        )
    if report.errors:
        parts.append(f"本程序出错 {sum(report.errors.values())} 次，见日志")
    if not report.complete:
        parts.append("本夜尚未完成，请重新运行同一命令")
    return "；".join(parts) + "。"


_DROPPED = {
    "budget": "超出每站页数",
    "stored_earlier_tonight": "本夜已存",
    "failed_earlier_tonight": "本夜已试",
    "not_a_column": "不是栏目的链接",
}
