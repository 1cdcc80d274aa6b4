"""What the commands, the ledger's aside, answer with `--json`: one document with always the same keys.

| key | meaning |
| --- | --- |
| headgate | version |
| command | its name, such as `plan` |
| status | `ok`, `faults`, `optimal`, `within gap`, `best found`, `time limit`, `stopped`, `no plan`, `nothing found`, `audit failed`, `not written`, `refused`, `usage`, `internal error` |
| exit | the exit code |
| message | one or more lines for people |
| portfolio, as_of | name and day of the portfolio |
| currency, exponent | of all money here: 12345 with EUR and 2 is EUR 123.45 |
| value, bound | what the plan is worth, and what no plan can exceed, in whole minor units |
| gap | distance to the bound as a share of it: 0.001 is 0.1 % |
| seconds | since the command started |
| tranches | how many are in each state |
| findings | faults, warnings and waived findings, each with its place |
| checks | checks of the audit |
| output | file written |

Some commands add keys of their own, which the README names.
What is not known is null (no plan: value, bound, gap, tranches), never left out.
"""  # noqa: E501 - a row of the table is a line

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headgate.errors import Exit
from models.plan import TrancheState

if TYPE_CHECKING:
    from models.issue import Issue
    from models.plan import Check, Plan
    from models.portfolio import Portfolio


@dataclass(frozen=True)
class Answer:
    """One command's answer."""

    command: str
    status: str
    code: Exit
    seconds: float
    message: str = ""
    portfolio: Portfolio | None = None
    plan: Plan | None = None
    findings: tuple[Issue, ...] = ()
    checks: tuple[Check, ...] = ()
    output: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)
    """What only this command answers, by further keys at the end."""

    def as_json(self) -> str:
        """The document described at the head of this file."""
        from importlib.metadata import version

        head = {
            "headgate": version("headgate"),
            "command": self.command,
            "status": self.status,
            "exit": int(self.code),
            "message": self.message,
        }
        tail = {
            "seconds": round(self.seconds, 3),
            "tranches": None if self.plan is None else tranches(self.plan),
            "findings": [_finding(issue) for issue in self.findings],
            "checks": [check.model_dump(mode="json") for check in self.checks],
            "output": self.output,
        }
        document = head | self._about() | self._worth() | tail | dict(self.more)
        return json.dumps(document, indent=2, ensure_ascii=False)

    def _about(self) -> dict[str, object]:
        if self.portfolio is None:
            return dict.fromkeys(("portfolio", "as_of", "currency", "exponent"))
        settings = self.portfolio.settings
        return {
            "portfolio": settings.name,
            "as_of": settings.as_of.isoformat(),
            "currency": settings.currency,
            "exponent": settings.exponent,
        }

    def _worth(self) -> dict[str, object]:
        if self.plan is None:
            return dict.fromkeys(("value", "bound", "gap"))
        return {"value": self.plan.value.total, "bound": self.plan.bound, "gap": self.plan.gap}


def tranches(plan: Plan) -> dict[str, int]:
    """How many tranches are in each state, every state named."""
    count = Counter(stage.state for stage in plan.stages)
    return {state.value: count[state] for state in TrancheState}


def _finding(issue: Issue) -> dict[str, object]:
    return issue.model_dump(mode="json") | {
        "at": str(issue.place),
        "stops": issue.stops,
        "message": str(issue),
    }
