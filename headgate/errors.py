"""What can stop Headgate, as exceptions: each knows its exit code and says what happened."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line needs these names before it needs pydantic
    from collections.abc import Iterable

    from models.issue import Issue
    from models.plan import Check, Plan


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    INTERNAL = 1
    """Headgate itself went wrong; a report was kept."""
    INPUT = 2
    """Faults in the input, or a command line that cannot be understood."""
    UNSOLVABLE = 3
    """No plan can satisfy the portfolio."""
    NOTHING_FOUND = 4
    """No plan was found within the time limit."""
    STOPPED = 130
    """Stopped by the user."""


class HeadgateError(Exception):
    """Anything that Headgate says no to. `str()` of it is fit to be shown."""

    code: Exit = Exit.INTERNAL


class InputError(HeadgateError):
    """The input has faults; nothing is planned from it."""

    code = Exit.INPUT

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep all that was found, warnings included."""
        self.issues = tuple(issues)
        """Every fault and warning, in the order in which they are to be shown."""
        super().__init__(self.issues)

    def __str__(self) -> str:
        """One line per issue."""
        return "\n".join(str(issue) for issue in self.issues)


class InputFaults(InputError):
    """The rows can be read but contradict each other or the rules of the operating model."""


class Unsolvable(HeadgateError):
    """No plan can satisfy the portfolio."""

    code = Exit.UNSOLVABLE

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep the conflict: the rows that cannot all hold."""
        self.issues = tuple(issues)
        """The rows that clash, and what would settle it."""
        super().__init__(self.issues)

    def __str__(self) -> str:
        """What clashes, one line per row."""
        lines = ("No plan can satisfy this portfolio.", *(str(issue) for issue in self.issues))
        return "\n".join(lines)


class NothingFound(HeadgateError):
    """No plan was found before the time was up; that does not prove that there is none."""

    code = Exit.NOTHING_FOUND

    def __init__(self, seconds: float | None = None) -> None:
        """Keep how long was searched, where it is known."""
        self.seconds = seconds
        super().__init__(seconds)

    def __str__(self) -> str:
        """What happened, and what to do about it."""
        within = "the time limit" if self.seconds is None else f"{self.seconds:.0f} s"
        return f"No plan was found within {within}; give it more time (--time-limit SECONDS)."


class AuditFailed(HeadgateError):
    """The audit refused the plan that was found: an error in Headgate, so nothing is written."""

    def __init__(self, checks: Iterable[Check], plan: Plan | None = None) -> None:
        """Keep the checks, and the refused plan for whoever looks into it."""
        self.checks = tuple(checks)
        self.plan = plan
        super().__init__(self.checks)

    def __str__(self) -> str:
        """The checks that failed, one line each."""
        failed = (f"{check.name}: {check.detail}" for check in self.checks if not check.passed)
        return "\n".join(("The audit refused the plan; nothing was written.", *failed))


class OutputError(HeadgateError):
    """The result could not be kept where it was asked for."""

    code = Exit.INPUT


class ClusterError(HeadgateError):
    """A cluster cannot be had, is lost, or has workers that could answer otherwise."""

    code = Exit.INPUT


class UsageError(HeadgateError):
    """The command line asks for something that cannot be done."""

    code = Exit.INPUT


class LedgerError(HeadgateError):
    """The ledger cannot be had, or does not allow what is asked; it was not changed."""

    code = Exit.INPUT
