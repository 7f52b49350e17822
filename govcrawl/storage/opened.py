"""Which addresses some crawls opened themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Fetch, Visit
from govcrawl.vocabulary import PageRole, Reading, TargetKind


def opened_addresses(session: Session, crawls: Sequence[int], site: str | None = None) -> Iterator[tuple[str, str]]:
    """Every address, as it was asked for and as it was answered, of the looks of these crawls that opened a page.

    With the site's code; those of one ``site`` where it is given. An address may come more than once.
    """
    query = (
        select(Visit.target, Visit.role, Visit.url, Fetch.url)
        .join(Fetch, Fetch.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls), Visit.target_kind == TargetKind.SITE)
        .where(Visit.reading != Reading.FAILED, Fetch.state == "ok")
    )
    if site is not None:
        query = query.where(Visit.target == site)
    for code, role, asked, answered in session.execute(query.execution_options(yield_per=5000)):
        yield code, asked
        if role != PageRole.LINK:
            yield code, answered
