"""What the loop of people's decisions needs: points, round decisions, notices, statements, corrections, warnings."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect
from govcrawl.storage.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("round_decision", "notice", "notice_item", "statement", "correction", "warning")


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("script", sa.Text(), nullable=False, comment="hans 或 hant"),
        sa.Column("number", sa.Integer(), nullable=False, comment="第几次更正，从 1 起"),
        sa.Column("format", sa.Text(), nullable=False, comment="md、json 等"),
        sa.Column("path", sa.Text(), nullable=False, comment="文件"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="文件摘要"),
        sa.Column("bulletin", sa.Text(), nullable=False, comment="更正后的通报（JSON）"),
        sa.Column("person", sa.Text(), nullable=False, comment="经办人"),
        sa.Column("reason", sa.Text(), nullable=False, comment="更正原因"),
        sa.Column("issued_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_correction_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint(
            "round", "script", "number", "format", name=op.f("uq_correction_round_script_number_format")
        ),
    )
    op.create_table(
        "notice",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("number", sa.Integer(), nullable=False, comment="本轮给该单位的第几份，从 1 起"),
        sa.Column("path", sa.Text(), nullable=False, comment="文件"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="文件摘要"),
        sa.Column("issued_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_notice_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("round", "unit", "number", name=op.f("uq_notice_round_unit_number")),
    )
    op.create_table(
        "round_decision",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("indicator", sa.Text(), nullable=False, comment="vocabulary.Indicator"),
        sa.Column("ruling", sa.Text(), nullable=False, comment="vocabulary.Ruling"),
        sa.Column("person", sa.Text(), nullable=False, comment="复核人"),
        sa.Column("reason", sa.Text(), nullable=False, comment="理由"),
        sa.Column("decided_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_round_decision_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_decision")),
    )
    op.create_index("ix_round_decision_round", "round_decision", ["round"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="vocabulary.StatementKind"),
        sa.Column("text", sa.Text(), nullable=False, comment="说明内容"),
        sa.Column("source", sa.Text(), nullable=True, comment="材料的地址，或收存的文件"),
        sa.Column("sha256", sa.Text(), nullable=True, comment="收存文件的摘要"),
        sa.Column("received_on", sa.Date(), nullable=False, comment="收到日"),
        sa.Column("person", sa.Text(), nullable=False, comment="登记人"),
        sa.Column("recorded_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("target_kind", sa.Text(), nullable=False, comment="vocabulary.TargetKind"),
        sa.Column("target", sa.Text(), nullable=False, comment="网站标识码或账号编号"),
        sa.Column("indicator", sa.Text(), nullable=False, comment="vocabulary.Indicator"),
        sa.Column("subject", sa.Text(), nullable=False, comment="栏目或地址"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_statement_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index("ix_statement_round_target", "statement", ["round", "target"], unique=False)
    op.create_table(
        "warning",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("target_kind", sa.Text(), nullable=False, comment="vocabulary.TargetKind"),
        sa.Column("target", sa.Text(), nullable=False, comment="网站标识码或账号编号"),
        sa.Column("subject", sa.Text(), nullable=False, comment="栏目或地址"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("due", sa.Date(), nullable=False, comment="最后期限，含当日"),
        sa.Column("days", sa.Integer(), nullable=False, comment="提前几天"),
        sa.Column("channel", sa.Text(), nullable=False, comment="发送方式，不含密钥"),
        sa.Column("text", sa.Text(), nullable=False, comment="所发文字"),
        sa.Column("sent_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_warning_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
        sa.UniqueConstraint(
            "round",
            "target_kind",
            "target",
            "subject",
            "due",
            "days",
            "channel",
            name=op.f("uq_warning_round_target_kind_target_subject_due_days_channel"),
        ),
    )
    op.create_table(
        "notice_item",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("notice_id", ID, nullable=False, comment="所属整改通知书"),
        sa.Column("values_seen", sa.Text(), nullable=False, comment="下发时的值"),
        sa.Column("due", sa.Date(), nullable=False, comment="整改时限，含当日"),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("target_kind", sa.Text(), nullable=False, comment="vocabulary.TargetKind"),
        sa.Column("target", sa.Text(), nullable=False, comment="网站标识码或账号编号"),
        sa.Column("indicator", sa.Text(), nullable=False, comment="vocabulary.Indicator"),
        sa.Column("subject", sa.Text(), nullable=False, comment="栏目或地址"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_item_notice_id_notice")),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_notice_item_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_item")),
    )
    op.create_index(op.f("ix_notice_item_notice_id"), "notice_item", ["notice_id"], unique=False)
    op.create_index("ix_notice_item_round_target", "notice_item", ["round", "target"], unique=False)
    op.add_column("decision", sa.Column("points", sa.Text(), nullable=True, comment="扣分或加分，十进制数；空为未说明"))
    for statement in protect(op.get_bind().dialect.name, TABLES):
        op.execute(statement)


def downgrade() -> None:
    op.drop_column("decision", "points")
    op.drop_index("ix_notice_item_round_target", table_name="notice_item")
    op.drop_index(op.f("ix_notice_item_notice_id"), table_name="notice_item")
    op.drop_table("notice_item")
    op.drop_table("warning")
    op.drop_index("ix_statement_round_target", table_name="statement")
    op.drop_table("statement")
    op.drop_index("ix_round_decision_round", table_name="round_decision")
    op.drop_table("round_decision")
    op.drop_table("notice")
    op.drop_table("correction")
