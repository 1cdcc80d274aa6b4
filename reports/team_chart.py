"""The chart of the sheet Teams: who does the work of each team, against its own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.chart_look import name_axis, new, titled, value_axis
from reports.placed import Placed
from reports.styles import INK

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

    from reports.book import Book

_MOST = 30
"""With more teams nobody can read their names."""
_PARTS = {
    "In use at home": "#1B4F8A",
    "Borrowed": "#8F6BC2",
    "Pools and hires": "#F6C85F",
    "Short": "#B93A22",
}
_SIZE = {"width": 980, "height": 330}


def team_chart(book: Book, teams: Placed) -> Chart | None:
    """Stacked columns by team with a mark for its own people; None where it cannot be read."""
    if not 0 < len(book.context.portfolio.teams) <= _MOST:
        return None
    chart = titled(book.workbook, "column", "Work by team, average FTE", "stacked")
    marks = new(book.workbook, "line")
    for header, colour in _PARTS.items():
        chart.add_series(_series(teams, header) | {"fill": {"color": colour}, "gap": 60})
    mark = {"type": "long_dash", "size": 12, "fill": {"color": INK}, "border": {"color": INK}}
    marks.add_series(_series(teams, "Own people (FTE)") | {"line": {"none": True}, "marker": mark})
    chart.combine(marks)
    chart.set_x_axis(name_axis())
    chart.set_y_axis(value_axis("#,##0", "FTE"))
    chart.set_size(_SIZE)
    return chart


def _series(teams: Placed, header: str) -> dict[str, object]:
    return {
        "name": [teams.sheet, teams.header, teams.column(header)],
        "categories": teams.cells("Team"),
        "values": teams.cells(header),
    }
