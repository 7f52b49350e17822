"""How long units have in practice to mend a problem (时限), STANDARD §9: no rule, offices may ask for other times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govcrawl.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class MendingTime:
    """Working days from the day on which the list reaches the unit; none means that same day."""

    fewest: int
    most: int

    @property
    def label(self) -> str:
        """As people read it, such as 3—5个工作日."""
        if not self.most:
            return "当日"
        return f"{self.fewest}—{self.most}个工作日" if self.fewest < self.most else f"{self.most}个工作日"


AT_ONCE, LINKS, COLUMNS, FAILED = MendingTime(0, 0), MendingTime(1, 3), MendingTime(3, 5), MendingTime(10, 10)

_TABLE = (
    (AT_ONCE, ("site-1a", "site-1b", "site-1c", "site-1d", "account-1")),
    (LINKS, ("design-links",)),
    (COLUMNS, ("site-4a", "site-4b", "site-4c", "publish-news", "publish-policy", "publish-columns")),
    (COLUMNS, ("publish-interpretation",)),
    (FAILED, ("site-1e", "site-1f", "site-2", "site-3", "site-5a", "site-5b", "site-6a", "site-6b", "site-6c")),
    (FAILED, ("account-2", "account-2b", "account-3a", "account-3b")),
)

MENDING_TIMES: Mapping[str, MendingTime] = MappingProxyType({one: time for time, ids in _TABLE for one in ids})
"""By indicator: wording, leaks and hidden links; dead links; columns; what fails a target as a whole."""

UNSAID = "由印发单位确定"
"""For problems of which practice names no time."""


def time_of(indicator: str, verdict: Verdict) -> MendingTime | None:
    """The time for one problem of a target with that verdict (a failed one has its own); None: practice names none."""
    time = MENDING_TIMES.get(indicator)
    return FAILED if verdict is Verdict.UNQUALIFIED and time is not AT_ONCE else time


def mending_time(indicator: str, verdict: Verdict) -> str:
    """The same as people read it."""
    time = time_of(indicator, verdict)
    return time.label if time else UNSAID
