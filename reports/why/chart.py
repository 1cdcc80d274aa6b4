"""Two charts: what money would let in and bring, and what a step more of scarce things is worth.

Each is None where there is nothing to show: an empty chart says less than a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.counterfactual import ChangeKind
from reports.chart_look import name_axis, positive, scale, small, titled, value_axis
from reports.styles import GRID, HEAD
from reports.why.case import Answers
from reports.why.initiatives import GAIN, MONEY, cheapest
from reports.why.initiatives import TABLE as ANSWERS
from reports.why.prices import ANEW, INDICATIVE, STEP, steps
from reports.why.prices import STEPS as STEP_TABLE
from reports.width import cut

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_NAMED = 30
"""Characters of a name in a chart."""
_BARS = ((INDICATIVE, "#C3CCD6"), (ANEW, HEAD))


FEWEST = 2
"""Points of a chart: a single one shows nothing that its figures do not."""


def money_for_gain(answers: Answers) -> Chart | None:
    """A point per initiative: what it would take, and what it would bring."""
    found = [
        (place, each.name, change.amount or 0, change.gain or 0)
        for place, each in enumerate(answers.answers)
        if (change := cheapest(each, ChangeKind.MONEY)) is not None
    ]
    if len(found) < FEWEST or not any(gain for *_, gain in found):
        return None
    table = answers.tables[ANSWERS]
    minor = 10**answers.portfolio.settings.exponent
    unit, shown = scale(answers.currency, max(amount for _, _, amount, _ in found) / minor, 10**7)
    x, y = table.column(MONEY), table.column(GAIN)
    title = f"Least extra money against the value gained with it ({unit})"
    chart = titled(answers.workbook, "scatter", title)
    chart.set_legend({"none": True})
    for place, name, *_ in found:
        line = table.first + place
        chart.add_series(
            {
                "name": cut(name, _NAMED),
                "categories": [table.sheet, line, x, line, x],
                "values": [table.sheet, line, y, line, y],
                "marker": {"type": "diamond", "size": 8, "fill": {"color": HEAD}},
                "data_labels": {"series_name": True, "value": False, "position": "above",
                                "font": small()},
            }
        )  # fmt: skip
    axis = value_axis(positive(shown)) | {"min": 0, "line": {"color": GRID}, "name_font": small()}
    chart.set_x_axis(axis | {"name": f"Least extra money ({unit})"})
    chart.set_y_axis(axis | {"name": f"Value gained ({unit})"})
    return chart


def worth_of_steps(answers: Answers) -> Chart | None:
    """Two bars per scarce thing, the most wanted on top: indicative, and by solving anew."""
    found = steps(answers)
    if not found:
        return None
    table = answers.tables[STEP_TABLE]
    unit, shown = scale(answers.currency, float(found[0].worth), 10**7)
    chart = titled(answers.workbook, "bar", f"What a step more of it is worth to the plan ({unit})")
    for header, colour in _BARS if any(row.anew is not None for row in found) else _BARS[:1]:
        chart.add_series(
            {
                "name": [table.sheet, table.header, table.column(header)],
                "categories": table.cells(STEP),
                "values": table.cells(header),
                "fill": {"color": colour},
                "gap": 50,
            }
        )
    # the most wanted is read first, so the axis below the bars is the far one
    chart.set_y_axis(name_axis() | {"reverse": True})
    chart.set_x_axis(value_axis(positive(shown)) | {"min": 0, "label_position": "high"})
    return chart
