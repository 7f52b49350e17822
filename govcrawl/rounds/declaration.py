"""What a round declares (检查范围): the file in seeds/rounds and the part of it that is frozen when the round opens."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from govcrawl.errors import Problem
from govcrawl.validation import reason_of
from govcrawl.vocabulary import Indicator, RoundKind

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}")
_QUARTER = re.compile(r"(\d{4})Q(\d+)")


def check_name(name: str) -> str:
    """``name`` if it can name a round, such as 2020Q4; raises ``ValueError`` otherwise."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"轮次名“{name}”只能用字母、数字、- 和 _，例如 2020Q4")
    quarter = _QUARTER.fullmatch(name)
    if quarter and quarter[2] not in {"1", "2", "3", "4"}:
        raise ValueError(f"轮次名“{name}”：一年只有第 1 至第 4 季度")
    return name


def _as_kind(value: object) -> object:
    return RoundKind.from_label(value) if isinstance(value, str) and value not in set(RoundKind) else value


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Window(_Table):
    """An inclusive span of local dates."""

    start: date = Field(alias="from")
    end: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.end < self.start:
            raise ValueError(f"结束日 {self.end} 早于开始日 {self.start}")
        return self


Ratio = Annotated[Decimal, Field(gt=0, le=1)]


class SitesPart(_Table):
    """How the sites are inspected."""

    window: Window
    ratio: Ratio = Decimal(1)


class AccountsPart(_Table):
    """How the accounts are inspected; platforms not named in ``groups`` form one group of their own (其他平台)."""

    window: Window
    ratio: Ratio
    groups: tuple[str, ...] = ()


def _plain(value: Any) -> Any:
    """A TOML table as JSON can hold it."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


class Declaration(_Table):
    """The frozen part of a round: the ``[round]`` table of its file.

    ``overlay`` is the table ``[round.overlay]``, a local variant of the standard (地方口径) that holds for this round.
    """

    name: Annotated[str, AfterValidator(check_name)]
    kind: Annotated[RoundKind, BeforeValidator(_as_kind)]
    standard: str
    scope: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    seed: int
    sites: SitesPart | None = None
    accounts: AccountsPart | None = None
    overlay: Annotated[dict[str, Any], BeforeValidator(_plain)] | None = None

    def frozen(self) -> str:
        """The declaration as it is stored (JSON)."""
        return self.model_dump_json(by_alias=True, exclude={"overlay"} if self.overlay is None else None)


OTHER_PLATFORMS = "其他平台"


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in ("round", *fault["loc"]))
    return f"{where}：{reason_of(fault)}"


def read_file(path: Path) -> tuple[Declaration, str]:
    """A round's file as its frozen declaration and its whole text; raises :class:`Problem` naming file and item."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path}：无法读取（{error}）") from error
    try:
        tables: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path}：不是有效的 TOML（{error}）") from error
    if not isinstance(tables.get("round"), dict):
        raise Problem(f"{path}：缺少 [round] 一节")
    try:
        return Declaration.model_validate(tables["round"]), text
    except ValidationError as error:
        raise Problem(f"{path}：{_first_fault(error)}") from error
