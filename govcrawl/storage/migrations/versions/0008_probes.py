"""Probes of home pages."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect
from govcrawl.storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "probe",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("crawl_id", ID, nullable=False, comment="所属抓取"),
        sa.Column("site", sa.Text(), nullable=True, comment="网站标识码；空为对照主机"),
        sa.Column("variant", sa.Text(), nullable=False, comment="vocabulary.Variant"),
        sa.Column("sweep", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("observed_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("url", sa.Text(), nullable=False, comment="请求的地址"),
        sa.Column("final_url", sa.Text(), nullable=False, comment="跳转后的地址"),
        sa.Column("state", sa.Text(), nullable=False, comment="transport.STATES 的键"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP 状态码"),
        sa.Column("address", sa.Text(), nullable=True, comment="解析到的 IP 地址；经代理时为空"),
        sa.Column("first_byte", sa.Double(), nullable=True, comment="首字节，秒"),
        sa.Column("elapsed", sa.Double(), nullable=False, comment="全程，秒，含跳转"),
        sa.Column("redirects", sa.Integer(), nullable=False, comment="跳转次数"),
        sa.Column("size", sa.Integer(), nullable=True, comment="正文字节数"),
        sa.Column("certificate", sa.Text(), nullable=True, comment="证书的问题"),
        sa.Column("detail", sa.Text(), nullable=True, comment="错误原文"),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_probe_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_probe")),
        sa.UniqueConstraint("crawl_id", "sweep", "url", "site", name=op.f("uq_probe_crawl_id_sweep_url_site")),
    )
    op.create_index("ix_probe_site", "probe", ["site", "observed_at"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("probe",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("probe")
