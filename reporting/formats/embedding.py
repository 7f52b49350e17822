"""A font as a PDF holds it: only the glyphs that were used, their widths, and the characters they stand for."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

from reporting.formats.extras import need
from reporting.formats.fonts import Face

_TAG = "ANNEXA"
"""Six letters before the name of a font of which a file holds a part (ISO 32000-1, 9.6.4)."""
_SYMBOLIC, _STEM = 4, 80
_AT_ONCE = 100
_MAP_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange"""
_MAP_FOOT = "endcmap CMapName currentdict /CMap defineresource pop end end"


class Font:
    """One face; it remembers the characters that were encoded. Lengths are in parts of the font's size."""

    def __init__(self, face: Face) -> None:
        self._font = need("fontTools.ttLib").TTFont(face.file, fontNumber=face.index, lazy=True)
        self._glyphs: dict[int, str] = self._font.getBestCmap()
        self._unit: int = self._font["head"].unitsPerEm
        self._advances = self._font["hmtx"].metrics
        self._used: dict[str, int] = {}

    @cached_property
    def ascent(self) -> float:
        """From the base line up."""
        return float(self._font["hhea"].ascent / self._unit)

    @cached_property
    def descent(self) -> float:
        """From the base line down, below zero."""
        return float(self._font["hhea"].descent / self._unit)

    def close(self) -> None:
        """Let go of the font's file."""
        self._font.close()

    @property
    def used(self) -> bool:
        """Whether any text was encoded."""
        return bool(self._used)

    def width(self, text: str) -> float:
        """How wide a text is."""
        glyphs, advances = self._glyphs, self._advances
        return float(sum(advances[glyphs[ord(one)]][0] for one in text) / self._unit)

    def encoded(self, text: str) -> str:
        """The text as an operand that shows it."""
        return f"<{''.join(f'{self._code(one):04x}' for one in text)}>"

    def _code(self, character: str) -> int:
        code = self._used.get(character)
        if code is None:
            name = self._glyphs[ord(character)]
            code = int(name.removeprefix("cid")) if self._by_cid else self._font.getGlyphID(name)
            self._used[character] = code
        return code

    @cached_property
    def _outlines(self) -> Any:
        """The table of PostScript outlines, None of a TrueType font."""
        return self._font["CFF "].cff.topDictIndex[0] if "CFF " in self._font else None

    @cached_property
    def _by_cid(self) -> bool:
        """Whether the glyphs have numbers for names, as large Chinese fonts do."""
        return self._outlines is not None and hasattr(self._outlines, "ROS")

    def embedded(self, pdf: Any) -> Any:
        """Put what was used of the font into a PDF, after the last text was encoded; gives its reference."""
        pydyf = need("pydyf")
        name = f"/{_TAG}+{self._font['name'].getDebugName(6)}"
        widths = {code: round(1000 * self.width(one)) for one, code in self._used.items()}
        within = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2" if self._outlines is None else "/CIDFontType0",
            "BaseFont": name,
            "CIDSystemInfo": pydyf.Dictionary(
                {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": self._described(pdf, name),
            "W": pydyf.Array([part for code, width in sorted(widths.items()) for part in (code, f"[{width}]")]),
        }
        if self._outlines is None:
            within["CIDToGIDMap"] = "/Identity"
        whole = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([_added(pdf, pydyf.Dictionary(within))]),
            "ToUnicode": _added(pdf, pydyf.Stream([self._characters().encode()], compress=True)),
        }
        return _added(pdf, pydyf.Dictionary(whole))

    def _described(self, pdf: Any, name: str) -> Any:
        pydyf, head = need("pydyf"), self._font["head"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        ascent, descent = round(1000 * self.ascent), round(1000 * self.descent)
        form = {"Type": "/FontDescriptor", "FontName": name, "Flags": _SYMBOLIC, "ItalicAngle": 0, "StemV": _STEM}
        form |= {"Ascent": ascent, "Descent": descent, "CapHeight": ascent}
        form["FontBBox"] = pydyf.Array([round(1000 * side / self._unit) for side in box])
        key, extra, content = self._subset()
        form[key] = _added(pdf, pydyf.Stream([content], extra, compress=True))
        return _added(pdf, pydyf.Dictionary(form))

    def _subset(self) -> tuple[str, dict[str, Any], bytes]:
        """The file of the glyphs that were used: its key in the PDF, what is told of it, its bytes."""
        library = need("fontTools.subset")
        options = library.Options(layout_features=[], hinting=False, notdef_outline=True, retain_gids=not self._by_cid)
        options.drop_tables += ["FFTM"]  # an editor's own table
        subsetter = library.Subsetter(options)
        subsetter.populate(text="".join(self._used))
        subsetter.subset(self._font)
        if self._outlines is not None:
            table = self._font["CFF "]
            return "FontFile3", {"Subtype": "/CIDFontType0C"}, bytes(table.compile(self._font))
        made = io.BytesIO()
        self._font.recalcTimestamp = False
        self._font.save(made)
        return "FontFile2", {"Length1": len(made.getvalue())}, made.getvalue()

    def _characters(self) -> str:
        lines = [f"<{code:04x}> <{one.encode('utf-16-be').hex()}>" for one, code in self._used.items()]
        parts = [lines[at : at + _AT_ONCE] for at in range(0, len(lines), _AT_ONCE)]
        maps = (f"{len(part)} beginbfchar {' '.join(part)} endbfchar" for part in parts)
        return "\n".join([_MAP_HEAD, *maps, _MAP_FOOT])


def _added(pdf: Any, item: Any) -> Any:
    pdf.add_object(item)
    return item.reference
