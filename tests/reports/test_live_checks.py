"""Checks count what breaks the rules, live, and agree with the audit on plans that keep them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from headgate.pipeline import run
from models.plan import Plan
from optimizer.audit import audit
from reports.live_checks import BY_LINK, BY_STAGE, found_here
from reports.sheets import stage_rules
from reports.workbook import opened_book, render
from tests.complete import complete
from tests.reports.handmade import handmade
from tests.reports.test_flipped import _Opened as Opened

COUNTED_BY_THE_AUDIT_ALONE = {
    "Flags bridge what the plan does not wait for",
    "Funds pay only what they are for",
    "Every envelope gets at least what it asks for",
    "Every envelope stays within what it allows",
    "Benefits are those of what is launched, when it is live",
    "Prices are what the plan's rows cost",
    "Every stage that runs has its people",
    "Only committed work may lack people",
    "Everyone can do the work they are given",
    "People work only for teams within their reach",
    "Locked time is for its team only",
    "Nobody works for too many teams at once",
    "Functions lend no more people than agreed",
    "Teams keep the people they need to keep",
    "Teams get no more people than they can absorb",
    "Reserves are kept for as-a-service work",
    "Pools give what they have, where and while they are there",
    "Who learns a new skill gives up time of the old one",
    "The plan was made from this portfolio",
    "Every row of the plan refers to something real",
    "No row of the plan stands twice",
}
"""They rest on rows that no sheet holds, or on all rows at once."""


@cache
def _planned() -> Plan:
    return run(complete())


def test_every_check_of_the_audit_is_counted_here_or_known_to_be_the_audits_own() -> None:
    portfolio = complete()
    names = {check.name for check in audit(portfolio, handmade(portfolio))}
    here = set(found_here(opened_book(portfolio, _planned(), "finance")))
    assert here <= names
    assert names - here == COUNTED_BY_THE_AUDIT_ALONE


@pytest.mark.parametrize("audience", ["all", "finance", "delivery", "executives"])
def test_nothing_is_found_in_a_plan_that_the_audit_accepts(audience: str) -> None:
    found = found_here(opened_book(complete(), _planned(), audience))
    assert {name: live.value for name, live in found.items() if live.value} == {}
    assert all(check.passed for check in _planned().checks)


def test_what_breaks_a_rule_is_found_here_as_by_the_audit() -> None:
    """A plan made by hand breaks rules: what is counted here as broken, the audit says too."""
    portfolio = complete()
    plan = handmade(portfolio)
    here = found_here(opened_book(portfolio, plan, "finance"))
    passed = {check.name: check.passed for check in audit(portfolio, plan)}
    wrongly = [name for name, live in here.items() if live.value and passed[name]]
    assert wrongly == []
    assert sum(bool(live.value) for live in here.values()) >= 2


LETTER = {column.header: n for n, column in enumerate(stage_rules._columns(), 1)}


def _set(opened: Opened, line: int, **cells: Any) -> None:  # noqa: ANN401 - any cell
    for header, value in cells.items():
        at = LETTER[header.replace("_", " ")]
        opened.book.set_value("Stage rules", line, at, value)


BREAKS: dict[str, dict[str, Any]] = {
    "May not start": {"May_start": "no"},
    "Too early": {"Earliest_number": 9},
    "Too late": {"Latest_end_number": 0},
    "Overcharged": {"Tranche": 0.01},
    "Not the tranche asked for": {"Tranche": 1},
    "Closed by its gate": {"To_release": 10**9},
    "State is wrong": {"State": "not funded"},
    "Must and is not": {"Must_be_done": "yes", "Start_number": ""},
}


@pytest.mark.parametrize("header", BREAKS)
def test_a_changed_figure_is_counted(header: str) -> None:
    portfolio, plan = complete(), _planned()
    opened = Opened(render(portfolio, plan, "finance"))
    book = opened_book(portfolio, plan, "finance")
    row = next(row for row in book.stages if row.chosen and row.paid)
    line = stage_rules.lines_of(book)[row.row.key]
    name = next((name for name, found in BY_STAGE.items() if found == header), None)
    assert name is not None
    checks = [check.name for check in plan.checks]
    place = checks.index(name) + 6
    assert opened.book.evaluate_cell("Checks", place, 2) == "ok"
    assert opened.book.evaluate_cell("Checks", 3, 2) == "All checks passed"
    _set(opened, line, **BREAKS[header])
    assert opened.book.evaluate_cell("Checks", place, 6) >= 1
    assert opened.book.evaluate_cell("Checks", place, 2) == "FAILED"
    assert opened.book.evaluate_cell("Checks", 3, 2) == "A CHECK FAILED"
    assert str(opened.book.evaluate_cell("Summary", 2, 2)).startswith("Figures were changed")


def test_a_stage_before_the_one_before_it_is_counted() -> None:
    portfolio, plan = complete(), _planned()
    opened = Opened(render(portfolio, plan, "finance"))
    book = opened_book(portfolio, plan, "finance")
    rows = list(zip(book.stages, book.stages[1:], strict=False))
    first, second = next(
        pair
        for pair in rows
        if pair[1].chosen and pair[1].row.stage > 1 and pair[0].started is not None
    )
    line = stage_rules.lines_of(book)[second.row.key]
    at = LETTER["Out of order"]
    assert opened.book.evaluate_cell("Stage rules", line, at) == 0
    assert first.finish is not None
    opened.book.set_value("Stage rules", line, LETTER["Start number"], first.finish + 1)
    assert opened.book.evaluate_cell("Stage rules", line, at) == 0
    opened.book.set_value("Stage rules", line, LETTER["Start number"], first.finish)
    assert opened.book.evaluate_cell("Stage rules", line, at) == 1


def test_less_budget_is_counted() -> None:
    portfolio, plan = complete(), _planned()
    opened = Opened(render(portfolio, plan, "finance"))
    book = opened_book(portfolio, plan, "finance")
    table = book.tables["BudgetInputs"]
    for line in range(table.first + 1, table.last + 2):
        opened.book.set_value("Inputs", line, 5, 0.0)
    assert opened.book.evaluate_cell("Checks", 3, 2) == "A CHECK FAILED"


def test_every_dependency_that_is_counted_has_a_column() -> None:
    assert set(BY_LINK) | set(BY_STAGE) <= {check.name for check in _planned().checks}
