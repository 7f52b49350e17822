"""Probes over one address family alone, and what their pages are called."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OLD, NEW = "uq_probe_crawl_id_sweep_url_site", "uq_probe_crawl_id_sweep_variant_url_site"
COMMENT = "页面标题，只在对照 IPv6 与 IPv4 时记录"


def upgrade() -> None:
    with op.batch_alter_table("probe") as table:
        table.add_column(sa.Column("title", sa.Text(), nullable=True, comment=COMMENT))
        table.drop_constraint(OLD, type_="unique")
        table.create_unique_constraint(NEW, ["crawl_id", "sweep", "variant", "url", "site"])
    _protect_again()


def downgrade() -> None:
    with op.batch_alter_table("probe") as table:
        table.drop_constraint(NEW, type_="unique")
        table.create_unique_constraint(OLD, ["crawl_id", "sweep", "url", "site"])
        table.drop_column("title")
    _protect_again()


def _protect_again() -> None:
    """SQLite alters a table by making it anew, without its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in protect("sqlite", ("probe",)):
            op.execute(statement)
