"""Writes a portfolio as a workbook, a JSON document or a folder of CSV files."""

from __future__ import annotations

from pathlib import Path

from data.atomic import replacing
from models.portfolio import Portfolio


def write(portfolio: Portfolio, path: Path | str) -> None:
    """Writes `.xlsx`, `.json`, or for a path without ending a folder of CSV files.

    All or nothing: what was there before stays until the new one is complete on disk. The same
    portfolio gives the same bytes. Raises OSError, and ValueError for any other ending.
    """
    path = Path(path)
    match path.suffix.casefold():
        case ".xlsx":
            from data.workbook.writing import write_workbook

            with replacing(path) as temporary:
                write_workbook(portfolio, temporary)
        case ".json":
            with replacing(path) as temporary:
                temporary.write_text(portfolio.model_dump_json(indent=1) + "\n", encoding="utf-8")
        case "":
            from data.folder.writing import write_folder

            write_folder(portfolio, path)
        case ending:
            raise ValueError(f"'{ending}' is not a format of portfolios: .xlsx, .json or a folder")
