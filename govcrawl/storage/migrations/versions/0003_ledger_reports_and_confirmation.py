"""Announced downtimes, addresses that are no columns, contacts and months of columns."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.types import UtcDateTime

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMN_TABLES = ("ledger_column", "roster_column")
NEW_COLUMNS = {"contact": "联系人", "months": "应更新的月份，如 2 或 1,7；空为不按月份"}


def upgrade() -> None:
    for table in COLUMN_TABLES:
        for name, comment in NEW_COLUMNS.items():
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True, comment=comment))
    op.create_table(
        "ledger_downtime",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="生效日"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="失效日（不含）；空为现行"),
        sa.Column("site_code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("starts_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("ends_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("reason", sa.Text(), nullable=False, comment="报备原因"),
        sa.Column("reported_by", sa.Text(), nullable=False, comment="报备人"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_downtime")),
        sa.UniqueConstraint(
            "site_code", "starts_at", "valid_from", name=op.f("uq_ledger_downtime_site_code_starts_at_valid_from")
        ),
    )
    op.create_table(
        "ledger_no_column",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="生效日"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="失效日（不含）；空为现行"),
        sa.Column("site_code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("url", sa.Text(), nullable=False, comment="规范化地址"),
        sa.Column("name", sa.Text(), nullable=False, comment="抓取所见名称"),
        sa.Column("confirmed_by", sa.Text(), nullable=False, comment="确认人"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_no_column")),
        sa.UniqueConstraint(
            "site_code", "url", "valid_from", name=op.f("uq_ledger_no_column_site_code_url_valid_from")
        ),
    )


def downgrade() -> None:
    op.drop_table("ledger_no_column")
    op.drop_table("ledger_downtime")
    for table in COLUMN_TABLES:
        for name in NEW_COLUMNS:
            op.drop_column(table, name)
