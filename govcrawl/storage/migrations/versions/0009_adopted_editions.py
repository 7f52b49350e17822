"""The number and date of an edition that was signed elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("number", sa.Text(), nullable=True, comment="发文字号；空为本程序写出的版本"))
    op.add_column("edition", sa.Column("dated", sa.Date(), nullable=True, comment="成文日期"))


def downgrade() -> None:
    op.drop_column("edition", "dated")
    op.drop_column("edition", "number")
