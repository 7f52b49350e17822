"""The context to the model: which paragraphs there are and in which order (STANDARD §5.1)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.bulletin.annex import annex_of
from reporting.bulletin.context import Context, day_values, mending_values
from reporting.bulletin.model import Bulletin, Paragraph, Part
from reporting.bulletin.naming import sentences
from reporting.bulletin.numbers import ordinal


def _numbered(texts: list[str], context: Context) -> Iterator[str]:
    """Paragraphs counted (一), (二); a single one is not counted."""
    for number, text in enumerate(texts, 1):
        yield context.say(context.wording.phrases.subheading, 序=ordinal(number)) + text if len(texts) > 1 else text


def _overview(context: Context) -> Iterator[str]:
    phrases, declaration = context.wording.phrases, context.declaration
    parts = [(declaration.sites, phrases.sites), (declaration.accounts, phrases.accounts)]
    yield from _numbered([context.say(phrase) for part, phrase in parts if part], context)


def _problems(context: Context) -> Iterator[str]:
    paragraphs: list[str] = []
    for sentence in sentences(context):
        if sentence.begins or not paragraphs:
            paragraphs.append(sentence.text)
        else:
            paragraphs[-1] += sentence.text
    if context.mended:
        paragraphs.append(context.say(context.wording.phrases.mending, **mending_values(context)))
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
    yield from _numbered([context.say(text) for text in context.wording.human_steps], context)


_SECTIONS = (
    ("overview", _overview),
    ("problems", _problems),
    ("accountability", _accountability),
    ("next_steps", _next_steps),
)


def _sections(context: Context) -> Iterator[Paragraph]:
    phrases = context.wording.phrases
    filled = [(title, list(section(context))) for title, section in _SECTIONS]
    for number, (title, texts) in enumerate((pair for pair in filled if pair[1]), 1):
        heading = context.say(phrases.heading, 序=ordinal(number), 标题=context.say(getattr(phrases, title)))
        yield Paragraph(Part.HEADING, heading)
        yield from (Paragraph(Part.BODY, text) for text in texts)


def _paragraphs(context: Context) -> Iterator[Paragraph]:
    phrases, wording = context.wording.phrases, context.wording
    yield Paragraph(Part.BODY, context.say(phrases.opening))
    yield from _sections(context)
    yield Paragraph(Part.ATTACHMENT, context.say(phrases.attachment))
    yield Paragraph(Part.ISSUER, wording.issuer)
    yield Paragraph(Part.DATE, context.say(phrases.signed_on, **day_values(wording.date)))


def _note(context: Context) -> str:
    undecided = context.figures.sites.open + context.figures.accounts.open
    return context.say(context.wording.phrases.draft_note, 未定数=str(undecided))


def compose(context: Context) -> Bulletin:
    """The bulletin in Simplified Chinese; raises :class:`Problem` where the wording does not fit the facts."""
    return Bulletin(
        draft=context.draft,
        note=_note(context) if context.draft else "",
        title=context.say(context.wording.phrases.title),
        paragraphs=tuple(_paragraphs(context)),
        annex=annex_of(context),
    )
