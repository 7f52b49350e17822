"""Text from pages and ledgers as plain words: what could steer a reader, a printer or an XML parser is made visible."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_STEERING = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of writing
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"  # half characters and what XML refuses
)


def plain(text: str) -> str:
    """``text`` on one line; characters that are no writing become �."""
    if text.isprintable():  # which no break and no steering character is
        return text
    return _STEERING.sub("�", _BREAKS.sub(" ", text))


def shortened(text: str, most: int) -> str:
    """At most about ``most`` characters; a longer text says how long it was."""
    return text if len(text) <= most else f"{text[:most]}……（共{len(text)}字，以下略）"
