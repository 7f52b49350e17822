"""Issued files against the facts: every number, name and row recomputed."""
