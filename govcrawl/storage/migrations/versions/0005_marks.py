"""Marks of the footer as a home page shows them."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "mark",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("name", sa.Text(), nullable=False, comment="标识名，如 site_code、icp、police、jiucuo"),
        sa.Column("value", sa.Text(), nullable=False, comment="页面上所见"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_mark_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    op.create_index("ix_mark_visit_id", "mark", ["visit_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("mark",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("mark")
