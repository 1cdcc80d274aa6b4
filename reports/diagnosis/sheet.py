"""What all sheets of a diagnosis are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Findings:
    """A diagnosis on its way into a workbook."""

    workbook: Workbook
    portfolio: Portfolio
    diagnosis: Diagnosis
    styles: Styles
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name."""
