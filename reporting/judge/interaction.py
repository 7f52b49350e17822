"""互动交流 (STANDARD §1.2 #5, §1.4): channels for consultation, public messages, simulated questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from govcrawl.extract.messages import PENDING, STATISTICS, tells, unanswered_of
from govcrawl.items import Message
from govcrawl.rounds.sampling import draw
from govcrawl.transport import STATES
from govcrawl.vocabulary import Outcome, PageRole, Reading
from reporting.judge.case import Case
from reporting.judge.facts import Page
from reporting.judge.findings import MONITORED, Assessment, Finding, because
from reporting.judge.sampled import NO_PAGES, about, addresses, is_own, on_site, own_pages
from reporting.standard.period import ONE_YEAR, Period
from reporting.standard.rule import Fault, Rule

UNANSWERED_FOR = Period(months=3)
"""How long a message may wait for its answer (STANDARD §1.2 #5 b)."""
_TWO_MONTHS = Period(months=2)
_SAMPLED = 5
_GONE = STATES["not_found"].label
_GOVERNMENT = ".gov.cn"


def channel(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether a page that the site names as a channel for consultation takes messages, or shows a board of them.

    A government's platform elsewhere (the superior's) satisfies the duty. Where none is seen a person looks.
    """
    pages = case.pages(PageRole.CHANNEL)
    if not pages and not any(page.is_read for page in case.pages(PageRole.FRONT)):
        yield on_site(case, rule, NO_PAGES)
        return
    yield on_site(case, rule, _channel(case, pages), pages)


def _channel(case: Case, pages: Sequence[Page]) -> Assessment:
    boards = {page.list_url for page in case.pages(PageRole.MESSAGE) if any(map(tells, page.messages))}
    serving = [page for page in pages if (page.is_read and _serves(page)) or page.list_url in boards]
    official = [page for page in serving if is_own(case, page) or _host(page).endswith(_GOVERNMENT)]
    logins = [page for page in pages if page.is_read and page.channel and page.channel.login]
    opened = [page for page in pages if page.look.reading is not Reading.FAILED or page.look.failure.startswith(_GONE)]
    if official:
        return Assessment(Outcome.PASS, f"咨询渠道：{addresses(official)}")
    if serving:
        return Assessment(Outcome.SUSPECT, f"咨询渠道：{addresses(serving)}", "不在政府网站上，是否有效须由人判断")
    if logins:
        return Assessment(Outcome.SUSPECT, f"须登录：{addresses(logins)}", "登录后能否提交咨询或建议，须由人核对")
    if opened:
        told = "没有看到可提交的表单或留言列表（可能由脚本显示），须用浏览器核对"
        return Assessment(Outcome.SUSPECT, f"咨询渠道：{addresses(opened)}", told)
    if pages:
        return Assessment(Outcome.UNCHECKED, f"未能打开：{addresses(pages)}", pages[-1].look.failure)
    told = "首页和互动栏目中没有看到咨询建言类链接（网上信访、纪检举报不算），须由人核对"
    return Assessment(Outcome.SUSPECT, "没有看到咨询建言渠道", told)


def _serves(page: Page) -> bool:
    return bool(page.channel and page.channel.form) or any(map(tells, page.messages))


def _host(page: Page) -> str:
    return urlsplit(page.look.url).hostname or ""


def _boards(case: Case) -> list[Page]:
    """The site's own boards whose lists surely show messages."""
    return [page for page in own_pages(case, PageRole.CHANNEL) if page.is_read and any(map(tells, page.messages))]


def _details(case: Case) -> dict[str, Page]:
    return {page.look.url: page for page in own_pages(case, PageRole.MESSAGE)}


def _listed(boards: Iterable[Page]) -> dict[str, Message]:
    """The messages of some boards by address, or by title where they have none."""
    return {one.url or one.title: one for page in boards for one in page.messages}


def unanswered(rule: Rule, case: Case) -> Iterator[Finding]:
    """Public messages asked within the year and unanswered for more than three months; never a pass.

    Lists publish answered messages (STANDARD §9, false alarm 9). A message's own page decides where it was read.
    """
    boards = _boards(case)
    found = [
        about(case, rule, subject, _waiting(case, one), None, [page], one.title)
        for subject, (one, page) in _open(boards, _details(case)).items()
        if _is_overdue(rule, case, one)
    ]
    yield from found
    if not found:
        seen = len(_listed(boards))
        values = f"公开的{seen}条留言中没有看到超期未答复的" if seen else "没有看到公开的留言"
        told = "公开的列表通常只列已答复的留言，不能证明没有超期未答复的，须在互动后台核对"
        yield on_site(case, rule, Assessment(Outcome.UNCHECKED, values, told), boards)


def _open(boards: Sequence[Page], details: dict[str, Page]) -> dict[str, tuple[Message, Page]]:
    """The messages that wait, by address or title, each with the page that says so: a list, or the message's own."""
    found = {one.url or one.title: (one, board) for board in boards for one in unanswered_of(board.messages)}
    for url, page in details.items():
        for own in page.messages:
            listed = found.pop(url, (None, page))[0]
            if not own.answered and not own.has_answer and (listed or PENDING.search(own.status)):
                found[url] = (own if own.asked or listed is None else listed, page)
    return found


def _is_overdue(rule: Rule, case: Case, one: Message) -> bool:
    asked, on = one.asked or one.shown, case.moment.on
    return asked is not None and (rule.window or ONE_YEAR).earliest(on) <= asked < UNANSWERED_FOR.earliest(on)


def _waiting(case: Case, one: Message) -> Assessment:
    asked = one.asked or one.shown
    days = (case.moment.on - asked).days if asked else 0
    said = "提问" if one.asked else "列表日期"
    values = f"{said} {asked}，未见答复{MONITORED}{case.moment.on}"
    told = f"已{days}天，超过3个月没有答复；是否为有效留言、后台是否已答复，须由人核对"
    return Assessment(Outcome.SUSPECT, values, told)


def messages(rule: Rule, case: Case) -> Iterator[Finding]:
    """What the public messages lack: messages at all, their elements, news of two months, statistics."""
    channels = own_pages(case, PageRole.CHANNEL)
    if not channels and not any(page.is_read for page in case.pages(PageRole.FRONT)):
        yield on_site(case, rule, NO_PAGES)
        return
    boards = _boards(case)
    found = [*_published(rule, case, boards), *_elements(rule, case, boards), *_counted(rule, case, channels)]
    passed = Assessment(Outcome.PASS, f"留言列表：{addresses(boards)}")
    yield from found or [on_site(case, rule, passed, boards)]


def _published(rule: Rule, case: Case, boards: Sequence[Page]) -> Iterator[Finding]:
    telling = [page for page in _details(case).values() if any(map(tells, page.messages))]
    if not boards and not telling:
        none = Assessment(Outcome.SUSPECT, "没有看到公开的留言", "咨询建言栏目中没有看到留言列表，须用浏览器核对")
        yield about(case, rule, "公开的留言", none, Fault.NO_MESSAGES, case.pages(PageRole.CHANNEL))
        return
    lists = {page.list_url for page in own_pages(case, PageRole.CHANNEL, PageRole.MESSAGE)}
    seen = [page for page in case.pages(PageRole.CHANNEL, PageRole.MESSAGE) if page.is_read]
    days = [day for page in seen for one in page.messages for day in _days(one)]
    days += [view.newest for url, view in case.views.items() if url in lists and view.newest]
    newest = max(days, default=None)
    if newest is not None and newest >= (rule.window or _TWO_MONTHS).earliest(case.moment.on):
        return
    values = f"最新留言 {newest or '无可读日期'}{MONITORED}{case.moment.on}"
    sure = newest is not None and bool(boards) and all(map(_falls, boards)) and not _unread(case, boards)
    told = "超过2个月未更新" if sure else "没有读到两个月内的留言；列表是否完整、是否按时间排列，须由人核对"
    found = Assessment(Outcome.FAIL if sure else Outcome.SUSPECT, values, told)
    yield about(case, rule, "留言更新", found, Fault.MESSAGES_LATE, [*boards, *telling])


def _days(one: Message) -> list[date]:
    return [day for day in (one.asked, one.answered, one.shown) if day]


def _falls(board: Page) -> bool:
    """Whether a board's list runs from new to old, so that its first page shows the newest message."""
    firsts = [min(days) for one in board.messages if (days := _days(one))]
    return len(firsts) > 1 and firsts[0] >= firsts[-1]


def _unread(case: Case, boards: Sequence[Page]) -> bool:
    """Whether a channel was seen that is no board of the site's own: newer messages may stand there."""
    return any(page not in boards for page in case.pages(PageRole.CHANNEL))


def _elements(rule: Rule, case: Case, boards: Sequence[Page]) -> Iterator[Finding]:
    """What five answered messages lack, one finding for each message and element."""
    listed, details = _listed(boards), _details(case)
    waiting = {one.url for page in boards for one in unanswered_of(page.messages)}
    known = {url for url in details if url not in waiting and (url in listed or any(map(tells, details[url].messages)))}
    for url in sorted(draw(known, _SAMPLED, case.facts.declaration.seed)):
        page, row = details[url], listed.get(url)
        if not page.is_read:
            failed = Assessment(Outcome.UNCHECKED, "未能打开留言", because("抽查的留言没有读到", page.look.failure))
            yield about(case, rule, url, failed, Fault.MESSAGE_ELEMENT, [page])
            continue
        for label in _lacking([one for one in (*page.messages, row) if one]):
            told = "留言页和列表中没有看到，须用浏览器核对"
            found = Assessment(Outcome.SUSPECT, f"缺少{label}", told)
            yield about(case, rule, f"{url} {label}", found, Fault.MESSAGE_ELEMENT, [page])


def _lacking(shown: Sequence[Message]) -> list[str]:
    elements = (
        ("留言时间", any(one.asked or one.shown for one in shown)),
        ("答复时间", any(one.answered for one in shown)),
        ("答复单位", any(one.unit for one in shown)),
        ("答复内容", any(one.has_answer for one in shown)),
    )
    return [label for label, is_shown in elements if not is_shown]


def _counted(rule: Rule, case: Case, channels: Sequence[Page]) -> Iterator[Finding]:
    told = any(page.channel and page.channel.statistics for page in channels)
    linked = any(
        STATISTICS.search(link.text) for page in (*channels, *case.pages(PageRole.FRONT)) for link in page.links
    )
    if not told and not linked:
        values = "没有看到受理情况统计"
        found = Assessment(Outcome.SUSPECT, values, "咨询建言栏目中没有看到受理、办理情况统计，须由人核对")
        yield about(case, rule, "受理情况统计", found, Fault.NO_COUNT, channels)
