"""The ``report`` command: judge, review, lists, build."""

from __future__ import annotations

import click

from govcrawl.cli.shell import Group

_PLACES = {
    "adopt": "reporting.verify.commands:adopt",
    "build": "reporting.bulletin.commands:build",
    "charts": "reporting.charts.commands:charts",
    "clues": "reporting.clues.commands:clues",
    "compare": "reporting.comparing.commands:compare",
    "correct": "reporting.loop.commands:correct",
    "explain": "reporting.judge.commands:explain",
    "judge": "reporting.judge.commands:judge",
    "notice": "reporting.loop.commands:notice",
    "papers": "reporting.papers.commands:papers",
    "problems": "reporting.lists.commands:problems",
    "progress": "reporting.loop.commands:progress",
    "question": "reporting.loop.questions:question",
    "review": "reporting.review.commands:review",
    "roster": "reporting.lists.commands:roster",
    "standard": "reporting.standard.commands:standard",
    "statement": "reporting.loop.commands:statement",
    "submission": "reporting.submission.commands:submission",
    "verify": "reporting.verify.commands:verify",
    "warn": "reporting.warning.commands:warn",
    "year": "reporting.comparing.commands:year",
}


@click.group(cls=Group, places=_PLACES, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """判定抽查结果、复核问题、编写通报。

    \b
    一轮的次序：
      report roster     抽查名单：检查哪些对象，如何抽出
      report standard   检查指标：条款、期限、分值，哪些由程序检查
      report question   模拟提问：登记提交的问题和答复，计算工作日
      report judge      依检查指标判定，列出问题和未定事项
      report explain    说明一个对象的结果，答复异议
      report papers     工作底稿：每个对象的检查情况、佐证、计算和复核
      report clues      补录线索：事后补入、标注旧日期的条目（内部）
      report review     由具名人员逐项复核（属实、误报、未发现、已报备）
      report problems   问题清单：经复核属实的问题
      report notice     整改通知书：发各主办单位
      report statement  单位说明：登记情况说明和异议
      report progress   问题进展：下发、说明、整改
      report submission 呈批说明：一页，随通报草稿送签
      report build      编写通报；全部复核后才能印发，草稿随时可看
      report charts     图：抽查结果、栏目更新、首页连通性
      report verify     核验通报文件
      report adopt      登记签发的版本
      report correct    更正通知

    \b
    平时：
      report warn       预警：日常轮次中即将超期的栏目和账号
      report compare    比较两轮
      report year       汇总一年
    """
