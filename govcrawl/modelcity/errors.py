"""What can be wrong with a city's plan."""

from __future__ import annotations

from govcrawl.errors import Problem


class CityError(Problem):
    """A fault of the ledger, of a plan or of a parameter, told in words for the person who runs the city."""
