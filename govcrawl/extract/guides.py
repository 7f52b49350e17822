"""Guides to a service (办事指南): which of the ten elements a page shows, catch-all wording, what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcrawl.extract.fields import TAB, Field, Names, read_fields
from govcrawl.extract.record import GuideElement, PageKind, PageRecord
from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Node, Tree, bare, flat
from govcrawl.vocabulary import GuidePart, GuideRemark

LABELS = {
    GuidePart.NAME: "事项名称 项目名称 服务名称 服务事项名称 服务事项 办理事项 办事项目 业务名称 审批事项 服务项目",
    GuidePart.BASIS: (
        "设定依据 设立依据 办理依据 法律依据 法定依据 实施依据 政策依据 审批依据 办事依据 受理依据 "
        "依据 法律法规依据 依据文件 政策法规依据"
    ),
    GuidePart.CONDITIONS: (
        "申请条件 受理条件 办理条件 申办条件 申报条件 审批条件 准予条件 准予批准的条件 许可条件 "
        "申请人条件 受理范围 申请范围 适用范围 办理对象 申请对象 适用对象 办理范围 申领条件 "
        "资格条件 条件"
    ),
    GuidePart.MATERIALS: (
        "办理材料 申请材料 申报材料 所需材料 提交材料 材料清单 申请材料目录 申报材料目录 "
        "申请材料清单 材料目录 所需资料 申请资料 申报资料 办事材料 申办材料 受理材料 需要材料 "
        "应提交材料 应交材料 需提交的材料 需提供的材料 申请人需提交的材料 所需提交材料 "
        "办理所需材料 需提交材料 申领材料 材料"
    ),
    GuidePart.PLACE: (
        "办理地点 办理地址 受理地点 受理地址 办公地点 办公地址 办事地点 办理窗口 受理窗口 窗口地址 "
        "服务地点 服务地址 联系地址 交通指引 办理场所 地点 地址"
    ),
    GuidePart.AGENCY: (
        "办理机构 办理部门 办理单位 受理机构 受理部门 受理单位 实施机关 实施主体 实施机构 实施部门 "
        "承办机构 承办部门 承办单位 责任单位 责任部门 主管部门 主管单位 审批机关 决定机构 服务机构 "
        "服务部门 办理科室 责任科室 承办科室 审批部门 办事机构"
    ),
    GuidePart.FEE: (
        "收费标准 收费情况 收费信息 是否收费 收费依据及标准 收费依据和标准 收费标准及依据 "
        "收费标准和依据 收费依据 收费项目 办理费用 办事费用 收费 费用 工本费 收费方式 办件收费 "
        "收取费用"
    ),
    GuidePart.TIME: (
        "办理时间 受理时间 办公时间 工作时间 服务时间 办事时间 窗口时间 办理时限 办结时限 承诺时限 "
        "承诺办结时限 法定时限 法定办结时限 办理期限 办结期限 承诺期限 法定期限 审批时限 办事时限 "
        "受理时限 服务时限 承诺办理时限 法定办理时限 许可期限 时间 时限"
    ),
    GuidePart.PHONE: (
        "联系电话 咨询电话 办公电话 服务电话 咨询服务电话 联系方式 咨询方式 咨询途径 咨询热线 "
        "咨询渠道 窗口电话 电话 咨询及联系电话 咨询监督电话 咨询投诉电话 咨询及投诉电话 咨询和投诉电话 "
        "咨询、投诉电话 咨询与投诉电话 咨询及监督电话 咨询查询 受理电话 热线电话 服务热线"
    ),
    GuidePart.PROCESS: (
        "办理流程 办理程序 办事流程 办事程序 审批流程 审批程序 受理程序 申请流程 申请程序 申办流程 "
        "办理步骤 办理环节 服务流程 服务程序 业务流程 工作流程 工作程序 流程图 办理流程图 "
        "审批流程图 流程 程序 许可程序"
    ),
}
ENDS = (
    "事项类型 事项编码 事项类别 服务对象 办件类型 办理形式 办理方式 申请方式 受理方式 结果名称 "
    "结果样本 结果送达 获证方式 办理结果 审批结果 审批证件 送达方式 常见问题 附件 "
    "数量限制 行使层级 权力来源 通办范围 网上办理 在线办理 "
    "在线咨询 到现场次数 到办事现场次数 监督电话 投诉电话 监督投诉电话 监督投诉渠道 监督投诉方式 "
    "投诉渠道 办理信息 受理信息 审批信息 监督方式 行政复议 行政诉讼 法律救济 救济途径 备注 注意事项 特别程序 年检要求 "
    "中介服务 温馨提示 权利与义务 基本信息 基本编码 实施编码 打印 关闭 相关链接"
)
FORMS = "表格下载 相关表格 表格及样表 附件下载 样表下载 空表下载 申请表下载 示范文本"
NAMES = Names({**{part.value: labels for part, labels in LABELS.items()}, GuideRemark.FORM.value: FORMS, "": ENDS})
ORDINARY = re.compile(r"(?:办事|服务|办理)指南|(?:办事|事项)(?:详情|内容)|正文")
PHONE_TOLD = re.compile(
    r"(?:电话|热线)[^\d\n]{0,6}[\s\x1f]*(?:[（(]?0\d{2,3}[)）\-—\s]{0,2}\d{7,8}|1\d{10}|\d{7,8}|12345)"
)
BETWEEN = (
    "相关|有关|必要|所需|需要|需|须|应当|应|规定|要求|认为|申请|申报|补充|法定|依法|证明|"
    "提交|提供|出具|报送|的|可能|与之"
)
OTHERS = re.compile(rf"其[他它](?:{BETWEEN}){{0,6}}(?:材料|资料|文件|证件|证明|要件)")
AND_SO_ON = re.compile(
    r"等(?:相关|有关|必要|所需)(?:的)?(?:证明)?(?:材料|资料|文件)|(?:相关|有关)(?:证明)?(?:材料|资料)(?=[。；;，,]|等|$)"
)
BARRED = re.compile(
    rf"(?:无需|不需|不用|不要求|不收取?|不得|不再|不必|无须|免于|免交|免提交|没有|禁止|除)[^。；;，,]{{0,16}}$|无$|其[他它](?:{BETWEEN}){{0,6}}$"
)
DENIED = re.compile(r"[无不免未勿非][^。；;，,]{0,16}$")
NAMED = re.compile(r"^(?:及清单)?[：:（(]\s*(?P<what>[^）)。；;]*)")
NONE_SAID = re.compile(r"^(?:无|没有|不需要|无需|/|-)*[）)。]?$")
CONTEXT = 20
IN_FILE = re.compile("指南|须知|流程|一次性告知")
IN_PAGE = re.compile(r"^(?:点击)?查看(?:[^\s]{0,6}(?:指南|详情|全部|详细信息))|^(?:详细信息|详情)$")
FEWEST_PARTS, SMALL = 2, 200
FILES = (".pdf", ".doc", ".docx", ".wps", ".ofd", ".jpg", ".png", ".zip", ".rar")


def read_guide(tree: Tree, record: PageRecord) -> tuple[GuideElement, ...]:
    """The elements of a guide with their texts, each once, and remarks on it; nothing where the page is no guide.

    An element whose label stands without a value has an empty text.
    """
    fields = read_fields(tree, NAMES)
    parts = {part: _joined(fields, part) for part in GuidePart if any(field.kind == part for field in fields)}
    if record.kind is not PageKind.GUIDE and len(parts.keys() - {GuidePart.NAME}) < FEWEST_PARTS:
        return ()
    if not parts.get(GuidePart.NAME) and record.title and not ORDINARY.fullmatch(bare(record.title)):
        parts[GuidePart.NAME] = record.title
    phone = PHONE_TOLD.search(_main_text(tree))
    if phone and not parts.get(GuidePart.PHONE):
        parts[GuidePart.PHONE] = flat(phone.group())
    elements = (GuideElement(part, parts[part]) for part in GuidePart if part in parts)
    forms = (GuideElement(GuideRemark.FORM, one.text) for one in fields if one.kind == GuideRemark.FORM and one.text)
    return (*elements, *forms, *_remarks(tree, record, parts))


def _joined(fields: list[Field], part: GuidePart) -> str:
    texts = dict.fromkeys(field.text for field in fields if field.kind == part and field.text)
    said = [text for text in texts if text != TAB]
    return flat(" ".join(said)) or next(iter(texts), "")


def _main_text(tree: Tree) -> str:
    pieces = map(tree.piece, range(len(tree.texts)))
    return "\n".join(piece.text for piece in pieces if region_of(piece.node) not in OUTSIDE)


def _remarks(tree: Tree, record: PageRecord, parts: dict[GuidePart, str]) -> Iterator[GuideElement]:
    for name, text in catch_alls(parts.get(GuidePart.MATERIALS, "")):
        yield GuideElement(name, text)
    basis = bare(parts.get(GuidePart.BASIS, ""))
    for node in tree.links:
        text = bare(tree.text_of(node))
        if node.get("href") and len(text) > FEWEST_PARTS and text in basis:
            yield GuideElement(GuideRemark.BASIS_LINK, flat(text))
    for text in dict.fromkeys(_unread(tree, record, parts)):
        yield GuideElement(GuideRemark.UNREAD, text)


def catch_alls(materials: str) -> Iterator[tuple[GuideRemark, str]]:
    """Catch-all wording (兜底性表述) in a list of materials, with the words around it.

    What says that nothing else is needed is none; 其他材料 with a name behind it, and 等相关材料, may be one.
    """
    for pattern, remark in ((OTHERS, GuideRemark.CATCH_ALL), (AND_SO_ON, GuideRemark.VAGUE)):
        for match in pattern.finditer(materials):
            named = NAMED.match(materials[match.end() :])
            if BARRED.search(materials[: match.start()]) or (named and NONE_SAID.match(named["what"].strip())):
                continue
            around = materials[max(0, match.start() - CONTEXT) : match.end() + CONTEXT]
            denied = DENIED.search(materials[: match.start()])
            yield GuideRemark.VAGUE if named or denied else remark, around


def _unread(tree: Tree, record: PageRecord, parts: dict[GuidePart, str]) -> Iterator[str]:
    """What of a guide may stand where it was not read."""
    if tree.cut:
        yield tree.cut
    if record.data_sources or any(_in_main(node) for node in tree.shelf("frame")):
        yield "页面有框架或由脚本取得的内容"
    if len(parts) < len(GuidePart) and any(map(_is_content_picture, tree.shelf("img"))):
        yield "部分内容可能在图片中"
    for node in tree.links:
        text, target = tree.text_of(node), node.get("href").lower()
        in_file = target.endswith(FILES) and IN_FILE.search(text)
        if _in_main(node) and (in_file or (IN_PAGE.search(bare(text)) and target)):
            yield f"部分内容可能在“{text[:40]}”中"


def _in_main(node: Node) -> bool:
    return region_of(node) not in OUTSIDE


def _is_content_picture(node: Node) -> bool:
    """Whether a picture in the main part may hold text: not in a link, not told to be small."""
    size = "".join(letter for letter in node.get("width") if letter.isdigit())
    return _in_main(node) and node.link is None and not (size and int(size[:6]) < SMALL)
