"""What the sheets of a frontier's workbook are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from models.frontier import Frontier
from reports.workpiece import Spec, Workpiece


@dataclass
class Drawing(Workpiece):
    """A frontier on its way into a workbook."""

    frontier: Frontier


SheetSpec = Spec[Drawing]
