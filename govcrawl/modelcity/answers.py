"""What the city answers to an address, before any door puts it on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as an origin server gives it; ``silent`` means that none ever comes.

    ``head`` is the status of HEAD where it differs, ``delay`` the seconds before the answer.
    """

    status: int
    body: bytes = b""
    content_type: str = HTML
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    silent: bool = False
    head: int = 0
    delay: float = 0.0
