"""No finding of the rules of the operating model stops the plan."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import outcome


def nothing_forbids_planning(audit: Context) -> Check:
    """Every finding that the plan carries is a warning, or an error that someone waived."""
    findings = audit.plan.findings
    results = (str(row) if row.stops else None for row in findings)
    return outcome("The plan carries warnings and waived errors only", results)
