"""Edits the CSV files that change; all other files of the folder stay as they are."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

from data.atomic import replacing_folder
from data.context import Notation
from data.folder.escape import written
from data.folder.reading import notation_of
from data.revision import Cells, Revision

_MARK = b"\xef\xbb\xbf"
"""What spreadsheet programs put before UTF-8."""


def edit_folder(source: Path, target: Path, revisions: Sequence[Revision]) -> None:
    """Writes the folder with its files revised. Raises OSError."""
    notation = notation_of(source)
    files = {f"{revision.title}.csv": revision for revision in revisions}
    with replacing_folder(target) as folder:
        shutil.copytree(source, folder, dirs_exist_ok=True, symlinks=True)
        for name, revision in files.items():
            old = source / name
            content = old.read_bytes() if old.exists() else b""
            (folder / name).write_bytes(_edited(content, revision, notation))


def _edited(content: bytes, revision: Revision, notation: Notation) -> bytes:
    text = content.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=notation.delimiter, strict=True)
    records = list(reader) or [list(revision.headers)]
    columns = revision.source.columns or {name: at for at, name in enumerate(revision.headers)}
    for number, cells in revision.changed.items():
        _fill(records[number - 1], cells, columns, notation)
    kept = [row for number, row in enumerate(records, 1) if number not in revision.removed]
    for cells in revision.added:
        kept.append([""] * len(records[0]))
        _fill(kept[-1], cells, columns, notation)
    out = io.StringIO(newline="")
    ending = "\r\n" if "\r\n" in text else "\n"
    csv.writer(out, delimiter=notation.delimiter, lineterminator=ending).writerows(kept)
    return (_MARK if content.startswith(_MARK) else b"") + out.getvalue().encode()


def _fill(record: list[str], cells: Cells, columns: dict[str, int], notation: Notation) -> None:
    for header, value in cells.items():
        at = columns[header]
        record += [""] * (at + 1 - len(record))
        record[at] = written(value, notation.decimal)
