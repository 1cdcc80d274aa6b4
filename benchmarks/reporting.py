"""How long the workbooks of a plan take to write, how large they are, and what others would take.

    python -m benchmarks.reporting portfolio.json --time-limit 60

Plans the portfolio, writes the workbook of each audience, then the same cells of the largest one
(values, formulas, number formats) once more by openpyxl, and has all formulas worked out anew by
formualizer. Seconds are those of the processor, so that other work beside it changes little.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import headgate
from reports.workbook import render

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

T = TypeVar("T")
_MEGABYTE = 10**6
AUDIENCES = ("all", "finance", "delivery", "executives")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the processor's seconds that it took."""
    since = time.process_time()
    return work(), time.process_time() - since


def cells_of(content: bytes) -> list[tuple[str, list[list[tuple[Any, str] | None]]]]:
    """By sheet, row by row, each cell's value or formula with its number format."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says that it passes sparklines over
        book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        (
            str(sheet.title),
            [
                [
                    None if cell.value in (None, "") else (cell.value, str(cell.number_format))
                    for cell in row
                ]
                for row in sheet.iter_rows()
            ],
        )
        for sheet in book.worksheets
    ]


def by_openpyxl(found: list[tuple[str, list[list[tuple[Any, str] | None]]]]) -> bytes:
    """The same cells, written by openpyxl row by row."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for title, rows in found:
        sheet = book.create_sheet(title)
        for row in rows:
            line: list[Cell | None] = []
            for known in row:
                cell = None
                if known is not None:
                    cell = WriteOnlyCell(sheet, value=known[0])
                    cell.number_format = known[1]
                line.append(cell)
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def worked_out(content: bytes) -> None:
    """Works out every formula, as a program that opens the workbook may."""
    import formualizer

    formualizer.Workbook.from_bytes(content, backend="umya").evaluate_all()


def main(argv: list[str] | None = None) -> int:
    """Plan, write, compare; returns the exit code."""
    parser = argparse.ArgumentParser(description="How long the workbooks of a plan take.")
    parser.add_argument("portfolio", type=Path)
    parser.add_argument("--time-limit", type=int, default=60, metavar="SECONDS")
    asked = parser.parse_args(argv)
    portfolio = headgate.read(asked.portfolio)
    planned = headgate.plan(portfolio, time_limit=asked.time_limit)
    print(f"{'what':<34} {'seconds':>8} {'MB':>6}")
    written: dict[str, tuple[bytes, float]] = {}
    for audience in AUDIENCES:
        written[audience] = timed(partial(render, portfolio, planned.bare, audience))
        _tell(f"workbook for {audience}", written[audience][1], written[audience][0])
    largest, ours = max(written.values(), key=lambda found: len(found[0]))
    found = cells_of(largest)
    again, theirs = timed(partial(by_openpyxl, found))
    _tell("the same cells by openpyxl", theirs, again)
    _, opened = timed(partial(worked_out, largest))
    _tell("all its formulas worked out", opened)
    filled = sum(cell is not None for _, rows in found for row in rows for cell in row)
    print(f"{filled:,} cells; openpyxl takes {theirs / ours:.1f} times as long")
    return 0


def _tell(what: str, seconds: float, content: bytes | None = None) -> None:
    size = "" if content is None else f"{len(content) / _MEGABYTE:.2f}"
    print(f"{what:<34} {seconds:>8.2f} {size:>6}")


if __name__ == "__main__":
    sys.exit(main())
