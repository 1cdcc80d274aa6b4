"""Putting the sheets of the workbook together."""

from __future__ import annotations

from io import BytesIO

from models.comparison import Comparison
from models.hiring import HiringCase
from reports.audience import view_for
from reports.hiring import options, side_by_side, summary
from reports.hiring.sheet import Book
from reports.paper import Paper, describe
from reports.paper import options as file_options
from reports.styles import Styles


def render(case: HiringCase, comparison: Comparison | None, audience: str = "all") -> bytes:
    """The workbook as bytes; the same answer gives the same bytes.

    Raises ValueError for an unknown audience.
    """
    from xlsxwriter import Workbook

    view, settings = view_for(audience), case.portfolio.settings
    content = BytesIO()
    workbook = Workbook(content, file_options())
    subject = f"As of {settings.as_of.isoformat()}, view: {view.audience.value}"
    describe(
        workbook, f"Hires, contracts and reskilling of {settings.name}", subject, settings.as_of
    )
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    footer = f"{settings.name[:60]} · hires, as of {settings.as_of.isoformat()}"
    minor = 10**settings.exponent
    paper = Paper(workbook, styles, footer, settings.currency, minor, settings.slices_per_fte)
    book = Book(workbook, case, comparison, view, styles)
    pages = {
        "Summary": paper.page("Summary", "summary"),
        "Options": paper.page("Options", "people"),
    }
    if comparison is not None:
        pages["Side by side"] = paper.page("Side by side", "money")
        side_by_side.draw(pages["Side by side"], book)
    options.draw(pages["Options"], book)
    summary.draw(pages["Summary"], book)  # its chart refers to the options
    workbook.close()
    return content.getvalue()
