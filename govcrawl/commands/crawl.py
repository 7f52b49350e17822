"""``scrapy crawl``: Scrapy's own command, with an exit code that comes from the run record."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import crawl
from sqlalchemy.exc import SQLAlchemyError

from govcrawl.errors import Problem
from govcrawl.rendering import find_browser
from govcrawl.rounds.running import prepare_crawl
from govcrawl.spiders.availability import read_schedule
from govcrawl.spiders.drops import DROPS
from govcrawl.storage.comparison import compare_crawls
from govcrawl.storage.runs import RunHandle, RunReport, run_report
from govcrawl.transport import STATES

INCOMPLETE = 1

_ARGUMENTS = {"round", "night", "sites", "replay"}
_OWN_ARGUMENTS = {"availability": {"every", "during"}}


class Command(crawl.Command):
    """Exit code 0: the crawl is complete (and a replay reads the same); 1: it is not, or we failed; 2: bad input."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything first, crawl, and tell how it went."""
        try:
            name = self._spider_name(args, opts)
            if self.settings and self.settings.getbool("RENDER_SHELLS"):
                find_browser(self.settings)
            own = {key: opts.spargs.pop(key) for key in sorted(_OWN_ARGUMENTS.get(name, set()) & set(opts.spargs))}
            read_schedule(own.get("every"), own.get("during"))
            plan = prepare_crawl(name, **opts.spargs)
        except Problem as problem:
            self._say(f"错误：{problem}")
            self.exitcode = problem.exit_code
            return
        if self.crawler_process is None:
            raise TypeError("the crawl command needs a crawler process")
        self.crawler_process.crawl(self._create_crawler(name), plan=plan, **own)
        self.crawler_process.start()
        report = self._report(plan.handle)
        self._say(_told(name, report))
        done = bool(report and report.complete) and not self.crawler_process.bootstrap_failed
        same = self._same_as_replayed(plan.handle)
        self.exitcode = 0 if done and same else INCOMPLETE

    def _report(self, handle: RunHandle) -> RunReport | None:
        try:
            return run_report(handle)
        except SQLAlchemyError as error:
            self._say(f"数据库无法读取：{getattr(error, 'orig', None) or error}")
            return None

    def _same_as_replayed(self, handle: RunHandle) -> bool:
        if handle.replay_of is None:
            return True
        found = compare_crawls(handle.engine, handle.replay_of, handle.crawl_id)
        told = f"相同 {found.same}，不同 {found.changed}，缺少 {found.missing}，新增 {found.new}"
        self._say(f"与原抓取逐项比较：{told}（访问数）。" + ("内容一致。" if found.equal else "内容不一致。"))
        return found.equal

    @staticmethod
    def _say(text: str) -> None:
        print(text, file=sys.stderr)  # noqa: T201 - the message is this command's output

    def _spider_name(self, args: list[str], opts: argparse.Namespace) -> str:
        if self.crawler_process is None:
            raise TypeError("the crawl command needs a crawler process")
        known = self.crawler_process.spider_loader.list()
        if len(args) != 1 or args[0] not in known:
            raise Problem(f"请指明一个爬虫：{'、'.join(known)}")
        known_arguments = _ARGUMENTS | _OWN_ARGUMENTS.get(args[0], set())
        unknown = sorted(set(opts.spargs) - known_arguments)
        if unknown:
            raise Problem(f"不认识的参数 -a {unknown[0]}（可用：{'、'.join(sorted(known_arguments))}）")
        return args[0]


def _told(name: str, report: RunReport | None) -> str:
    if report is None:
        return f"{name}：运行没有留下结束记录，请查看日志后重新运行同一命令。"
    parts = [f"{name}：应检 {report.expected}，已打开 {report.seen}，结束原因 {_finish(report)}"]
    if report.failed:
        parts.append(
            "未能取回：" + "、".join(f"{STATES[state].label} {number}" for state, number in report.failed.items())
        )
    if report.dropped:
        parts.append("略过：" + "、".join(f"{DROPS.get(why, why)} {number}" for why, number in report.dropped.items()))
    if report.errors:
        parts.append(f"本程序出错 {sum(report.errors.values())} 次，见日志")
    if not report.complete:
        parts.append("本夜尚未完成，请重新运行同一命令")
    return "；".join(parts) + "。"


_FINISHES = {
    "finished": "全部访问完毕",
    "shutdown": "被中断",
    "evidence_failed": "佐证无法写入",
    "storage_failed": "数据库无法写入",
    "memusage_exceeded": "内存超过上限",
    "start_error": "本程序出错",
}


def _finish(report: RunReport) -> str:
    word = _FINISHES.get(report.finish_reason)
    return f"{report.finish_reason}（{word}）" if word else report.finish_reason
