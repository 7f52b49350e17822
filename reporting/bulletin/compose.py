"""The context to the model: which paragraphs there are and in which order (STANDARD §5.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reporting.bulletin.annex import annexes_of
from reporting.bulletin.context import Context, day_values, follow_up_values, mending_values
from reporting.bulletin.following import FollowUp
from reporting.bulletin.model import AnnexTable, Bulletin, Paragraph, Part
from reporting.bulletin.naming import sentences
from reporting.bulletin.numbers import ordinal
from reporting.bulletin.tables import SectionName


def _numbered(texts: list[str], context: Context) -> Iterator[str]:
    """Paragraphs counted (一), (二); a single one is not counted."""
    for number, text in enumerate(texts, 1):
        yield context.say(context.wording.phrases.subheading, 序=ordinal(number)) + text if len(texts) > 1 else text


def _told(section: str, context: Context) -> list[str]:
    """The statements of a section as paragraphs: each begins one where it says so, else it goes on."""
    paragraphs: list[str] = []
    for sentence in sentences(context):
        if sentence.statement.section != section:
            continue
        if sentence.statement.paragraph or not paragraphs:
            paragraphs.append(sentence.text)
        else:
            paragraphs[-1] += sentence.text
    return paragraphs


def _by_hand(texts: Iterable[str], context: Context) -> Iterator[str]:
    yield from (context.say(text) for text in texts)


def _overview(context: Context) -> Iterator[str]:
    phrases, declaration, found = context.wording.phrases, context.declaration, context.follow_up
    parts = [(declaration.sites, phrases.sites), (declaration.accounts, phrases.accounts)]
    paragraphs = [context.say(phrase) for part, phrase in parts if part] + _told("overview", context)
    paragraphs += _by_hand(context.wording.human_overview, context)
    if found is not None and found.targets:
        paragraphs.append(_follow_up(found, context))
    yield from _numbered(paragraphs, context)


def _follow_up(found: FollowUp, context: Context) -> str:
    """What became of the last round's problems; who has not mended only where there is such a unit."""
    phrases, names = context.wording.phrases, context.wording.listed(found.not_mended)
    text = context.say(phrases.follow_up, **follow_up_values(context, found))
    return text + context.say(phrases.not_mended, 未整改名单=names) if names else text


def _problems(context: Context) -> Iterator[str]:
    paragraphs = _told("problems", context)
    if context.mended:
        paragraphs.append(context.say(context.wording.phrases.mending, **mending_values(context)))
    paragraphs += _by_hand(context.wording.human_problems, context)
    yield from _numbered(paragraphs or [context.say(context.wording.phrases.no_problems)], context)


def _accountability(context: Context) -> Iterator[str]:
    phrases, tallies = context.wording.phrases, (context.figures.sites, context.figures.accounts)
    if any(tally.unqualified for tally in tallies):
        taken = context.wording.accountability
        yield context.say(phrases.accountability_taken if taken else phrases.accountability_untaken)
    elif any(tally.open for tally in tallies):
        yield context.say(phrases.accountability_open)
    else:
        yield context.say(phrases.accountability_none)


def _next_steps(context: Context) -> Iterator[str]:
    yield from _numbered([*_by_hand(context.wording.human_steps, context)], context)


_SECTIONS: Mapping[SectionName, Callable[[Context], Iterator[str]]] = MappingProxyType(
    {
        "overview": _overview,
        "problems": _problems,
        "accountability": _accountability,
        "next_steps": _next_steps,
    }
)


def _sections(context: Context) -> Iterator[Paragraph]:
    phrases = context.wording.phrases
    filled = [(title, list(_SECTIONS[title](context))) for title in context.wording.sections]
    for number, (title, texts) in enumerate((pair for pair in filled if pair[1]), 1):
        heading = context.say(phrases.heading, 序=ordinal(number), 标题=context.say(getattr(phrases, title)))
        yield Paragraph(Part.HEADING, heading)
        yield from (Paragraph(Part.BODY, text) for text in texts)


def _attachments(annexes: Sequence[AnnexTable], context: Context) -> Iterator[Paragraph]:
    """附件说明: a single annex without a number, several each on a line of its own."""
    phrases = context.wording.phrases
    titles = [annex.title for annex in annexes]
    if len(titles) > 1:
        titles = [
            context.say(phrases.attachment_item, 序=str(number), 附件标题=title)
            for number, title in enumerate(titles, 1)
        ]
    for number, title in enumerate(titles):
        text = title if number else context.say(phrases.attachment, 附件标题=title)
        yield Paragraph(Part.ATTACHMENT, text)


def _paragraphs(context: Context, annexes: Sequence[AnnexTable]) -> Iterator[Paragraph]:
    phrases, wording = context.wording.phrases, context.wording
    if wording.addressees:
        yield Paragraph(Part.ADDRESSEES, context.say(wording.addressees))
    yield Paragraph(Part.BODY, context.say(phrases.opening))
    yield from _sections(context)
    yield from _attachments(annexes, context)
    yield Paragraph(Part.ISSUER, wording.issuer)
    yield Paragraph(Part.DATE, context.say(phrases.signed_on, **day_values(wording.date)))


def _note(context: Context) -> str:
    undecided = context.figures.sites.open + context.figures.accounts.open
    return context.say(context.wording.phrases.draft_note, 未定数=str(undecided))


def compose(context: Context) -> Bulletin:
    """The bulletin in Simplified Chinese; raises :class:`Problem` where the wording does not fit the facts."""
    annexes = annexes_of(context)
    return Bulletin(
        draft=context.draft,
        note=_note(context) if context.draft else "",
        title=context.say(context.wording.phrases.title),
        paragraphs=tuple(_paragraphs(context, annexes)),
        annexes=annexes,
        number=context.wording.number,
        for_units=context.wording.readers == "印发",
    )
