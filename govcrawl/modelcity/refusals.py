"""Servers that do not give the page: firewalls, challenges, silence, dead names."""

from __future__ import annotations

from dataclasses import dataclass

from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.render import render


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a server refuses: a status with a page, or silence; ``dead`` names do not resolve at all."""

    status: int = 0
    template: str = ""
    silent: bool = False
    dead: bool = False
    cookie: str = ""


REFUSALS = {
    "403": Refusal(403, "walls/403.jinja"),
    "404": Refusal(404, "walls/404.jinja"),
    "412": Refusal(412, "walls/412.jinja"),
    "521": Refusal(521, "walls/521.jinja", cookie="__jsluid_s=0000000000000000"),
    "captcha": Refusal(200, "walls/captcha.jinja"),
    "login": Refusal(200, "walls/login.jinja"),
    "timeout": Refusal(silent=True),
    "dead": Refusal(dead=True),
}


def refuse(name: str) -> Answer | None:
    """The answer of the refusal ``name``; None for a dead name, which no server answers."""
    refusal = REFUSALS[name]
    if refusal.dead:
        return None
    if refusal.silent:
        return Answer(0, silent=True)
    headers = (("Set-Cookie", refusal.cookie),) if refusal.cookie else ()
    body = render(refusal.template).encode()
    return Answer(refusal.status, body, "text/html; charset=utf-8", headers=headers)
