"""What consultation pages offer, public messages, elements of guides, and simulated questions with their answers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import protect
from govcrawl.storage.types import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_VISITS = ("channel", "message", "guide_element")
TABLES = (*OF_VISITS, "question", "question_answer")


def of_visit(name: str, *columns: "sa.Column[Any]") -> None:
    """A table of facts that hang on visits."""
    op.create_table(
        name,
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        *columns,
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f(f"fk_{name}_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_visit_id", name, ["visit_id"], unique=False)


def upgrade() -> None:
    of_visit(
        "channel",
        sa.Column("form", sa.Text(), nullable=False, comment="提交留言的表单有哪些栏；空为没有表单"),
        sa.Column("login", sa.Boolean(), nullable=False, comment="页面是否要求输入密码"),
        sa.Column("statistics", sa.Text(), nullable=False, comment="页面公布的受理情况统计，原文"),
    )
    of_visit(
        "message",
        sa.Column("position", sa.Integer(), nullable=False, comment="在列表中的次序，从 0 起"),
        sa.Column("title", sa.Text(), nullable=False, comment="标题"),
        sa.Column("url", sa.Text(), nullable=True, comment="地址，规范化；正文页自身为空"),
        sa.Column("asked", sa.Date(), nullable=True, comment="留言时间"),
        sa.Column("answered", sa.Date(), nullable=True, comment="答复时间"),
        sa.Column("shown", sa.Date(), nullable=True, comment="列表所示而未写明是何时间的日期"),
        sa.Column("status", sa.Text(), nullable=False, comment="办理状态，原文"),
        sa.Column("unit", sa.Text(), nullable=False, comment="答复单位"),
        sa.Column("has_answer", sa.Boolean(), nullable=False, comment="是否看到答复内容"),
    )
    of_visit(
        "guide_element",
        sa.Column("name", sa.Text(), nullable=False, comment="vocabulary.GuidePart 或 GuideRemark"),
        sa.Column("text", sa.Text(), nullable=False, comment="要素标题下的文字，或所记的原文"),
    )
    op.create_table(
        "question",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("site", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("text", sa.Text(), nullable=False, comment="问题"),
        sa.Column("sent_on", sa.Date(), nullable=False, comment="提交日"),
        sa.Column("person", sa.Text(), nullable=False, comment="提问人"),
        sa.Column("recorded_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_question_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_round_site", "question", ["round", "site"], unique=False)
    op.create_table(
        "question_answer",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("question_id", ID, nullable=False, comment="所答的模拟提问"),
        sa.Column("answered_on", sa.Date(), nullable=False, comment="答复日"),
        sa.Column("text", sa.Text(), nullable=False, comment="答复内容"),
        sa.Column("fault", sa.Text(), nullable=False, comment="推诿或质量不高的理由；空为没有"),
        sa.Column("person", sa.Text(), nullable=False, comment="登记人"),
        sa.Column("recorded_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_question_answer_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answer")),
    )
    op.create_index("ix_question_answer_question_id", "question_answer", ["question_id"], unique=False)
    for statement in protect(op.get_bind().dialect.name, TABLES):
        op.execute(statement)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
