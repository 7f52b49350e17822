"""Forms of sampled pages that search their site."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("action", sa.Text(), nullable=False, comment="表单地址；由脚本处理的为空"),
        sa.Column("field", sa.Text(), nullable=False, comment="关键词字段"),
        sa.Column("method", sa.Text(), nullable=False, comment="get、post 或 script"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_search_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    op.create_index("ix_search_visit_id", "search", ["visit_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("search",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("search")
