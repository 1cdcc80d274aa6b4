"""The sheet Samples: every course of the gates under both policies."""

from __future__ import annotations

from collections.abc import Iterator

from models.staged import Measure, Sample
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page
from reports.staged.sheet import Book, heads, kind

TABLE = "Samples"
OTHERS = "SamplesBesides"
"""What is not money, and how the plans were made."""


def table_of(measure: Measure) -> str:
    """The table that has the measure's figures."""
    return TABLE if measure.is_money else OTHERS


def _columns(*, money: bool) -> Iterator[Column]:
    yield Column("Sample", Kind.COUNT)
    if money:
        yield Column("Gates that fail", Kind.COUNT)
    for measure in Measure:
        if measure.is_money is money:
            annual, staged, difference = heads(measure)
            yield Column(annual, kind(measure), narrowest=11)
            yield Column(staged, kind(measure), narrowest=11)
            formula = f"={{{staged}}}-{{{annual}}}"
            yield Column(difference, kind(measure), formula, narrowest=11)
    if not money:
        for name, look in _PLANS:
            yield Column(name.format("annual"), look)
            yield Column(name.format("staged"), look)


_PLANS = (
    ("Initiatives stopped {}", Kind.COUNT),
    ("Plans made {}", Kind.COUNT),
    ("Plans eased {}", Kind.COUNT),
    ("Widest gap {} (%)", Kind.RATE),
)


def _row(sample: Sample, *, money: bool) -> Iterator[Cell]:
    both = (sample.annual, sample.staged)
    yield sample.number
    if money:
        yield sample.fails
    for measure in Measure:
        if measure.is_money is money:
            yield sample.annual.of(measure)
            yield sample.staged.of(measure)
            yield sample.difference(measure)
    if not money:
        yield from (each.stopped for each in both)
        yield from (each.plans for each in both)
        yield from (each.eased for each in both)
        yield from (each.widest_gap * 100 for each in both)


def draw(page: Page, book: Book) -> None:
    """Money first; then work, and how the plans were made."""
    page.title(
        "Samples",
        f"Each row is one course of the gates, the same for both policies. Money in "
        f"{book.currency}, moves in FTE; a difference is staged less annual.",
    )
    samples = book.simulation.samples
    rows = [tuple(_row(sample, money=True)) for sample in samples]
    placed = page.table(TABLE, tuple(_columns(money=True)), rows)
    book.tables[TABLE] = placed
    row = page.section(placed.below, "Work and plans", "The same samples: moves, launches, plans.")
    rows = [tuple(_row(sample, money=False)) for sample in samples]
    book.tables[OTHERS] = page.table(OTHERS, tuple(_columns(money=False)), rows, row)
    page.finish(FIRST_TABLE, 1)
