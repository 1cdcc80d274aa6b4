"""Writes the empty workbook that people fill in."""

from __future__ import annotations

from pathlib import Path

from data.atomic import replacing
from data.workbook.writing import write_workbook


def write_template(path: Path | str) -> None:
    """Instructions, examples, one Table per sheet with drop-downs and checks. Raises OSError."""
    with replacing(Path(path)) as temporary:
        write_workbook(None, temporary)
