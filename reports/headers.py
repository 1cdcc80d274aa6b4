"""Headers of tables, and formulas that name columns by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reports.columns import Column

_LONGEST = 250
"""Characters of a header; Excel takes a few more."""
_ONE_LINE = 9
"""Shorter headers stay on one line."""


def distinct(columns: Sequence[Column]) -> list[Column]:
    """Excel wants a table's headers to differ; a period may be called like another column."""
    seen: set[str] = set()
    result: list[Column] = []
    for column in columns:
        header = column.header[:_LONGEST]
        while header.lower() in seen:
            header += " "
        seen.add(header.lower())
        result.append(replace(column, header=header))
    return result


def split(header: str) -> list[str]:
    """The lines of a header, as narrow columns break it."""
    words = header.split(" ")
    if len(words) == 1 or len(header) <= _ONE_LINE:
        return [header]
    cuts = [[" ".join(words[:n]), " ".join(words[n:])] for n in range(1, len(words))]
    return min(cuts, key=lambda pair: max(map(len, pair)))


def escaped(header: str) -> str:
    """A column's name inside a table reference."""
    return re.sub(r"(['\[\]#@])", r"'\1", header)


def template(formula: str, position: Callable[[str], int]) -> str:
    """The formula with the letters of its columns filled in and `{0}` for the row."""
    from xlsxwriter.utility import xl_col_to_name

    def cell(match: re.Match[str]) -> str:
        return xl_col_to_name(position(match[1])) + "{0}"

    return re.sub(r"\{([^}]+)\}", cell, formula)
