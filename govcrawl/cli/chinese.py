"""Click in Chinese: its own words, and help texts set by the width that characters take on a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import click
from click import core, decorators, exceptions, formatting, parser, types
from rich.cells import cell_len

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Usage:": "用法：",
        "Options": "选项",
        "Commands": "命令",
        "Show this message and exit.": "显示帮助。",
        "Show the version and exit.": "显示版本。",
        "required": "必填",
        "default: {default}": "默认：{default}",
        "env var: {var}": "环境变量：{var}",
        "(dynamic)": "（随情况而定）",
        "Error: {message}": "错误：{message}",
        "Aborted!": "已中止。",
        "Try '{command} {option}' for help.": "用法见 {command} {option}。",
        "No such command {name!r}.": "没有命令“{name}”。",
        "No such option {name!r}.": "没有选项 {name}。",
        "Did you mean {possibility}?": "是不是 {possibility}？",
        "(Did you mean one of: {possibilities}?)": "相近的有：{possibilities}。",
        "Missing command.": "缺少命令。",
        "Missing argument": "缺少参数",
        "Missing option": "缺少选项",
        "Missing parameter": "缺少参数",
        "Missing parameter: {param_name}": "缺少参数：{param_name}",
        "Got unexpected extra argument ({args})": "多出了参数：{args}",
        "Got unexpected extra arguments ({args})": "多出了参数：{args}",
        "Invalid value: {message}": "值不对：{message}",
        "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
        "Could not open file {filename!r}: {message}": "无法打开文件 {filename}：{message}",
        "unknown error": "原因不明",
        "Option {name!r} does not take a value.": "选项 {name} 后面不写值。",
        "Option {name!r} requires an argument.": "选项 {name} 后面应有值。",
        "Choose from:\n\t{choices}": "可选：{choices}",
        "{value!r} is not {choice}.": "“{value}”不是 {choice}。",
        "{value!r} is not one of {choices}.": "“{value}”不在其中：{choices}。",
        "{value!r} does not match the format {format}.": "“{value}”不合格式 {format}。",
        "{value!r} does not match the formats {formats}.": "“{value}”不合格式 {formats}。",
        "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
        "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
        "{name} {filename!r} is a file.": "{filename} 是文件，应为目录。",
        "{name} {filename!r} is a directory.": "{filename} 是目录，应为文件。",
        "{name} {filename!r} is not readable.": "{filename} 无法读取。",
        "{name} {filename!r} is not writable.": "{filename} 无法写入。",
        "{name} {filename!r} does not exist.": "{filename} 不存在。",
    }
)
"""Click's words that its commands can show, with ours; what is not here stays English."""

_USAGE = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}
_NEVER_FIRST = frozenset("，。、；：！？）」』】》”’…,.;:!?)]}%")
_JOINT = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*")
"""A line's end after a Chinese character stands for nothing, where one after a word stands for a space."""
_MOST = 30
_GAP = 2


def _word(text: str) -> str:
    return WORDS.get(text, text)


def _words(one: str, many: str, number: int) -> str:
    return _word(one if number == 1 else many)


def _pieces(text: str) -> Iterator[str]:
    """Parts between which a line may end: words, and wide characters with the marks that may not begin a line."""
    piece = ""
    for character in text:
        joins = character in _NEVER_FIRST or (cell_len(character) == 1 and piece[-1:].isascii() and piece[-1:] != " ")
        if piece and not joins:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells; a wide character takes two, a longer word stands alone."""
    lines = [""]
    for piece in _pieces(" ".join(_JOINT.sub("", text).split())):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


class Formatter(click.HelpFormatter):
    """Help whose columns stand below each other though Chinese characters are two cells wide."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        told = " ".join(_USAGE.get(word, word) for word in args.split())
        self.write(f"{prefix or _word('Usage:')}{prog} {told}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; one that begins with a line of \\b keeps its lines."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(textwrap.dedent(text).strip("\n").split("\n\n")):
            kept = paragraph.startswith("\b")
            lines = paragraph.split("\n")[1:] if kept else wrapped(paragraph, self.width - self.current_indent)
            self.write("\n" * (number > 0) + "".join(f"{indent}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _MOST, col_spacing: int = _GAP) -> None:
        """Terms with what they mean beside them."""
        table, indent = list(rows), " " * self.current_indent
        place = min(max(cell_len(term) for term, _ in table), col_max) + col_spacing
        for term, meaning in table:
            first, *rest = wrapped(meaning, max(self.width - place - self.current_indent, 10))
            gap = place - cell_len(term)
            self.write(f"{indent}{term}" + (" " * gap if gap >= col_spacing else f"\n{indent}{' ' * place}"))
            self.write(f"{first}\n" + "".join(f"{indent}{' ' * place}{line}\n" for line in rest))


def install() -> None:
    """Let every Click command of this process speak Chinese."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        vars(module).update({name: ours for name, ours in _GETTEXT.items() if hasattr(module, name)})
    click.Context.formatter_class = Formatter


_GETTEXT = {"_": _word, "ngettext": _words}
