"""Writes the sheets as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from data.atomic import replacing_folder
from data.context import Context, Notation
from data.folder.escape import written
from data.folder.notation import DECLARATION
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.values import Shown
from models.portfolio import Portfolio


def write_folder(portfolio: Portfolio, path: Path) -> None:
    """One file per sheet: UTF-8, commas, decimal points, dates as 2027-01-31.

    A folder that exists is replaced; FileExistsError if it holds any other file.
    """
    titles = {f"{sheet.title}.csv" for sheet in SHEETS} | {f"{settings.TITLE}.csv", DECLARATION}
    if path.exists():
        foreign = sorted({entry.name for entry in path.iterdir()} - titles)
        if foreign:
            raise FileExistsError(
                f"{path} holds other files too, as {foreign[0]}: choose a new folder"
            )
    context = Context.of(portfolio.settings, Notation())
    with replacing_folder(path) as folder:
        _write(
            folder, settings.TITLE, settings.HEADERS, settings.to_rows(portfolio.settings, context)
        )
        for sheet in SHEETS:
            rows = (sheet.to_cells(row, context) for row in getattr(portfolio, sheet.field))
            _write(folder, sheet.title, [column.header for column in sheet.columns], rows)


def _write(
    folder: Path, title: str, headers: Iterable[str], rows: Iterable[Iterable[Shown]]
) -> None:
    with (folder / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        for row in rows:
            cells = [written(value) for value in row]
            # a lone empty cell would be a blank line; the writer quotes it
            writer.writerow(cells)
