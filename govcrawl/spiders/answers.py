"""What an answer to an address that a page leads to tells: is it there, and where not, why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from govcrawl.extract.absence import Shown, leads_to_login, read_shown, same_notice
from govcrawl.extract.walls import is_wall
from govcrawl.items import Fetch, Look
from govcrawl.middlewares.failures import is_nameless
from govcrawl.spiders.looks import Task
from govcrawl.transport import state_of_status
from govcrawl.vocabulary import Reading

UNSURE = frozenset({"timeout", "broken", "incomplete", "garbled", "too_large", "redirect_loop"})
"""What a request for the headers alone may meet at a server that does not know such requests."""

_NOTHING = Shown()
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")


@dataclass(frozen=True, slots=True)
class Answer:
    """The transport state that decides, and what the page shows where it is one."""

    state: str
    shown: Shown = _NOTHING


def read_answer(response: Response, asked: str) -> Answer:
    """Read an answer with a body; a proxy's word that there is no such name counts as that."""
    charset = http_content_type_encoding(content_type(response))
    if is_wall(response.body, charset):
        return Answer("blocked")
    if is_nameless(response):
        return Answer("no_name")
    state = state_of_status(response.status).id
    if state == "ok" and leads_to_login(asked, response.url):
        return Answer("login")
    readable = state == "ok" and _is_html(response)
    return Answer(state, read_shown(response.body, charset) if readable else _NOTHING)


def convinces(response: Response, asked: str) -> bool:
    """Whether headers alone prove a file or a picture to be there; a page may yet say that it is none."""
    file = bool(content_type(response)) and not _is_html(response)
    return response.status < 400 and file and not leads_to_login(asked, response.url)


def content_type(response: Response) -> str:
    """The Content-Type as sent."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def _is_html(response: Response) -> bool:
    return "html" in content_type(response).lower()


def stranger_of(url: str) -> str:
    """An address beside ``url``, of the same kind, that no one ever made."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    ending = _EXTENSION.search(name)
    made_up = hashlib.sha256(f"{parts.netloc}{folder}".encode()).hexdigest()[:16]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{made_up}{ending.group() if ending else ''}", "", ""))


def compared(answer: Answer, stranger: Answer | None) -> tuple[Answer, str]:
    """An answer that says it is none, held against that of a made-up address (None: it gave no answer); the doubt."""
    same = stranger is not None and stranger.state == "ok" and same_notice(answer.shown, stranger.shown)
    if same and answer.shown.plainly:
        return replace(answer, state="absent"), ""
    if same:
        return answer, f"页面含有“{answer.shown.wording}”，与同一目录下虚构的地址给出的页面相同"
    if not answer.shown.plainly:
        return answer, ""
    why = "同一目录下虚构的地址给出的是另一种应答" if stranger else "同一目录下虚构的地址没有应答"
    return answer, f"页面写着“{answer.shown.wording}”，{why}"


def answer_look(task: Task, fetches: Sequence[Fetch], answer: Answer, doubt: str = "") -> Look:
    """The look that an answered address ends in."""
    return Look(
        target_kind=task.kind,
        target=task.target.key,
        role=task.role,
        url=task.url,
        list_url=task.list_url,
        fetches=(*fetches[:-1], replace(fetches[-1], state=answer.state)),
        reading=Reading.READ if answer.state == "ok" else Reading.FAILED,
        title=answer.shown.title or None,
        doubts=(doubt,) if doubt else (),
    )
