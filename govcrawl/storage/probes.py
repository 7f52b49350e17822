"""Writing probes in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Engine, insert

from govcrawl.items import Probe
from govcrawl.storage import models


def store_probes(engine: Engine, crawl_id: int, probes: Sequence[Probe]) -> None:
    """Store a batch of probes in one transaction."""
    if probes:
        with engine.begin() as connection:
            connection.execute(insert(models.Probe), [{"crawl_id": crawl_id, **asdict(probe)} for probe in probes])
