"""Addresses that sampled pages lead to."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("url", sa.Text(), nullable=False, comment="规范化地址"),
        sa.Column("text", sa.Text(), nullable=False, comment="链接文字"),
        sa.Column("kind", sa.Text(), nullable=False, comment="vocabulary.LinkKind"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_link_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index("ix_link_visit_id", "link", ["visit_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("link",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("link")
