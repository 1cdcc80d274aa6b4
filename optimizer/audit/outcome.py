"""What a check says: how much it looked at, and the first things that are wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from models.plan import Check
from optimizer.audit.context import Context

Auditor: TypeAlias = Callable[[Context], Check]
"""A check of the registry."""

Results: TypeAlias = Iterable[str | None]
"""One entry per thing looked at: None where it is right, else what is wrong with it."""

SHOWN = 3
"""Most failures told in full."""


def outcome(name: str, results: Results, things: int | None = None) -> Check:
    """The check with this name in business words, from what was found for each thing.

    Where many things are held against one sum, `things` says how many they are.
    """
    checked, failures = 0, 0
    told: list[str] = []
    for result in results:
        checked += 1
        if result is None:
            continue
        failures += 1
        if len(told) < SHOWN:
            told.append(result)
    if failures > SHOWN:
        told.append(f"and {failures - SHOWN:,} more")
    return Check(
        name=name,
        passed=not failures,
        checked=checked if things is None else things,
        detail="; ".join(told),
    )
