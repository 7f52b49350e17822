"""Print docs/commands.md from the command lines themselves: ``make docs`` writes it, a test compares it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govcrawl.cli import main as govcrawl
from govcrawl.cli.shell import commands_of
from reporting.cli import main as report

_HEAD = """# Commands

Printed by `make docs` from the commands' own help. Crawling is Scrapy's:
`scrapy crawl govsites -a round=R [-a sites=CODE,CODE] [-a night=DATE] [-a replay=DATE]`
and, after it, `scrapy crawl pages -a round=R` (pages drawn by the seed: marks, tags, documents, boards, guides, the
site's own search) and, on two days, `scrapy crawl links -a round=R` (what those pages lead to); home pages are probed
by `scrapy crawl availability -a round=R [-a every=30m -a during=24h]`; for accounts `scrapy crawl newmedia -a round=R`.

| command | what it does |
|---|---|"""


def commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Every command below ``command`` that does something, with its full name."""
    if isinstance(command, click.Group):
        for part, inner in sorted(commands_of(command).items()):
            yield from commands(f"{name} {part}", inner)
    else:
        yield name, command


def usage(name: str, command: click.Command) -> str:
    """A command's line: its name, arguments and options."""
    context = click.Context(command)
    arguments = [part for part in command.collect_usage_pieces(context) if part != "[OPTIONS]"]
    options = [
        f"[{param.opts[0]}]" for param in command.params if isinstance(param, click.Option) and not param.required
    ]
    required = [param.opts[0] for param in command.params if isinstance(param, click.Option) and param.required]
    return " ".join([name, *arguments, *required, *options])


def document() -> str:
    """The whole of docs/commands.md."""
    rows = [
        f"| `{usage(name, command)}` | {(command.help or '').strip().splitlines()[0]} |"
        for top, group in (("govcrawl", govcrawl), ("report", report))
        for name, command in commands(top, group)
    ]
    return "\n".join([_HEAD, *rows]) + "\n"


if __name__ == "__main__":
    print(document(), end="")
