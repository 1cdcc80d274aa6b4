"""Writes the empty workbook that people fill in."""

from __future__ import annotations

from pathlib import Path

from data.atomic import replacing
from data.workbook.writing import write_workbook


def write_template(path: Path | str) -> None:
    """The template: instructions, legend, drop-downs, one Table per sheet. Raises OSError."""
    with replacing(Path(path)) as temporary:
        write_workbook(None, temporary)
