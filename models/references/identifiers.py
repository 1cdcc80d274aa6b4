"""Names that are there twice, and names that people take for one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from models.issue import Issue
from models.nearest import look
from models.portfolio import Portfolio
from models.references.report import Row, error, place


class Key(NamedTuple):
    """The columns that together tell the rows of a sheet apart."""

    sheet: str
    field: str
    column: str
    of: Callable[[Any], tuple[object, ...]]


KEYS = (
    Key("Periods", "periods", "Period", lambda row: (row.id,)),
    Key("Teams", "teams", "Team", lambda row: (row.id,)),
    Key("Functions", "functions", "Function", lambda row: (row.id,)),
    Key("Funds", "funds", "Fund", lambda row: (row.id,)),
    Key("Budgets", "budgets", "Window", lambda row: (row.fund, row.window)),
    Key("Envelopes", "envelopes", "Envelope", lambda row: (row.id,)),
    Key("Metrics", "metrics", "Metric", lambda row: (row.id,)),
    Key("Initiatives", "initiatives", "Initiative", lambda row: (row.id,)),
    Key("Stages", "stages", "Stage", lambda row: (row.initiative, row.stage)),
    Key(
        "Demand",
        "demand",
        "Skill",
        lambda row: (row.initiative, row.stage, row.skill, row.lowest_level),
    ),
    Key("Objectives", "objectives", "Objective", lambda row: (row.id,)),
    Key("People", "people", "Person", lambda row: (row.id,)),
    Key("Skills", "skills", "Skill", lambda row: (row.person, row.skill)),
    Key("Availability", "availability", "Period", lambda row: (row.person, row.period)),
    Key("Pools", "pools", "Pool", lambda row: (row.id,)),
    Key("Hiring", "hiring", "Option", lambda row: (row.id,)),
)


def duplicates(portfolio: Portfolio) -> Iterator[Issue]:
    """Rows that bear the name of an earlier row; both are named."""
    for sheet, field, column, of in KEYS:
        first: dict[tuple[object, ...], int] = {}
        for position, row in enumerate(getattr(portfolio, field)):
            key = of(row)
            if key in first:
                before = place((sheet, first[key]), column)
                what = f"'{' / '.join(str(part) for part in key)}' is there twice"
                yield error((sheet, position), column, what, "each one once", [before])
            else:
                first[key] = position


def look_alikes(portfolio: Portfolio) -> Iterator[Issue]:
    """Different names that differ by capitals, spaces, Unicode form or leading zeros only."""
    for noun, names in _namespaces(portfolio):
        seen: dict[str, tuple[str, Row, str]] = {}
        reported: set[str] = set()
        for name, row, column in names:
            twin, where, header = seen.setdefault(look(name), (name, row, column))
            if twin != name and name not in reported:
                reported.add(name)
                what = (
                    f"the {noun} '{name}' is told from '{twin}' by {_difference(name, twin)} only"
                )
                yield error(
                    row, column, what, "names that people can tell apart", [place(where, header)]
                )


def _difference(name: str, twin: str) -> str:
    if name.isdigit() and twin.isdigit():
        return "leading zeros"
    if "".join(name.split()) == "".join(twin.split()):
        return "the kind or number of spaces"
    if name.casefold() == twin.casefold():
        return "capitals"
    return "signs that look the same"


def _namespaces(portfolio: Portfolio) -> Iterator[tuple[str, Iterable[tuple[str, Row, str]]]]:
    """Every set of names that must be told apart, with where each is defined."""
    for sheet, field, column, of in KEYS:
        rows = getattr(portfolio, field)
        if rows and len(of(rows[0])) == 1:
            noun = column.casefold()
            yield noun, ((row.id, (sheet, at), column) for at, row in enumerate(rows))
    yield (
        "window",
        ((x.window, ("Periods", at), "Window") for at, x in enumerate(portfolio.periods)),
    )
    yield (
        "domain",
        (
            (row.domain, ("Teams", at), "Domain")
            for at, row in enumerate(portfolio.teams)
            if row.domain is not None
        ),
    )
    yield (
        "group",
        (
            (row.group, ("Initiatives", at), "Choose one of")
            for at, row in enumerate(portfolio.initiatives)
            if row.group is not None
        ),
    )
    yield "skill", skills(portfolio)


def skills(portfolio: Portfolio) -> Iterator[tuple[str, Row, str]]:
    """Every mention of a skill, those that people have first."""
    for sheet, field, attribute, column in _SKILLS:
        for at, row in enumerate(getattr(portfolio, field)):
            name = getattr(row, attribute)
            if name is not None:
                yield name, (sheet, at), column


_SKILLS = (
    ("Skills", "skills", "skill", "Skill"),
    ("Pools", "pools", "skill", "Skill"),
    ("Hiring", "hiring", "skill", "Skill"),
    ("Hiring", "hiring", "from_skill", "From skill"),
    ("Demand", "demand", "skill", "Skill"),
)
