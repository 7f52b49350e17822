"""The whole of 国办秘函〔2019〕19号: every indicator with its row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from govcrawl.vocabulary import Indicator
from reporting.standard.account_vetoes import ACCOUNT_VETOES
from reporting.standard.bonus import BONUS
from reporting.standard.design import DESIGN
from reporting.standard.interaction import INTERACTION
from reporting.standard.publishing import PUBLISHING, STATE_COUNCIL_FUNCTIONS
from reporting.standard.rule import Effect, Rule, Trait
from reporting.standard.services import SERVICES
from reporting.standard.site_vetoes import SITE_VETOES

_TABLE = (*SITE_VETOES, *ACCOUNT_VETOES, *PUBLISHING, *SERVICES, *INTERACTION, *DESIGN, *BONUS)

INDICATORS: Mapping[Indicator, Rule] = MappingProxyType({rule.id: rule for rule in _TABLE})
"""All indicators, in the standard's order."""

RULES: Mapping[Indicator, Rule] = MappingProxyType({rule.id: rule for rule in _TABLE if rule.effect is Effect.VETO})
"""The vetoes alone."""

VARIANTS: Mapping[tuple[Indicator, Trait], Rule] = MappingProxyType(
    {(Indicator.PUBLISH_FUNCTIONS, Trait.STATE_COUNCIL): STATE_COUNCIL_FUNCTIONS}
)
"""Rows that read otherwise for sites with a trait."""
