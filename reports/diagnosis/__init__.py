"""The workbook that tells why no plan exists, and the least changes that help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.diagnosis import Diagnosis
    from models.portfolio import Portfolio


def write_diagnosis(portfolio: Portfolio, diagnosis: Diagnosis, path: Path) -> None:
    """Write a diagnosis as an Excel workbook, all or nothing.

    The same diagnosis gives the same bytes. Raises OSError where the file cannot be written.
    """
    from reports.atomic import replace
    from reports.diagnosis.workbook import render

    replace(path, render(portfolio, diagnosis))
