"""Log records without control characters, whoever writes them: crawled text reaches Scrapy's own lines too."""

from __future__ import annotations

import logging
import traceback
from typing import Any

_KEPT = {"\n", "\t"}
_LONGEST = 20_000


def harmless(text: str) -> str:
    """``text`` with control and formatting characters replaced; line ends and tabs stay."""
    shown = text[:_LONGEST]
    if shown.isprintable():
        return shown
    return "".join(sign if sign.isprintable() or sign in _KEPT else "\N{REPLACEMENT CHARACTER}" for sign in shown)


class HarmlessRecord(logging.LogRecord):
    """A log record whose message and traceback are harmless (default: as they come)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[0] is not None:
            self.exc_text = harmless("".join(traceback.format_exception(*self.exc_info)).rstrip("\n"))

    def getMessage(self) -> str:  # noqa: N802 - logging's name
        """The message, harmless, on one line where its template is on one line."""
        message = super().getMessage()
        if "\n" not in str(self.msg):
            message = message.replace("\n", "\N{RETURN SYMBOL}").replace("\r", "\N{RETURN SYMBOL}")
        return harmless(message)
