"""Putting the sheets of the workbook together."""

from __future__ import annotations

from io import BytesIO

from models.comparison import Comparison
from models.hiring import HiringCase
from reports.audience import view_for
from reports.hiring import options, side_by_side, summary
from reports.hiring.sheet import Book
from reports.paper import Cover, opened


def render(case: HiringCase, comparison: Comparison | None, audience: str = "all") -> bytes:
    """The workbook as bytes; the same answer gives the same bytes.

    Raises ValueError for an unknown audience.
    """
    view, settings = view_for(audience), case.portfolio.settings
    content = BytesIO()
    day = settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Hires, contracts and reskilling of {settings.name}",
        subject=f"As of {day}, view: {view.audience.value}",
        label=f"hires, as of {day}",
    )
    paper = opened(content, cover)
    book = Book(paper, case, comparison, view)
    pages = {
        "Summary": paper.page("Summary", "summary"),
        "Options": paper.page("Options", "people"),
    }
    if comparison is not None:
        pages["Side by side"] = paper.page("Side by side", "money")
        side_by_side.draw(pages["Side by side"], book)
    options.draw(pages["Options"], book)
    summary.draw(pages["Summary"], book)  # its chart refers to the options
    paper.workbook.close()
    return content.getvalue()
