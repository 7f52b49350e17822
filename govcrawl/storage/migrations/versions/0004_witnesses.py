"""Witnesses of publication dates, beside the date that is shown."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "witness",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("name", sa.Text(), nullable=False, comment="何处所说，如 PubDate、address、generated"),
        sa.Column("raw", sa.Text(), nullable=False, comment="原文"),
        sa.Column("date", sa.Date(), nullable=True, comment="所说的日期"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_witness_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
    )
    op.create_index("ix_witness_visit_id", "witness", ["visit_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("witness",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("witness")
