"""The front door: command line, pipeline and the public Python API.

    import headgate

    portfolio = headgate.read("portfolio.xlsx")
    plan = headgate.plan(portfolio, time_limit=30)
    plan.stages_frame()                      # a pandas DataFrame
    headgate.audit(portfolio, plan)          # every check, restated from scratch
    headgate.write(plan, "plan.xlsx")
    headgate.explain(portfolio, "Shop")      # why, and what alone would change it

Names are imported when they are first used: `headgate --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headgate.api import (
        alternatives,
        audit,
        check,
        compare,
        diagnose,
        explain,
        plan,
        read,
        write,
    )
    from headgate.errors import (
        AuditFailed,
        HeadgateError,
        InputError,
        InputFaults,
        NothingFound,
        OutputError,
        Unsolvable,
        UsageError,
    )
    from headgate.planned import Plan
    from headgate.why import Why
    from models.portfolio import Portfolio

__all__ = [
    "AuditFailed",
    "HeadgateError",
    "InputError",
    "InputFaults",
    "NothingFound",
    "OutputError",
    "Plan",
    "Portfolio",
    "Unsolvable",
    "UsageError",
    "Why",
    "alternatives",
    "audit",
    "check",
    "compare",
    "diagnose",
    "explain",
    "plan",
    "read",
    "write",
]

_HOME = {
    "Plan": "headgate.planned",
    "Portfolio": "models.portfolio",
    "Why": "headgate.why",
} | dict.fromkeys(
    (
        "alternatives",
        "audit",
        "check",
        "compare",
        "diagnose",
        "explain",
        "plan",
        "read",
        "write",
    ),
    "headgate.api",
)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'headgate' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "headgate.errors")), name)


def __dir__() -> list[str]:
    """The public names, so that completion shows them before they are imported."""
    return sorted(__all__)
