"""What the sheets of the workbook of answers are drawn from, and what a sheet is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.counterfactual import Counterfactual, Price
from models.portfolio import Portfolio
from reports.audience import View
from reports.why.words import Words
from reports.workpiece import Spec, Workpiece


@dataclass
class Answers(Workpiece):
    """Answers on their way into a workbook."""

    portfolio: Portfolio
    answers: Sequence[Counterfactual]
    prices: Sequence[Price]
    words: Words
    view: View

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.portfolio.settings.currency


SheetSpec = Spec[Answers]
