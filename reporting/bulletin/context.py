"""The context object: figures, wording and the values of placeholders, on which everything is composed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from govcrawl.rounds.declaration import Declaration
from govcrawl.vocabulary import Indicator
from reporting.bulletin.figures import Figures, Told
from reporting.bulletin.following import FollowUp
from reporting.bulletin.numbers import percentage, points
from reporting.bulletin.phrases import fill
from reporting.bulletin.tables import ProblemPhrase
from reporting.bulletin.values import lines_of, values_of
from reporting.bulletin.wording import Wording
from reporting.judge.judging import Judgement
from reporting.judge.mending import Mending, State
from reporting.standard.resolved import Standard


@dataclass(frozen=True, slots=True)
class Context:
    """Everything the composition works on; :meth:`say` completes a phrase.

    ``follow_up`` is what became of the problems of the last round, None where the round's file asks for none.
    """

    declaration: Declaration
    standard: Standard
    wording: Wording
    figures: Figures
    draft: bool
    values: Mapping[str, str | None]
    mended: Mapping[State, int]
    follow_up: FollowUp | None = None

    def say(self, phrase: str, **own: str | None) -> str:
        """The phrase with this round's values and the sentence's own; raises :class:`Problem` for a missing value."""
        return fill(phrase, {**self.values, **own}, self.wording.punctuation)

    def problems_of(self, told: Sequence[Told]) -> list[str]:
        """The problems of some targets in the bulletin's words, counted, in the order of ``problems``.

        Only those that the standard's overlay tells.
        """
        counted = ((one, sum(each.count(self._told(one)) for each in told)) for one in self.wording.problems)
        return [self.say(one.phrase, 数=str(number)) for one, number in counted if number]

    def _told(self, one: ProblemPhrase) -> list[Indicator]:
        return [indicator for indicator in one.indicators if self.standard.tells(indicator)]

    def points(self, score: Fraction) -> str:
        """A score as it is printed."""
        return points(score, self.wording.score, lines_of(self.standard, self.wording))


def make_context(
    judgement: Judgement,
    figures: Figures,
    wording: Wording,
    draft: bool,
    mendings: Iterable[Mending] = (),
    follow_up: FollowUp | None = None,
) -> Context:
    """The context of a bulletin."""
    return Context(
        declaration=judgement.declaration,
        standard=judgement.standard,
        wording=wording,
        figures=figures,
        draft=draft,
        values=values_of(judgement, figures, wording, draft),
        mended=Counter(one.public for one in mendings),
        follow_up=follow_up,
    )


def _states(states: Mapping[State, int], wording: Wording) -> str:
    """How many problems are mended, not mended and still to be looked at, in this order; those without any left out."""
    return wording.listed([f"{state.label}{states[state]}个" for state in State if states.get(state)])


def mending_values(context: Context) -> dict[str, str | None]:
    """The own placeholders of the sentence on what was mended."""
    return {"整改情况": _states(context.mended, context.wording), **day_values(context.wording.date)}


def follow_up_values(context: Context, found: FollowUp) -> dict[str, str | None]:
    """The own placeholders of the sentence on the last round's problems."""
    wording, total = context.wording, sum(found.states.values())
    return {
        "整改情况": _states(found.states, wording),
        "上期对象数": str(found.targets),
        "上期问题数": str(total),
        "上期整改率": percentage(found.states.get(State.MENDED, 0), total, wording.rate),
        **day_values(wording.date),
    }


def day_values(day: date) -> dict[str, str | None]:
    """A date's own placeholders."""
    return {"年": str(day.year), "月": str(day.month), "日": str(day.day)}
