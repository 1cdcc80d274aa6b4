"""Where in the workbook the rows of the programme come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from models.base import Frozen
from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio
from optimizer.funding.problem import Problem


class Demanded(NamedTuple):
    """Something that the workbook demands, and that could be demanded less of."""

    constraint: str
    key: tuple[Any, ...]


PARTS = {
    "must_do_is_done": 1,
    "deadline_is_kept": 1,
    "one_of_a_group": 1,
    "envelope_floor": 1,
    "envelope_ceiling": 1,
    "fund_covers_charges": 2,
    "needed_is_selected": 1,
    "excluded_is_not": 1,
    "before_finishes_first": 1,
    "same_release_together": 1,
    "earliest_start": 2,
    "out_never_starts": 2,
    "demand_is_served": 2,
    "function_lends_within_limit": 1,
    "team_keeps_fewest": 1,
    "team_takes_most": 1,
    "platform_keeps_reserve": 1,
}
"""How many parts of a row's name, after the constraint's, say what is demanded."""


def demanded(problem: Problem, name: tuple[object, ...]) -> Demanded | None:
    """What a row of the programme demands; None for what is so by nature."""
    constraint = str(name[0])
    if constraint == "carry_over_is_a_share":  # says the same of the window before
        return Demanded("fund_covers_charges", (name[1], int(str(name[2])) - 1))
    if constraint not in PARTS:
        return None
    key = name[1 : 1 + PARTS[constraint]]
    if constraint in DEPENDENCY:
        return Demanded(constraint, (problem.dependencies[int(str(key[0]))][0],))
    return Demanded(constraint, key)


DEPENDENCY = {
    "needed_is_selected": "“{after}” needs “{before}”",
    "excluded_is_not": "“{after}” and “{before}” exclude each other",
    "before_finishes_first": "“{after}” waits until “{before}” has finished",
    "same_release_together": "“{after}” and “{before}” ship in the same release",
}
WORDS: dict[str, tuple[str, str | None, str]] = {
    "must_do_is_done": ("initiatives", "Must do", "“{0}” must be done"),
    "deadline_is_kept": ("initiatives", "Latest finish", "“{0}” must finish by its latest finish"),
    "one_of_a_group": (
        "initiatives",
        "Choose one of",
        "at most one of the group “{0}” may be started",
    ),
    "earliest_start": (
        "stages",
        None,
        "stage {1} of “{0}” may not start earlier: its earliest start, or its gate is still open",
    ),
    "out_never_starts": (
        "stages",
        None,
        "stage {1} of “{0}” never starts: its gate failed, it is left out, or no fund may pay it",
    ),
    "envelope_floor": ("envelopes", "At least", "the envelope “{0}” has a floor"),
    "envelope_ceiling": ("envelopes", "At most", "the envelope “{0}” has a ceiling"),
    "fund_covers_charges": ("budgets", "Amount", "the fund “{0}” has no more money in {1}"),
    "demand_is_served": ("demand", "FTE", "the team “{0}” has too few people who can do “{1}”"),
    "function_lends_within_limit": (
        "functions",
        "Most FTE lent",
        "the function “{0}” lends no more people",
    ),
    "team_keeps_fewest": ("teams", "Fewest people", "the team “{0}” keeps its fewest people"),
    "team_takes_most": ("teams", "Most people", "the team “{0}” takes no more people"),
    "platform_keeps_reserve": (
        "teams",
        "Reserve %",
        "the team “{0}” keeps its reserve for as-a-service work",
    ),
}


def issue(portfolio: Portfolio, problem: Problem, name: Demanded) -> Issue:
    """The demand as an issue that names its row of the workbook."""
    if name.constraint in DEPENDENCY:
        (dependency,) = name.key
        place = _place(portfolio, "dependencies", "Type", lambda row: row == dependency)
        called = problem.index.initiatives
        before, after = called[dependency.before].name, called[dependency.after].name
        return _clash(place, DEPENDENCY[name.constraint].format(before=before, after=after))
    sheet, column, words = WORDS[name.constraint]
    place = _place(portfolio, sheet, column, _is_meant(problem, name))
    return _clash(place, words.format(*_names(problem, name)))


def _names(problem: Problem, name: Demanded) -> list[str]:
    """The key's parts as people call them."""
    index = problem.index
    if name.constraint == "fund_covers_charges":
        return [index.funds[name.key[0]].name, index.calendar.windows[name.key[1]]]
    called: dict[str, str] = {
        **{row.id: row.name for row in index.portfolio.teams},
        **{row.id: row.name for row in index.portfolio.initiatives},
    }
    return [str(called.get(name.key[0], name.key[0])), *map(str, name.key[1:])]


def _clash(place: Place, what: str) -> Issue:
    return Issue(
        severity=Severity.ERROR,
        place=place,
        what=what,
        allowed="this cannot hold together with the other rows named here; change any one of them",
    )


def _place(
    portfolio: Portfolio, field: str, column: str | None, meant: Callable[[Any], bool]
) -> Place:
    rows: tuple[Frozen, ...] = getattr(portfolio, field)
    found = next((number for number, row in enumerate(rows) if meant(row)), None)
    return Place(sheet=field.capitalize(), row=found, column=column)


def _is_meant(problem: Problem, name: Demanded) -> Callable[[Any], bool]:
    first, second = name.key[0], name.key[-1]

    def meant(row: Any) -> bool:  # noqa: ANN401 - a row of any of the sheets
        match name.constraint:
            case "one_of_a_group":
                return bool(row.group == first)
            case "earliest_start" | "out_never_starts":
                return bool(row.initiative == first and row.stage == second)
            case "fund_covers_charges":
                window = problem.index.calendar.windows[int(second)]
                return bool(row.fund == first and row.window == window)
            case "demand_is_served":
                team = problem.index.initiatives[row.initiative].team
                return bool(team == first and row.skill == second)
            case _:
                return bool(row.id == first)

    return meant
