"""What every workbook has: text that stays text, properties, and sheets that print well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Self

from models.currency import exponent
from reports.formats import paper
from reports.page import Page
from reports.styles import FONT, TABS, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from models.settings import Settings


def _options() -> dict[str, object]:
    """Text stays text. Made anew each time, since XlsxWriter writes into the font's properties."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }


def _describe(workbook: Workbook, title: str, subject: str, day: date) -> None:
    """Properties of the file: nothing of the day or the machine, so that it can be made again."""
    workbook.set_properties(
        {
            "title": title[:250],
            "subject": subject,
            "author": "Headgate",
            "created": datetime.combine(day, time.min),
        }
    )
    workbook.set_size(2400, 1500)


@dataclass(frozen=True)
class Cover:
    """What a workbook says of itself, and the units it counts in."""

    title: str
    subject: str
    portfolio: str
    """Name of the portfolio, for the footer of every sheet."""
    label: str
    """What the workbook is and of which day, for the same footer."""
    day: date
    currency: str
    slice: Decimal
    """Smallest share of a person's time, in FTE."""

    @classmethod
    def of(cls, settings: Settings, *, title: str, subject: str, label: str) -> Self:
        """The cover of what is told of a portfolio with these settings."""
        return cls(
            title=title,
            subject=subject,
            portfolio=settings.name,
            label=label,
            day=settings.as_of,
            currency=settings.currency,
            slice=settings.slice,
        )


def opened(content: BytesIO, cover: Cover) -> Paper:
    """A workbook without sheets that is written to `content` when it is closed."""
    from xlsxwriter import Workbook

    workbook = Workbook(content, _options())
    _describe(workbook, cover.title, cover.subject, cover.day)
    decimals = exponent(cover.currency)
    fte_decimals = max(1, -int(cover.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, decimals, fte_decimals)
    footer = f"{cover.portfolio[:60]} · {cover.label}"
    per_fte = int(1 / cover.slice)
    return Paper(workbook, styles, footer, cover.currency, 10**decimals, per_fte)


@dataclass(frozen=True)
class Paper:
    """Makes the empty sheets of one workbook, set up for the printer."""

    workbook: Workbook
    styles: Styles
    footer: str
    currency: str
    """Decides on the size of the paper."""
    minor: int
    """Minor units in one currency unit."""
    per_fte: int
    """Slices in one FTE."""

    def page(self, name: str, tab: str) -> Page:
        """An empty sheet with the colour of its tab."""
        from reports.repeats import RepeatingSheet

        sheet = self.workbook.add_worksheet(name, RepeatingSheet)
        if not isinstance(sheet, RepeatingSheet):
            raise TypeError("XlsxWriter made a sheet of another kind than it was asked for")
        sheet.set_tab_color(TABS[tab])
        sheet.set_landscape()
        sheet.set_paper(paper(self.currency))
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8{self.footer.replace('&', '&&')}&C&8&A&R&8&P / &N")
        return Page(sheet, name, self.styles, self.minor, self.per_fte)
