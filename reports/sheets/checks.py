"""The sheet Checks: one master check, the sums of this workbook live, the audit, the findings."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.plan_tables import BUDGET, FUNDING, PAYMENTS
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live, Of, Value, serial
from reports.inputs import AS_OF, EVIDENCE_DAYS
from reports.live_checks import found_here
from reports.page import FIRST_TABLE, Page
from reports.sheets.budget import BY_WINDOW
from reports.sheets.inputs import BUDGETS
from reports.sheets.release_now import TABLE as RELEASE_NOW

AUDIT, SUMS = "AuditChecks", "SumChecks"
GOOD, BAD = "ok", "FAILED"
SOME_BAD = "A CHECK FAILED"
MASTER = "MasterCheck"
"""Name of the cell that says whether all checks pass."""
_FAILED = Column("Failed", Kind.COUNT, f'=IF({{Result}}="{GOOD}",0,1)', total=True)
_RESULT = f'=IF({{Failed in the audit}}+N({{Found here}})=0,"{GOOD}","{BAD}")'
_AUDIT = (
    Column("Check", widest=64),
    Column("Result", Kind.WORD, _RESULT, narrowest=10),
    _FAILED,
    Column("Looked at", Kind.COUNT),
    Column("Failed in the audit", Kind.COUNT),
    Column("Found here", Kind.COUNT),
    Column("Detail", widest=80),
)
_FINDINGS = (
    Column("What", widest=64),
    Column("Kind", Kind.WORD, narrowest=13),
    Column("Where"),
    Column("Rule"),
    Column("Waived by, or what is allowed", widest=80),
)


def _sum_columns(decimals: int) -> tuple[Column, ...]:
    half = f"0.{'0' * decimals}5"
    same = f"AND({{First}}-{{Second}}<{half},{{Second}}-{{First}}<{half})"
    return (
        Column("Check", widest=64),
        Column("Result", Kind.WORD, f'=IF({same},"{GOOD}","{BAD}")', narrowest=10),
        _FAILED,
        Column("First", Kind.MONEY),
        Column("Second", Kind.MONEY),
    )


def _sums(book: Book) -> Iterator[tuple[str, Live, Live | Of]]:
    """Pairs of sums that must agree: name, and each side with its value."""
    plan = book.context.plan
    released = sum(row.release_now for row in plan.stages)
    charged = sum(row.amount for row in plan.payments)
    yield (
        "Release now and the Funding plan release the same",
        Live(f"=SUM({RELEASE_NOW}[Release now])", released),
        Live(f"=SUM({FUNDING.name}[Release now])", released),
    )
    yield (
        "Every tranche that the plan releases is still let go by its gates",
        Live(f"=SUM({RELEASE_NOW}[Release now])", released),
        Of(Kind.MONEY, released),
    )
    budgets = sum(row.amount for row in book.context.portfolio.budgets)
    yield (
        "Budgets are those of the plan",
        Live(f"=SUM({BUDGETS}[Amount])", budgets),
        Of(Kind.MONEY, budgets),
    )
    settings = book.context.portfolio.settings
    planned = ((AS_OF, serial(settings.as_of)), (EVIDENCE_DAYS, settings.evidence_days))
    changed = "+".join(f"IF({name}={number},0,1)" for name, number in planned)
    yield (
        "The as-of date and how long evidence counts are those of the plan",
        Live(f"={changed}", 0),
        Of(Kind.MONEY, 0),
    )
    yield (
        "Windows and funds are charged the same",
        Live(f"=SUM({BY_WINDOW}[Charged])", charged),
        Live(f"=SUM({BUDGET.name}[Charged])", charged),
    )
    if book.has(PAYMENTS.name):
        yield (
            "Funds are charged what the payments add up to",
            Live(f"=SUM({PAYMENTS.name}[Charged])", charged),
            Live(f"=SUM({BUDGET.name}[Charged])", charged),
        )


def _sum_rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, first, second in _sums(book):
        yield (name, GOOD if first.value == second.value else BAD, 0, first, second)


def _audit(book: Book) -> Iterator[tuple[Cell, ...]]:
    here = _here(book)
    for check in book.context.plan.checks:
        live = here.get(check.name)
        failed = int(not check.passed or bool(live and live.value))
        detail = book.context.names.free(check.detail)
        result = BAD if failed else GOOD
        yield (check.name, result, failed, check.checked, int(not check.passed), live, detail)


def _findings(book: Book) -> Iterator[tuple[Cell, ...]]:
    free = book.context.names.free
    for issue in book.context.plan.findings:
        waived = f"waived by {issue.waived_by}" if issue.waived_by else issue.allowed
        yield (free(issue.what), _kind(issue), str(issue.place), issue.rule, free(waived))


def _kind(issue: Issue) -> str:
    return "waived error" if issue.waived_by else issue.severity.value


def _here(book: Book) -> dict[str, Live]:
    """What the workbook counts itself, worked out once."""
    if not book.counts:
        book.counts.update(found_here(book))
    return book.counts


def master(book: Book) -> Live:
    """The one check to look at: all of the others together."""
    plan = book.context.plan
    good, value = "All checks passed", _verdict(book)
    if not plan.checks:
        good = "Sums agree, not audited"
    failed = f"SUM({AUDIT}[Failed])+SUM({SUMS}[Failed])"
    return Live(f'=IF(ISERROR({failed}),"{SOME_BAD}",IF({failed}=0,"{good}","{SOME_BAD}"))', value)


def _verdict(book: Book) -> Value:
    here = _here(book)
    for check in book.context.plan.checks:
        if not check.passed or (check.name in here and here[check.name].value):
            return SOME_BAD
    return "All checks passed" if book.context.plan.checks else "Sums agree, not audited"


def draw(page: Page, book: Book) -> None:
    """The audit, the sums, and what the rules of the operating model found."""
    page.title(
        "Checks",
        "The audit recomputed the plan without the program that made it. What this workbook can "
        "count itself from its own figures is counted here once more, live.",
    )
    found = master(book)
    style = book.styles.make(bold=True, font_size=12)
    page.sheet.write_formula(2, 1, found.formula, style, found.value)
    book.workbook.define_name(MASTER, f"={SHEET.name}!$B$3")
    placed = book.keep(page.table(AUDIT, _AUDIT, _audit(book)))
    row = page.section(placed.below, "Sums of this workbook")
    placed = book.keep(page.table(SUMS, _sum_columns(book.styles.decimals), _sum_rows(book), row))
    note = "Warnings, and errors that somebody waived."
    row = page.section(placed.below, "Findings", note)
    page.table("Findings", _FINDINGS, _findings(book), row)
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Checks", "control", draw)
