"""The chart of the sheet Teams: who does the work of each team, against its own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.placed import Placed
from reports.styles import FONT, GRID, INK, QUIET

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
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    marks = book.workbook.add_chart({"type": "line"})
    if chart is None or marks is None:
        raise ValueError("no chart of columns or lines")
    for header, colour in _PARTS.items():
        chart.add_series(_series(teams, header) | {"fill": {"color": colour}, "gap": 60})
    mark = {"type": "long_dash", "size": 12, "fill": {"color": INK}, "border": {"color": INK}}
    marks.add_series(_series(teams, "Own people (FTE)") | {"line": {"none": True}, "marker": mark})
    chart.combine(marks)
    _look(chart)
    return chart


def _series(teams: Placed, header: str) -> dict[str, object]:
    return {
        "name": [teams.sheet, teams.header, teams.column(header)],
        "categories": teams.cells("Team"),
        "values": teams.cells(header),
    }


def _look(chart: Chart) -> None:
    small = {"name": FONT, "size": 8, "bold": False, "color": QUIET}
    title = {"name": FONT, "size": 10, "bold": True, "color": INK}
    chart.set_title({"name": "Work by team, average FTE", "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": small})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_x_axis({"num_font": small, "line": {"color": GRID}, "major_tick_mark": "none"})
    chart.set_y_axis(
        {
            "name": "FTE",
            "name_font": small,
            "num_font": small,
            "num_format": "#,##0",
            "major_gridlines": {"visible": True, "line": {"color": GRID}},
            "line": {"none": True},
        }
    )
    chart.set_size(_SIZE)
