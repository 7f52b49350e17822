"""National page tags of sampled pages."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("name", sa.Text(), nullable=False, comment="标签名，如 SiteName、ColumnName、PubDate"),
        sa.Column("value", sa.Text(), nullable=False, comment="标签内容"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_tag_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    op.create_index("ix_tag_visit_id", "tag", ["visit_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, ("tag",)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("tag")
