"""Reads the sheets from a folder of CSV files, one per sheet."""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from data.context import Notation
from data.folder.escape import unescaped
from data.folder.notation import DECLARATION, Declaration
from data.grid import Book, Grid, Oddity, letters
from data.limits import MOST_BYTES, MOST_COLUMNS, MOST_ENTRIES, MOST_ROWS
from data.refusal import Refusal
from data.values import Value

_ENDING = ".csv"


def read_folder(path: Path, titles: Collection[str]) -> tuple[Book, Notation]:
    """The files with these titles, and the names of all others as empty grids.

    Raises Refusal for a folder that is too large or whose declaration is not understood.
    """
    names = sorted(entry.name for entry in path.iterdir())
    if len(names) > MOST_ENTRIES:
        raise Refusal(f"the folder has {len(names):,} files", f"at most {MOST_ENTRIES:,}")
    if sum((path / name).lstat().st_size for name in names) > MOST_BYTES:
        raise Refusal("the folder is too large", f"at most {MOST_BYTES // 2**20} MB")
    notation = notation_of(path)
    book = Book()
    for name in names:
        title = name.removesuffix(_ENDING)
        if name == title:
            continue
        if title not in titles:
            book.grids.append(Grid(title))
            continue
        try:
            book.grids.append(_grid(path / name, title, notation))
        except Refusal as refusal:
            book.grids.append(Grid(title, unreadable=True))
            book.faults.append((title, refusal.what, refusal.allowed))
    return book, notation


def read_file(path: Path) -> tuple[Grid, Notation]:
    """One CSV file by itself, in the notation that its folder declares; raises Refusal."""
    notation = notation_of(path.parent)
    return _grid(path, path.name, notation), notation


def notation_of(path: Path) -> Notation:
    """What a folder declares of the way its files are written; raises Refusal."""
    file = path / DECLARATION
    if not os.path.lexists(file):
        return Notation()
    try:
        declared = Declaration.model_validate_json(_text(file))
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in detail["loc"])
        allowed = 'such as {"delimiter": ";", "decimal": ","}'
        raise Refusal(f"{DECLARATION}: {where} {detail['msg']}".strip(), allowed) from error
    return Notation(declared.delimiter, declared.decimal)


def _grid(file: Path, title: str, notation: Notation) -> Grid:
    text = _text(file)
    grid = Grid(title)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=notation.delimiter, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise Refusal("the file has too many rows", f"at most {MOST_ROWS:,}")
            _take(grid, number, record)
    except csv.Error as error:
        what = f"line {reader.line_num} is not CSV: {error}"
        raise Refusal(what, "quotes around texts with quotes, delimiters or line ends") from error
    _hint_at_delimiter(grid, notation)
    return grid


def _take(grid: Grid, number: int, record: list[str]) -> None:
    if len(record) > MOST_COLUMNS:
        allowed = f"at most {MOST_COLUMNS} columns"
        grid.oddities.append(
            Oddity(f"{letters(MOST_COLUMNS)}{number}", "lies too far out", allowed)
        )
        return
    cells: dict[int, Value] = {
        at: unescaped(text) for at, text in enumerate(record) if text.strip()
    }
    if number == 1:
        grid.header = cells
    elif cells:
        beyond = [at for at in cells if at > max(grid.header, default=-1)]
        if beyond:
            what = "stands to the right of the last header"
            grid.oddities.append(
                Oddity(f"{letters(beyond[0])}{number}", what, "quotes around commas")
            )
        grid.rows.append((number, cells))


def _hint_at_delimiter(grid: Grid, notation: Notation) -> None:
    """A wrong delimiter is a fault of its own, not twelve missing columns."""
    header = grid.header.get(0)
    if len(grid.header) != 1 or not isinstance(header, str):
        return
    found = next((sign for sign in ";,\t|" if sign in header and sign != notation.delimiter), None)
    if found is not None:
        what = f"the cells seem to be divided by '{found}', not by '{notation.delimiter}'"
        raise Refusal(what, f'commas, or {DECLARATION} with {{"delimiter": "{found}"}} in it')


def _text(file: Path) -> str:
    """The file's text; raises Refusal for links, for special files and for anything but UTF-8."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NO_WAIT)
    except OSError as error:
        raise Refusal("it is a link to another place", "the file itself") from error
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode) or file.is_symlink():
            raise Refusal("it is not a plain file", "the file itself")
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refusal("the file is too large", f"at most {MOST_BYTES // 2**20} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"line {line} is not UTF-8 text"
        raise Refusal(what, "UTF-8; in Excel: Save As > CSV UTF-8") from error


_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
