"""Moves are counted as they are."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def moves_are_counted(audit: Context) -> Check:
    """Time moved is what arrives at teams away from home, against the plan in force."""
    return outcome("Moves are counted as they are", _moves(audit), len(audit.effort.moved))


def _moves(audit: Context) -> Results:
    stated, right = audit.words.time(audit.plan.moved), audit.words.time(audit.worth.moved)
    same = audit.plan.moved == audit.worth.moved
    yield None if same else f"{right} moves, and the plan says {stated}"
