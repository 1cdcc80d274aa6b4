"""A public instance of project portfolio selection and scheduling, as published.

The file is JSON; numbers are read as decimals, so that nothing is lost. Years and projects count
from 0, as in the file. Source: the PPSSolver repository of J. Liu (MIT licence).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Project:
    """One project."""

    name: str
    cost: tuple[Decimal, ...]
    """In each year after its start."""
    value: tuple[Decimal, ...]
    """In each year after its start."""
    duration: int
    """Years."""
    prerequisites: tuple[int, ...]
    """Projects that are selected, and finished before this one starts."""
    exclusions: tuple[int, ...]
    """Projects that are not selected if this one is."""
    stream: int
    """The capability stream that it belongs to."""


@dataclass(frozen=True)
class Instance:
    """What is to be selected and scheduled."""

    name: str
    projects: tuple[Project, ...]
    years: int
    """Starts are in years 0 to this one, exclusive."""
    budget: tuple[Decimal, ...]
    """Most cost per year; further years than starts are allowed in."""
    ongoing: tuple[Decimal, ...]
    """Most cost per year of projects that are not in their first year."""
    initiation: tuple[Decimal, ...]
    """Most cost per year of projects in their first year."""
    streams: tuple[Decimal, ...]
    """Most cost of each stream's projects in the years in which starts are allowed, together."""
    most_starts: int
    """Per year."""
    rate: Decimal
    """Discount per year, as a share."""


def load(path: Path) -> Instance:
    """Reads a published file; raises KeyError where something is missing."""
    raw = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Instance(
        name=raw["identifier"],
        projects=tuple(_project(each) for each in raw["projects"]),
        years=raw["planning_window"],
        budget=_decimals(raw["budget"]),
        ongoing=_decimals(raw["ongoing_budget"]),
        initiation=_decimals(raw["initiation_budget"]),
        streams=_decimals(raw["capability_stream_budgets"]),
        most_starts=raw["initiation_range"][1],
        rate=Decimal(raw["discount_rate"]),
    )


def _project(raw: dict[str, Any]) -> Project:
    return Project(
        name=raw["name"],
        cost=_decimals(raw["cost"]),
        value=_decimals(raw["value"]),
        duration=raw["duration"],
        prerequisites=tuple(raw["prerequisites"]),
        exclusions=tuple(raw["exclusions"]),
        stream=raw["capability_stream"],
    )


def _decimals(numbers: list[Decimal | int]) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)
