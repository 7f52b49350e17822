"""The base of all models."""

from __future__ import annotations

from datetime import date

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import Boolean, Date, Integer

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of one supervising office."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, bool: Boolean, int: Integer, date: Date}  # noqa: RUF012 - SQLAlchemy's interface
