"""What can be wrong with a city's plan."""

from __future__ import annotations


class CityError(Exception):
    """A fault of the ledger, of a plan or of a parameter, told in words for the person who runs the city."""
