"""Where rows go when rows of a table are removed and added, and what refers to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_ROWS = re.compile(r"(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})")


@dataclass(frozen=True)
class Moves:
    """What becomes of the rows of one sheet.

    Rows below a removed one move up, as far as the data go; what stands below the data stays.
    """

    removed: tuple[int, ...] = ()
    """Numbers in order."""
    last: int = 1
    """The last row of data before."""
    new_last: int = 1
    """The same afterwards, with the rows that were added."""

    def start(self, row: int) -> int:
        """New number of a row; of a removed one, that of the row that takes its place."""
        return row if row > self.last else row - bisect_left(self.removed, row)

    def end(self, row: int) -> int:
        """New number of the last row of a range; where it was that of the data, it still is."""
        if row == self.last:
            return self.new_last
        return row if row > self.last else row - bisect_right(self.removed, row)

    def is_gone(self, row: int) -> bool:
        """Whether the row is removed."""
        at = bisect_left(self.removed, row)
        return at < len(self.removed) and self.removed[at] == row

    def place(self, reference: str, *, grows: bool = True) -> str:
        """A cell or a range after the moves; one row stays one row unless it `grows`."""
        first, colon, second = reference.partition(":")
        rows = _ROWS.fullmatch(reference)
        if rows is not None:
            low, high = int(rows[2]), int(rows[4])
            return f"{rows[1]}{self.start(low)}:{rows[3]}{self._end(low, high, grows=grows)}"
        top = _CELL.fullmatch(first)
        if top is None:
            return reference
        low = int(top[4])
        moved = f"{top[1]}{top[2]}{top[3]}{self.start(low)}"
        bottom = _CELL.fullmatch(second)
        if not colon or bottom is None:
            if grows and low == self.last and self.new_last > self.start(low):
                return f"{moved}:{top[1]}{top[2]}{top[3]}{self.new_last}"
            return f"{moved}{colon}{second}"
        end = self._end(low, int(bottom[4]), grows=grows)
        return f"{moved}:{bottom[1]}{bottom[2]}{bottom[3]}{end}"

    def _end(self, low: int, high: int, *, grows: bool) -> int:
        start = self.start(low)
        if low == high and not grows:
            return start
        return max(start, self.end(high))


def moved_list(references: str, moves: Moves) -> str:
    """A list of ranges as drop-downs and formats have them; they grow with the data."""
    return " ".join(moves.place(part) for part in references.split())


def moved_formula(formula: str, moves: Mapping[str, Moves], home: str | None) -> str:
    """A formula (without `=`) whose references follow the rows of the sheets that changed."""
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

    try:
        parts = Tokenizer(f"={formula}").items
    except TokenizerError:  # no program could calculate it
        return formula
    for token in parts:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _moved(token.value, moves, home)
    return "".join(token.value for token in parts)


def _moved(reference: str, moves: Mapping[str, Moves], home: str | None) -> str:
    sheet, mark, cells = reference.rpartition("!")
    title = home if not mark else _title(sheet)
    if title is None or title not in moves:
        return reference
    return f"{sheet}{mark}{moves[title].place(cells, grows=False)}"


def _title(sheet: str) -> str:
    if sheet.startswith("'") and sheet.endswith("'"):
        return sheet[1:-1].replace("''", "'")
    return sheet


Formula = Callable[[str], str]
"""Turns the text of a formula into what it says after the moves."""
