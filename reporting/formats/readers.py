"""Who may read a document (读者范围), and the few words that formats add to a bulletin, in both scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govcrawl.vocabulary import Word
from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script


class Readers(Word):
    """The readers that every document declares."""

    PUBLIC = "public", "公开"
    UNITS = "units", "印发"
    INTERNAL = "internal", "内部"


@dataclass(frozen=True, slots=True)
class Labels:
    """A script's language tag and words; ``declaration`` completes the line that names the readers."""

    language: str
    declaration: str
    readers: Mapping[Readers, str]
    draft: str

    def declare(self, readers: Readers) -> str:
        """The line that names the readers, such as 读者范围：公开."""
        return self.declaration + self.readers[readers]


LABELS: Mapping[Script, Labels] = MappingProxyType(
    {
        "hans": Labels("zh-Hans", "读者范围：", {one: one.label for one in Readers}, "草稿"),
        "hant": Labels(
            "zh-Hant",
            "讀者範圍：",
            {Readers.PUBLIC: "公開", Readers.UNITS: "印發", Readers.INTERNAL: "內部"},
            "草稿",
        ),
    }
)


def readers_of(bulletin: Bulletin) -> Readers:
    """An issued bulletin is public, or for the units where its round says so; a draft is a working paper."""
    if bulletin.draft:
        return Readers.INTERNAL
    return Readers.UNITS if bulletin.for_units else Readers.PUBLIC
