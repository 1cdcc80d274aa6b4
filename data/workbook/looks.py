"""How input workbooks look: colours, fonts, formats; the legend of the template explains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.context import Context
from data.kinds.text import IDENTIFIER, Reference, Text
from data.sheets.column import LISTS, Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

REQUIRED = "#1F4E5F"
OPTIONAL = "#DCE6EA"
INK = "#1B1B1B"
QUIET = "#5F6B70"
MISSING = "#FCE4D6"
UNKNOWN = "#FFF0B3"
TWICE = "#E3D9F3"
ORDER = "#F7C9C0"


@dataclass
class Looks:
    """The formats of one workbook, each made once."""

    workbook: Workbook
    _made: dict[str, Format] = field(default_factory=dict)

    def header(self, *, required: bool, numeric: bool = False) -> Format:
        """Of a column's header: dark where it must be filled, on the side of its cells."""
        paint = {"bg_color": REQUIRED, "font_color": "#FFFFFF"} if required else {}
        return self._format(
            {"bold": True, "valign": "vcenter", "text_wrap": True, "border": 1}
            | {"bg_color": OPTIONAL, "font_color": INK, "border_color": "#FFFFFF"}
            | {"align": "right" if numeric else "left", "indent": 1}
            | paint
        )

    def cell(self, column: Column, context: Context, *, turned: bool = False) -> Format:
        """Of the cells of a column; `turned` for texts that are read from right to left."""
        code = column.kind.number_format(context)
        side: dict[str, object] = {}
        if code is None and isinstance(column.kind, Text):
            plain = column.kind is IDENTIFIER or isinstance(column.kind, Reference)
            plain = plain or (column.offer is not None and column.offer.sheet == LISTS)
            code = "@" if plain else None
            side = {"text_wrap": not plain}
        side |= {"align": "right" if column.kind.numeric else "left", "indent": 1, "valign": "top"}
        side |= {"reading_order": 2} if turned else {}
        return self._format(side | ({"num_format": code} if code else {}))

    def setting(self, column: Column, context: Context) -> Format:
        """Of the value of a setting: to the left, whatever it is."""
        code = column.kind.number_format(context)
        side = {"align": "left", "indent": 1, "valign": "top"}
        return self._format(side | ({"num_format": code} if code else {}))

    def title(self) -> Format:
        """Of the name of a page."""
        return self._format({"bold": True, "font_size": 18, "font_color": REQUIRED})

    def strong(self) -> Format:
        """Of a heading within a page."""
        return self._format(
            {"bold": True, "font_size": 12, "font_color": REQUIRED, "valign": "top"}
        )

    def prose(self) -> Format:
        """Of sentences."""
        return self._format({"align": "left", "indent": 1, "valign": "top", "font_color": INK})

    def line(self) -> Format:
        """Of a line that may run over the next column."""
        return self._format({"font_color": INK})

    def quiet(self) -> Format:
        """Of what is said beside."""
        return self._format({"font_color": QUIET, "align": "left", "indent": 1, "valign": "top"})

    def name(self) -> Format:
        """Of the name of a setting."""
        return self._format({"align": "left", "indent": 1, "font_color": INK})

    def plain(self) -> Format:
        """Of cells that nobody fills in."""
        return self._format({"font_color": QUIET, "align": "left", "indent": 1})

    def missing(self) -> Format:
        """Of a required cell that is still empty in a row that has begun."""
        return self._format({"bg_color": MISSING, "border": 1, "border_color": "#C55A11"})

    def unknown(self) -> Format:
        """Of a name that is not on the other sheet."""
        return self._format({"bg_color": UNKNOWN, "font_color": "#6B4E00", "italic": True})

    def twice(self) -> Format:
        """Of a name that another row has, too."""
        return self._format({"bg_color": TWICE, "font_color": "#4B2E83", "bold": True})

    def order(self) -> Format:
        """Of an end before its start."""
        return self._format({"bg_color": ORDER, "font_color": "#8A2412", "underline": 1})

    def places(self, decimals: int) -> Format:
        """Of an amount with so many decimals."""
        return self._format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})

    def example(self, column: Column, context: Context) -> Format:
        """Of a cell of an example row: as on its sheet, wrapped, with a line around."""
        code = column.kind.number_format(context)
        side = {"align": "right" if column.kind.numeric else "left", "indent": 1}
        line = {"text_wrap": True, "valign": "top", "border": 1, "border_color": OPTIONAL}
        return self._format(side | line | ({"num_format": code} if code else {}))

    def link(self) -> Format:
        """Of a way to another sheet."""
        return self._format({"font_color": "#0B5CAD", "underline": 1, "valign": "top"})

    def text(self) -> Format:
        """Of sentences that take several lines."""
        return self._format({"text_wrap": True, "valign": "top", "font_color": INK})

    def _format(self, properties: Mapping[str, object]) -> Format:
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(properties)
        return self._made[key]
