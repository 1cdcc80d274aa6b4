"""The sheet Assumptions: what was simulated, and how."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from models.settings import Reserve
from models.staged import Measure
from models.wording import counted
from reports.columns import Cell, Column, Kind, Live, Of
from reports.page import FIRST_TABLE, Page
from reports.staged.samples import table_of
from reports.staged.sheet import ORDER, Book, heads, in_cells
from reports.staged.words import LABELS, sampled

TABLE = "Assumptions"
HALVES = "Intervals"
HALF = "Half of the interval"
_FACTOR = "Student's t for the interval"
_COLUMNS = (
    Column("What", widest=34, narrowest=30),
    Column("Here", widest=24, narrowest=22),
    Column("How it is meant", Kind.LONG, widest=90, narrowest=80),
)

_ANNUAL = (
    "Once a year (counted from the first period) the portfolio is planned. Every stage that this "
    "plan starts within the year is approved whole: it starts when planned and gets its tranche, "
    "whatever the gates say meanwhile. All tranches are kept in full. When the year is over, "
    "initiatives of which a gate failed are stopped, with what waits for them, and the rest is "
    "planned again."
)
_STAGED = (
    "In each period the gates of the stages that are done say what was drawn. A gate that passes "
    "lets the next tranche out; one that fails stops its initiative, and the money goes back to "
    "its fund. Then everything is planned again."
)
_DRAWS = (
    "A gate passes with its Chance of passing (Stages). The draw depends on seed, sample and gate "
    "alone, so both policies meet the same outcomes (common random numbers). Gates that are open "
    "today stay open; those that have failed stay failed; the last gate of an initiative, on "
    "which no tranche hangs, is not drawn."
)
_VALUE = (
    "Discounted benefits of what was started with every gate before it passed, by the rules of the "
    "plan, less its prices: flags, overruns, lateness, hires and moves. What is started behind a "
    "failed gate, or in waiting for work behind one, brings nothing."
)
_FAILED = (
    "What funds were charged, within the periods of the portfolio, for initiatives of which a gate "
    "failed; after the failure: for the stages behind that gate, and for what waited for them."
)
_IDLE = "Budgets that were neither charged nor carried over, all funds and windows together."
_BEGUN = (
    "A stage that has begun runs to its end under both policies, and its tranche is spent. What "
    "was under way today counts as in a plan, whatever its earlier gates say."
)
_INTERVAL = (
    "The mean difference, plus and minus Student's t times its standard error, of paired "
    "differences (staged less annual, sample by sample). It says how sure the mean is, not how far "
    "single courses spread."
)
_EASED = (
    "Where outcomes leave no plan at all, must-do work need not be done; if that is not enough, "
    "floors of envelopes are given up. The sheet Samples counts such plans."
)
_CARRIED = (
    "Envelopes that are shares count what is over, too: for later plans they become amounts, the "
    "share of the whole as far as it is known, and what is left of the plan before stays within "
    "them. A release that was reversed may be handed out again from the second period on."
)
_PLANS = (
    "Each plan was proven to be within this distance of the best, or is the best within the time "
    "limit, and has passed the audit. The widest gaps are on the sheet Samples."
)


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    found, settings = book.simulation, book.portfolio.settings
    yield "Annual funding", "", _ANNUAL
    yield "Staged funding", "", _STAGED
    yield "Outcomes of gates", counted(found.gates, "gate"), _DRAWS
    yield "Samples", sampled(found), "Courses of the gates that were drawn and simulated."
    yield "Seed", Of(Kind.NUMBER, found.seed), "The same seed draws the same outcomes."
    yield "Periods planned anew", f"{found.quarters} of {found.horizon}", _later(book)
    yield "Gap of each search", f"{found.gap} %", _PLANS
    yield "Value", "", _VALUE
    yield "Money spent on work that failed", "", _FAILED
    yield "Budget that nobody used", "", _IDLE
    yield "Work that has begun", "", _BEGUN
    yield "What later plans remember", "", _CARRIED
    yield "Where nothing can be planned", counted(_eased(book), "plan"), _EASED
    reserve = "each tranche in full" if settings.reserve is Reserve.FULL else "at their chance"
    yield (
        "Tranches behind open gates",
        reserve,
        "What the plans of staged funding keep for them (Settings); annual plans keep all.",
    )
    factor = "" if found.factor is None else Of(Kind.RATE, found.factor)
    yield _FACTOR, factor, _INTERVAL


def _later(book: Book) -> str:
    found = book.simulation
    if found.quarters == found.horizon:
        return "Both policies are followed to the end of the portfolio's periods."
    return (
        "After them the last plan stands as it is, its later stages weighed by their chances; "
        "money spent on failures that are not known by then is not counted."
    )


def _eased(book: Book) -> int:
    return sum(row.annual.eased + row.staged.eased for row in book.simulation.samples)


def _halves(book: Book) -> Iterator[tuple[Cell, ...]]:
    """Half of each interval, from the factor above and the sheet Samples."""
    table = book.tables[TABLE]
    factor = f"${xl_col_to_name(table.column('Here'))}${table.last + 1}"
    count = len(book.simulation.samples)
    for measure in ORDER:
        found = book.simulation.estimates[measure]
        if found.margin is None:
            continue
        spread = f"STDEV({table_of(measure)}[{heads(measure)[2]}])"
        half = Live(f"={factor}*{spread}/SQRT({count})", in_cells(book, measure, found.margin))
        unit = book.currency if measure.is_money else "FTE"
        yield LABELS[measure].strip(), half, "" if measure is Measure.LAUNCHED else unit


_HALVES = (
    Column("Measure", widest=34),
    Column(HALF, Kind.RATE),
    Column("Unit"),
)


def draw(page: Page, book: Book) -> None:
    """A row per assumption; then the intervals."""
    page.title("Assumptions", "What was simulated, and how the figures are meant.")
    placed = page.table(TABLE, _COLUMNS, _rows(book))
    book.tables[TABLE] = placed
    note = "Half of each 95 % interval: it lies around the difference on the Summary."
    row = page.section(placed.below, "Intervals", note)
    book.tables[HALVES] = page.table(HALVES, _HALVES, _halves(book), row)
    page.finish(FIRST_TABLE, 1)
