"""What all sheets of a diagnosis are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from reports.workpiece import Workpiece


@dataclass
class Findings(Workpiece):
    """A diagnosis on its way into a workbook."""

    portfolio: Portfolio
    diagnosis: Diagnosis
