"""The Traditional edition: OpenCC, then the single characters in which the office's usage differs."""

from __future__ import annotations

from collections.abc import Callable

import opencc

from govcrawl.errors import Problem
from reporting.bulletin.tables import Conversion
from reporting.bulletin.wording import Script


def converter(script: Script, conversion: Conversion) -> Callable[[str], str]:
    """What turns the Simplified text into ``script``; raises :class:`Problem` for an unknown OpenCC configuration."""
    if script == "hans":
        return str
    try:
        cc = opencc.OpenCC(conversion.config)
    except Exception as error:
        raise Problem(f"[bulletin.hant] config：没有 OpenCC 配置 {conversion.config}（{error}）") from error
    single = str.maketrans(conversion.replace)

    def convert(text: str) -> str:
        return str(cc.convert(text)).translate(single)

    return convert
