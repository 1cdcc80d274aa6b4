"""Styles of cells: the one that the row above has, if a value can be shown in it."""

from __future__ import annotations

from datetime import date

from data.formats import BUILT_IN, is_date, is_percent
from data.values import Shown
from data.workbook.editing.markup import children, first, made, root
from data.workbook.editing.package import Package


class Styles:
    """The cell styles of one workbook; a missing one for dates is added."""

    def __init__(self, package: Package, part: str | None) -> None:
        """`part` is None for a workbook without styles."""
        self._package = package
        self._part = part
        self._codes = [] if part is None else self._read(part)

    def _read(self, part: str) -> list[str]:
        codes = {str(number): code for number, code in BUILT_IN.items()}
        top = root(self._package.tree(part))
        listed = first(top, "numFmts")
        for one in children(listed) if listed is not None else []:
            codes[one.getAttribute("numFmtId")] = one.getAttribute("formatCode")
        used = first(top, "cellXfs")
        return [
            codes.get(one.getAttribute("numFmtId"), "")
            for one in (children(used) if used is not None else [])
        ]

    def fitting(self, style: str, value: Shown) -> str:
        """The style, or another one where the value would be taken for something else in it."""
        code = self._codes[int(style)] if style and int(style) < len(self._codes) else ""
        if isinstance(value, date):
            return style if is_date(code) else self._day()
        if isinstance(value, str) or value is None:
            return style
        return "" if is_date(code) or is_percent(code) else style

    def _day(self) -> str:
        for number, code in enumerate(self._codes):
            if is_date(code) and not any(sign in code.casefold() for sign in "hs"):
                return str(number)
        if self._part is None:
            raise ValueError("a workbook without styles cannot show a date")
        used = first(root(self._package.tree(self._part)), "cellXfs")
        if used is None:
            raise ValueError("a workbook without cell styles cannot show a date")
        used.appendChild(made(used, "xf", numFmtId="14", xfId="0", applyNumberFormat="1"))
        self._codes.append(BUILT_IN[14])
        used.setAttribute("count", str(len(self._codes)))
        return str(len(self._codes) - 1)
