"""Cross-references and consistency of a portfolio, as far as no cells are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.issue import Issue
from models.portfolio import Portfolio
from models.references import (
    dangling,
    dependencies,
    envelopes,
    funds,
    gates,
    identifiers,
    initiatives,
    people,
    periods,
    releases,
    stages,
    supply,
    totals,
)
from models.references.report import Find


class Consistency(NamedTuple):
    """A check of rows against each other: what it reads, and what it finds."""

    find: Find
    sheets: frozenset[str]


def _reads(find: Find, *sheets: str) -> Consistency:
    return Consistency(find, frozenset(sheets))


CONSISTENCY = (
    _reads(periods.calendar, "Periods"),
    _reads(periods.as_of, "Settings", "Periods"),
    _reads(initiatives.wishes, "Initiatives"),
    _reads(initiatives.deadlines, "Initiatives", "Periods"),
    _reads(initiatives.benefits, "Benefits"),
    _reads(stages.numbering, "Initiatives", "Stages"),
    _reads(stages.progress, "Stages"),
    _reads(stages.starts, "Settings", "Stages"),
    _reads(stages.profiles, "Stages"),
    _reads(stages.skills, "Demand", "Skills", "Pools", "Hiring"),
    _reads(funds.windows, "Funds", "Budgets", "Periods"),
    _reads(funds.counting, "Budgets"),
    _reads(funds.paying, "Funds", "Budgets", "Stages", "Initiatives", "Teams"),
    _reads(gates.groups, "Objectives"),
    _reads(gates.ambers, "Objectives"),
    _reads(gates.outcomes, "Outcomes"),
    _reads(dependencies.dependencies, "Dependencies", "Stages"),
    _reads(people.full_time, "Settings", "People", "Availability"),
    _reads(people.homes, "Teams", "Pools"),
    _reads(people.assignments, "Settings", "People", "Assignments"),
    _reads(people.locks, "Settings", "People", "Assignments", "Availability", "Periods"),
    _reads(supply.pools, "Pools", "Periods"),
    _reads(supply.hiring, "Hiring"),
    _reads(envelopes.limits, "Envelopes"),
    _reads(releases.releases, "Settings", "Releases", "Stages"),
    _reads(totals.totals, "Settings", "Stages", "Budgets", "Benefits", "Metrics", "Initiatives"),
)


def check(
    portfolio: Portfolio, broken: Mapping[str, frozenset[str] | None] | None = None
) -> tuple[Issue, ...]:
    """All that is wrong between rows, sorted by sheet and row.

    `broken` names sheets some of whose rows could not be read, with the names on those rows (None:
    nothing could be read). What may be wrong only because of them is not reported.
    """
    broken = broken or {}
    order = {title: position for position, title in enumerate(_TITLES)}
    return tuple(
        sorted(
            _found(portfolio, broken),
            key=lambda issue: (
                order.get(issue.place.sheet, -1),
                -1 if issue.place.row is None else issue.place.row,
            ),
        )
    )


def _found(portfolio: Portfolio, broken: Mapping[str, frozenset[str] | None]) -> Iterator[Issue]:
    yield from identifiers.duplicates(portfolio)
    yield from identifiers.look_alikes(portfolio)
    known = dangling.targets(portfolio, broken)
    yield from dangling.dangling(portfolio, known)
    yield from funds.domains(portfolio, known)
    yield from envelopes.scopes(portfolio, known)
    if "Stages" not in broken:
        yield from dangling.dangling_stages(portfolio, known)
        yield from dangling.dangling_gates(portfolio, known)
    for check_rows in CONSISTENCY:
        if not check_rows.sheets & broken.keys():
            yield from check_rows.find(portfolio)


_TITLES = (
    "Settings",
    *(name.capitalize() for name in Portfolio.model_fields if name != "settings"),
)
