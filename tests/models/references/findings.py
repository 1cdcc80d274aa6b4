"""What the checks of references say, as people read it."""

from models.issue import Severity
from models.portfolio import Portfolio
from models.references import check


def errors(portfolio: Portfolio) -> list[str]:
    """Everything that stops planning."""
    return [str(issue) for issue in check(portfolio) if issue.severity is Severity.ERROR]


def warnings(portfolio: Portfolio) -> list[str]:
    """Everything else."""
    return [str(issue) for issue in check(portfolio) if issue.severity is Severity.WARNING]


def also(portfolio: Portfolio) -> list[str]:
    """The other places of the only error."""
    [issue] = [issue for issue in check(portfolio) if issue.severity is Severity.ERROR]
    return [str(place) for place in issue.also]
