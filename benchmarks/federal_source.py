"""Reads the published projects, repairs what can be repaired by a rule, and counts what it did."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple


class Project(NamedTuple):
    """One project as published, its gaps repaired."""

    agency: str
    investment: str
    title: str
    """Of the investment."""
    number: str
    """The dashboard's own number."""
    name: str
    start: date
    finish: date
    """Projected or actual where published, else planned, else baseline."""
    cost: Decimal
    """Planned, in millions of dollars."""
    slip: Decimal
    """Days later than planned; negative is earlier."""
    overrun: Decimal
    """Percent of the planned cost; negative is cheaper."""
    updated: date


@dataclass(frozen=True)
class Source:
    """The projects that can be used, and how often each rule of repair was needed."""

    projects: tuple[Project, ...]
    repairs: tuple[tuple[str, int], ...]


def load(path: Path) -> Source:
    """The published projects in the order of the file.

    Raises OSError where the file cannot be read, ValueError where it is not the published document.
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or "children" not in document:
        raise ValueError(f"{path} is not the published list of agencies and their projects")
    counted: Counter[str] = Counter()
    projects = [
        project
        for agency in document["children"]
        for raw in agency["children"]
        if (project := _project(raw, counted)) is not None
    ]
    return Source(tuple(projects), tuple(sorted(counted.items())))


def _project(raw: dict[str, str], counted: Counter[str]) -> Project | None:
    start, baseline = _day(raw["start_date"]), _day(raw["completion_date_b1"])
    cost = _number(raw["planned_cost_m"])
    if start is None or baseline is None or cost is None:
        counted["projects dropped: no start, completion or planned cost is published"] += 1
        return None
    return Project(
        agency=_text(raw["agency_name"], counted),
        investment=raw["unique_investment_identifier"],
        title=_text(raw["investment_title"], counted),
        number=raw["project_id"],
        name=_text(raw["project_name"], counted),
        start=start,
        finish=_finish(raw, start, baseline, counted),
        cost=_whole_cents(cost, counted),
        slip=-(_number(raw["schedule_variance_in_days"]) or Decimal(0)),
        overrun=-(_number(raw["cost_variance"]) or Decimal(0)),
        updated=_updated(raw["updated_date"], counted),
    )


def _finish(raw: dict[str, str], start: date, baseline: date, counted: Counter[str]) -> date:
    latest = _day(raw["projectedactual_project_completion_date_b2"])
    planned = _day(raw["planned_project_completion_date_b2"])
    finish = latest or planned or baseline
    if finish != baseline:
        counted["completions that differ from the baseline: the later publication is used"] += 1
    if finish < start:
        counted["completions before the start: the baseline is used"] += 1
        return baseline
    return finish


def _updated(text: str, counted: Counter[str]) -> date:
    day = _day(text)
    if day is None:
        counted["dates with day and month exchanged: read as month first"] += 1
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 -- a day has no zone
    return day


def _day(text: str) -> date | None:
    """A day as published, `30/09/2012`; None where there is none or it is none."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _whole_cents(cost: Decimal, counted: Counter[str]) -> Decimal:
    rounded = cost.quantize(Decimal("0.00000001"))
    if rounded != cost:
        counted["costs with fractions of a cent: rounded"] += 1
    return rounded


def _text(text: str, counted: Counter[str]) -> str:
    plain = " ".join(text.split())
    if plain != text:
        counted["names with stray spaces: tidied"] += 1
    return plain
