"""References to rows that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.issue import Issue
from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from models.references.names import Names
from models.references.report import error


class Reference(NamedTuple):
    """A column that names rows of another sheet."""

    sheet: str
    field: str
    """The portfolio's."""
    attribute: str
    """The row's."""
    column: str
    target: str
    """A key of `targets`."""


REFERENCES = (
    Reference("Initiatives", "initiatives", "team", "Team", "team"),
    Reference("Initiatives", "initiatives", "function", "Function", "function"),
    Reference("Initiatives", "initiatives", "earliest_start", "Earliest start", "period"),
    Reference("Initiatives", "initiatives", "latest_finish", "Latest finish", "period"),
    Reference("Budgets", "budgets", "fund", "Fund", "fund"),
    Reference("Budgets", "budgets", "window", "Window", "window"),
    Reference("Benefits", "benefits", "initiative", "Initiative", "initiative"),
    Reference("Benefits", "benefits", "metric", "Metric", "metric"),
    Reference("Stages", "stages", "initiative", "Initiative", "initiative"),
    Reference("Stages", "stages", "fund", "Fund", "fund"),
    Reference("Demand", "demand", "initiative", "Initiative", "initiative"),
    Reference("Objectives", "objectives", "initiative", "Initiative", "initiative"),
    Reference("Objectives", "objectives", "metric", "Metric", "metric"),
    Reference("Outcomes", "outcomes", "objective", "Objective", "objective"),
    Reference("Dependencies", "dependencies", "before", "Before", "initiative"),
    Reference("Dependencies", "dependencies", "after", "After", "initiative"),
    Reference("Dependencies", "dependencies", "release_plan_of", "On release plan of", "team"),
    Reference("People", "people", "home_team", "Home team", "team"),
    Reference("People", "people", "function", "Function", "function"),
    Reference("People", "people", "leads", "Leads", "team"),
    Reference("Skills", "skills", "person", "Person", "person"),
    Reference("Availability", "availability", "person", "Person", "person"),
    Reference("Availability", "availability", "period", "Period", "period"),
    Reference("Pools", "pools", "team", "Team or domain", "team"),
    Reference("Pools", "pools", "domain", "Team or domain", "domain"),
    Reference("Pools", "pools", "from_period", "From", "period"),
    Reference("Pools", "pools", "to_period", "To", "period"),
    Reference("Assignments", "assignments", "person", "Person", "person"),
    Reference("Assignments", "assignments", "team", "Team", "team"),
    Reference("Assignments", "assignments", "until", "Until", "period"),
    Reference("Releases", "releases", "initiative", "Initiative", "initiative"),
    Reference("Releases", "releases", "fund", "Fund", "fund"),
)
STAGES = (
    Reference("Benefits", "benefits", "after_stage", "After stage", "initiative"),
    Reference("Demand", "demand", "stage", "Stage", "initiative"),
    Reference("Objectives", "objectives", "stage", "Stage", "initiative"),
    Reference("Dependencies", "dependencies", "before_stage", "Before stage", "before"),
    Reference("Dependencies", "dependencies", "after_stage", "After stage", "after"),
    Reference("Releases", "releases", "stage", "Stage", "initiative"),
)
"""Columns with the number of a stage; `target` is the attribute that names its initiative."""


def targets(portfolio: Portfolio, broken: Mapping[str, frozenset[str] | None]) -> dict[str, Names]:
    """What each noun of a reference may be."""

    def names(noun: str, sheet: str, known: Iterator[str | None]) -> Names:
        lost = broken.get(sheet, frozenset())
        return Names(noun, (name for name in known if name is not None), lost)

    return {
        "period": names("period", "Periods", (row.id for row in portfolio.periods)),
        "window": names("window", "Periods", (row.window for row in portfolio.periods)),
        "team": names("team", "Teams", (row.id for row in portfolio.teams)),
        "domain": names("domain", "Teams", (row.domain for row in portfolio.teams)),
        "function": names("function", "Functions", (row.id for row in portfolio.functions)),
        "fund": names("fund", "Funds", (row.id for row in portfolio.funds)),
        "metric": names("metric", "Metrics", (row.id for row in portfolio.metrics)),
        "initiative": names("initiative", "Initiatives", (x.id for x in portfolio.initiatives)),
        "objective": names("objective", "Objectives", (row.id for row in portfolio.objectives)),
        "person": names("person", "People", (row.id for row in portfolio.people)),
    }


def dangling(portfolio: Portfolio, known: Mapping[str, Names]) -> Iterator[Issue]:
    """Every name of a row that does not exist."""
    for sheet, field, attribute, column, target in REFERENCES:
        names = known[target]
        for position, row in enumerate(getattr(portfolio, field)):
            name = getattr(row, attribute)
            if name is not None and not names.knows(name):
                what = f"there is no {names.noun} '{name}'"
                yield error((sheet, position), column, what, names.hint(name))


def dangling_stages(portfolio: Portfolio, known: Mapping[str, Names]) -> Iterator[Issue]:
    """Every number of a stage that does not exist, of an initiative that does."""
    stages = _numbers(portfolio)
    for sheet, field, attribute, column, initiative in STAGES:
        for position, row in enumerate(getattr(portfolio, field)):
            name, number = getattr(row, initiative), getattr(row, attribute)
            if number is None or number in stages.get(name, ()):
                continue
            if known["initiative"].knows(name):
                what = f"'{name}' has no stage {number}"
                yield error((sheet, position), column, what, _numbered(stages.get(name)))


def dangling_gates(portfolio: Portfolio, known: Mapping[str, Names]) -> Iterator[Issue]:
    """Waivers of gates that do not exist."""
    stages = _numbers(portfolio)
    for position, waiver in enumerate(portfolio.waivers):
        if waiver.rule.casefold() != "gate":
            continue
        name, _, number = waiver.subject.rpartition("/")
        if number in {str(each) for each in stages.get(name, ())}:
            continue
        yield error(("Waivers", position), "Subject", *_no_gate(waiver, name, stages, known))


def _no_gate(
    waiver: Waiver, name: str, stages: Mapping[str, set[int]], known: Mapping[str, Names]
) -> tuple[str, str]:
    what = f"there is no gate '{waiver.subject}'"
    if name in stages:
        return what, f"{name}/ and {_numbered(stages[name])}"
    return what, f"initiative/stage, as in Checkout/2; {known['initiative'].hint(name)}"


def _numbers(portfolio: Portfolio) -> dict[str, set[int]]:
    stages: dict[str, set[int]] = {}
    for row in portfolio.stages:
        stages.setdefault(row.initiative, set()).add(row.stage)
    return stages


def _numbered(stages: set[int] | None) -> str:
    if not stages:
        return "a stage of Stages; it has none"
    return f"a stage from 1 to {max(stages)}" if len(stages) > 1 else f"stage {min(stages)}"
