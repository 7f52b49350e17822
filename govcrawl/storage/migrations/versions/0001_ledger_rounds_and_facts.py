"""Ledger, rounds and facts."""

import sqlalchemy as sa
from alembic import op

from govcrawl.storage.append_only import forget, protect
from govcrawl.storage.types import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = (
    "roster_site",
    "roster_column",
    "roster_account",
    "crawl",
    "run",
    "run_end",
    "run_count",
    "visit",
    "fetch",
    "entry",
    "found_column",
    "doubt",
    "decision",
    "edition",
)


def upgrade() -> None:
    op.create_table(
        "ledger_account",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="生效日"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="失效日（不含）；空为现行"),
        sa.Column("key", sa.Text(), nullable=False, comment="账号编号"),
        sa.Column("name", sa.Text(), nullable=False, comment="账号名称"),
        sa.Column("platform", sa.Text(), nullable=False, comment="平台名称"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("url", sa.Text(), nullable=False, comment="主页或订阅地址"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_account")),
        sa.UniqueConstraint("key", "valid_from", name=op.f("uq_ledger_account_key_valid_from")),
    )
    op.create_table(
        "ledger_column",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="生效日"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="失效日（不含）；空为现行"),
        sa.Column("site_code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("url", sa.Text(), nullable=False, comment="规范化地址"),
        sa.Column("name", sa.Text(), nullable=False, comment="栏目名称"),
        sa.Column("parent", sa.Text(), nullable=True, comment="上级栏目的规范化地址"),
        sa.Column("level", sa.Integer(), nullable=False, comment="级别，1 为一级栏目"),
        sa.Column("category", sa.Text(), nullable=False, comment="类别，vocabulary.Category"),
        sa.Column("relation", sa.Text(), nullable=False, comment="关系，vocabulary.Relation"),
        sa.Column("unit", sa.Text(), nullable=True, comment="责任单位"),
        sa.Column("deadline", sa.Text(), nullable=True, comment="更新期限，如 14d、6m；空为按类别"),
        sa.Column("exempt_reason", sa.Text(), nullable=True, comment="豁免原因"),
        sa.Column("exempt_until", sa.Date(), nullable=True, comment="豁免截止日，含当日"),
        sa.Column("confirmed_by", sa.Text(), nullable=True, comment="确认人；空为尚未确认"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_column")),
        sa.UniqueConstraint("site_code", "url", "valid_from", name=op.f("uq_ledger_column_site_code_url_valid_from")),
    )
    op.create_table(
        "ledger_site",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="生效日"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="失效日（不含）；空为现行"),
        sa.Column("code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("display_order", sa.Integer(), nullable=False, comment="附件中的顺序"),
        sa.Column("name", sa.Text(), nullable=False, comment="网站名称"),
        sa.Column("printed_url", sa.Text(), nullable=False, comment="网站地址，按台账原文"),
        sa.Column("crawl_url", sa.Text(), nullable=False, comment="抓取地址，一般与网站地址相同"),
        sa.Column("is_portal", sa.Boolean(), nullable=False, comment="是否门户"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("platform", sa.Text(), nullable=True, comment="集约化平台"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_site")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_ledger_site_code_valid_from")),
    )
    op.create_table(
        "round",
        sa.Column("name", sa.Text(), nullable=False, comment="轮次，如 2020Q4"),
        sa.Column("kind", sa.Text(), nullable=False, comment="vocabulary.RoundKind"),
        sa.Column("declaration", sa.Text(), nullable=False, comment="开启时冻结的检查范围（JSON）"),
        sa.Column("wording", sa.Text(), nullable=False, comment="通报文字设置（TOML），印发前可更新"),
        sa.Column("opened_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("closed_at", UtcDateTime(), nullable=True, comment="关闭时间"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_round")),
    )
    op.create_table(
        "crawl",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("spider", sa.Text(), nullable=False, comment="爬虫名"),
        sa.Column("night", sa.Date(), nullable=False, comment="开始时的本地日期"),
        sa.Column("replay", sa.Integer(), nullable=False, comment="0 为实际抓取，其后为第几次重放"),
        sa.Column("replay_of", sa.BigInteger(), nullable=True, comment="被重放的抓取"),
        sa.Column("created_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_crawl_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl")),
        sa.UniqueConstraint("round", "spider", "night", "replay", name=op.f("uq_crawl_round_spider_night_replay")),
    )
    op.create_table(
        "decision",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("target_kind", sa.Text(), nullable=False, comment="vocabulary.TargetKind"),
        sa.Column("target", sa.Text(), nullable=False, comment="网站标识码或账号编号"),
        sa.Column("indicator", sa.Text(), nullable=False, comment="vocabulary.Indicator"),
        sa.Column("subject", sa.Text(), nullable=False, comment="栏目或地址"),
        sa.Column("ruling", sa.Text(), nullable=False, comment="vocabulary.Ruling"),
        sa.Column("person", sa.Text(), nullable=False, comment="复核人"),
        sa.Column("reason", sa.Text(), nullable=False, comment="理由"),
        sa.Column("values_seen", sa.Text(), nullable=False, comment="复核时看到的值"),
        sa.Column("decided_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_decision_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_round_target", "decision", ["round", "target"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("script", sa.Text(), nullable=False, comment="hans 或 hant"),
        sa.Column("format", sa.Text(), nullable=False, comment="md、json 等"),
        sa.Column("path", sa.Text(), nullable=False, comment="文件"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="文件摘要"),
        sa.Column("issued_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_edition_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("round", "script", "format", name=op.f("uq_edition_round_script_format")),
    )
    op.create_table(
        "roster_account",
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("key", sa.Text(), nullable=False, comment="账号编号"),
        sa.Column("platform_group", sa.Text(), nullable=False, comment="统计分组"),
        sa.Column("sampled", sa.Boolean(), nullable=False, comment="是否抽中"),
        sa.Column("name", sa.Text(), nullable=False, comment="账号名称"),
        sa.Column("platform", sa.Text(), nullable=False, comment="平台名称"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("url", sa.Text(), nullable=False, comment="主页或订阅地址"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_roster_account_round_round")),
        sa.PrimaryKeyConstraint("round", "key", name=op.f("pk_roster_account")),
    )
    op.create_table(
        "roster_column",
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("site_code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("url", sa.Text(), nullable=False, comment="规范化地址"),
        sa.Column("name", sa.Text(), nullable=False, comment="栏目名称"),
        sa.Column("parent", sa.Text(), nullable=True, comment="上级栏目的规范化地址"),
        sa.Column("level", sa.Integer(), nullable=False, comment="级别，1 为一级栏目"),
        sa.Column("category", sa.Text(), nullable=False, comment="类别，vocabulary.Category"),
        sa.Column("relation", sa.Text(), nullable=False, comment="关系，vocabulary.Relation"),
        sa.Column("unit", sa.Text(), nullable=True, comment="责任单位"),
        sa.Column("deadline", sa.Text(), nullable=True, comment="更新期限，如 14d、6m；空为按类别"),
        sa.Column("exempt_reason", sa.Text(), nullable=True, comment="豁免原因"),
        sa.Column("exempt_until", sa.Date(), nullable=True, comment="豁免截止日，含当日"),
        sa.Column("confirmed_by", sa.Text(), nullable=True, comment="确认人；空为尚未确认"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_roster_column_round_round")),
        sa.PrimaryKeyConstraint("round", "site_code", "url", name=op.f("pk_roster_column")),
    )
    op.create_table(
        "roster_site",
        sa.Column("round", sa.Text(), nullable=False, comment="轮次"),
        sa.Column("code", sa.Text(), nullable=False, comment="网站标识码"),
        sa.Column("sampled", sa.Boolean(), nullable=False, comment="是否抽中"),
        sa.Column("display_order", sa.Integer(), nullable=False, comment="附件中的顺序"),
        sa.Column("name", sa.Text(), nullable=False, comment="网站名称"),
        sa.Column("printed_url", sa.Text(), nullable=False, comment="网站地址，按台账原文"),
        sa.Column("crawl_url", sa.Text(), nullable=False, comment="抓取地址，一般与网站地址相同"),
        sa.Column("is_portal", sa.Boolean(), nullable=False, comment="是否门户"),
        sa.Column("unit", sa.Text(), nullable=False, comment="主办单位"),
        sa.Column("platform", sa.Text(), nullable=True, comment="集约化平台"),
        sa.ForeignKeyConstraint(["round"], ["round.name"], name=op.f("fk_roster_site_round_round")),
        sa.PrimaryKeyConstraint("round", "code", name=op.f("pk_roster_site")),
    )
    op.create_table(
        "run",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("crawl_id", ID, nullable=False, comment="所属抓取"),
        sa.Column("started_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("version", sa.Text(), nullable=False, comment="程序版本"),
        sa.Column("clock_set", sa.Boolean(), nullable=False, comment="时钟是否为设定值（演示、测试）"),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_run_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "visit",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("crawl_id", ID, nullable=False, comment="所属抓取"),
        sa.Column("target_kind", sa.Text(), nullable=False, comment="vocabulary.TargetKind"),
        sa.Column("target", sa.Text(), nullable=False, comment="网站标识码或账号编号"),
        sa.Column("role", sa.Text(), nullable=False, comment="vocabulary.PageRole"),
        sa.Column("list_url", sa.Text(), nullable=False, comment="所属列表：栏目、首页或账号的规范化地址"),
        sa.Column("url", sa.Text(), nullable=False, comment="请求的地址"),
        sa.Column("observed_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("reading", sa.Text(), nullable=False, comment="vocabulary.Reading"),
        sa.Column("title", sa.Text(), nullable=True, comment="页面标题"),
        sa.Column("encoding", sa.Text(), nullable=True, comment="实际编码"),
        sa.Column("newest", sa.Date(), nullable=True, comment="本次访问看到的最新有效日期"),
        sa.Column("entry_count", sa.Integer(), nullable=False, comment="条目数"),
        sa.Column("dated_count", sa.Integer(), nullable=False, comment="有有效日期的条目数"),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_visit_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint(
            "crawl_id",
            "target_kind",
            "target",
            "role",
            "list_url",
            "url",
            name=op.f("uq_visit_crawl_id_target_kind_target_role_list_url_url"),
        ),
    )
    op.create_index("ix_visit_target", "visit", ["target_kind", "target", "observed_at"], unique=False)

    op.create_table(
        "doubt",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("text", sa.Text(), nullable=False, comment="疑点"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_doubt_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt")),
    )
    op.create_index("ix_doubt_visit_id", "doubt", ["visit_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("position", sa.Integer(), nullable=False, comment="在列表中的次序，从 0 起"),
        sa.Column("title", sa.Text(), nullable=False, comment="标题"),
        sa.Column("url", sa.Text(), nullable=True, comment="地址"),
        sa.Column("date", sa.Date(), nullable=True, comment="发布日期"),
        sa.Column("raw", sa.Text(), nullable=True, comment="日期原文"),
        sa.Column("rule", sa.Text(), nullable=True, comment="读出日期的规则"),
        sa.Column("pinned", sa.Boolean(), nullable=False, comment="是否置顶"),
        sa.Column("exclusion", sa.Text(), nullable=True, comment="不计入更新的原因，vocabulary.Exclusion"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_entry_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index("ix_entry_visit_id", "entry", ["visit_id"], unique=False)

    op.create_table(
        "fetch",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("position", sa.Integer(), nullable=False, comment="在访问中的次序，从 0 起"),
        sa.Column("url", sa.Text(), nullable=False, comment="取回的地址"),
        sa.Column("observed_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("state", sa.Text(), nullable=False, comment="transport.STATES 的键"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP 状态码"),
        sa.Column("elapsed", sa.Double(), nullable=True, comment="秒"),
        sa.Column("detail", sa.Text(), nullable=True, comment="错误原文"),
        sa.Column("warc_file", sa.Text(), nullable=True, comment="WARC 文件，相对佐证目录"),
        sa.Column("warc_offset", sa.BigInteger(), nullable=True, comment="记录在文件中的字节位置"),
        sa.Column("record_id", sa.Text(), nullable=True, comment="WARC-Record-ID"),
        sa.Column("payload_digest", sa.Text(), nullable=True, comment="WARC-Payload-Digest"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_fetch_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch")),
    )
    op.create_index("ix_fetch_url", "fetch", ["url"], unique=False)
    op.create_index("ix_fetch_visit_id", "fetch", ["visit_id"], unique=False)

    op.create_table(
        "found_column",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", ID, nullable=False, comment="所属访问"),
        sa.Column("url", sa.Text(), nullable=False, comment="规范化地址"),
        sa.Column("name", sa.Text(), nullable=False, comment="栏目名称"),
        sa.Column("category", sa.Text(), nullable=False, comment="vocabulary.Category"),
        sa.Column("category_by", sa.Text(), nullable=False, comment="vocabulary.CategorySource"),
        sa.Column("level", sa.Integer(), nullable=False, comment="级别"),
        sa.Column("parent", sa.Text(), nullable=True, comment="上级栏目名称"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_found_column_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_column")),
    )
    op.create_index("ix_found_column_visit_id", "found_column", ["visit_id"], unique=False)

    op.create_table(
        "run_count",
        sa.Column("run_id", ID, nullable=False, comment="所属运行"),
        sa.Column("kind", sa.Text(), nullable=False, comment="failed、dropped、error"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_count_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "kind", "reason", name=op.f("pk_run_count")),
    )
    op.create_table(
        "run_end",
        sa.Column("run_id", ID, nullable=False, comment="所属运行"),
        sa.Column("ended_at", UtcDateTime(), nullable=False, comment="UTC 时间"),
        sa.Column("finish_reason", sa.Text(), nullable=False, comment="Scrapy 的结束原因"),
        sa.Column("expected", sa.Integer(), nullable=False, comment="应检对象数"),
        sa.Column("seen", sa.Integer(), nullable=False, comment="已打开的对象数"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_end_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_end")),
    )
    for statement in protect(op.get_bind().dialect.name, FACTS):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("run_end")
    op.drop_table("run_count")
    op.drop_index("ix_found_column_visit_id", "found_column")

    op.drop_table("found_column")
    op.drop_index("ix_fetch_visit_id", "fetch")
    op.drop_index("ix_fetch_url", "fetch")

    op.drop_table("fetch")
    op.drop_index("ix_entry_visit_id", "entry")

    op.drop_table("entry")
    op.drop_index("ix_doubt_visit_id", "doubt")

    op.drop_table("doubt")
    op.drop_index("ix_visit_target", "visit")

    op.drop_table("visit")
    op.drop_table("run")
    op.drop_table("roster_site")
    op.drop_table("roster_column")
    op.drop_table("roster_account")
    op.drop_table("edition")
    op.drop_index("ix_decision_round_target", "decision")

    op.drop_table("decision")
    op.drop_table("crawl")
    op.drop_table("round")
    op.drop_table("ledger_site")
    op.drop_table("ledger_column")
    op.drop_table("ledger_account")
    for statement in forget(op.get_bind().dialect.name):
        op.execute(statement)
