"""All that can be said of an input without solving: faults, contradictions, rule findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from headgate.errors import InputError, InputFaults, Unsolvable
from models.issue import Issue, Place, Severity
from models.plan import Plan
from models.portfolio import Portfolio

if TYPE_CHECKING:
    from data.sources import Sources
    from models.earlier import Earlier

T = TypeVar("T")


@dataclass(frozen=True)
class Checked:
    """An input with all that was found in it."""

    portfolio: Portfolio | None
    """None where its rows cannot be understood."""
    issues: tuple[Issue, ...]
    """Errors first, each with its cell where the input has cells."""
    locate: Callable[[Issue], Issue]
    """Fills the cell of an issue that names sheet, row and column."""
    sources: Sources = field(default_factory=dict, repr=False)
    """Where each row and column stands, for inputs with cells."""

    @property
    def stops(self) -> bool:
        """Whether nothing may be planned."""
        return self.portfolio is None or any(issue.stops for issue in self.issues)

    def sound(self) -> Portfolio:
        """The portfolio; raises InputError with every issue if something stops it."""
        if self.portfolio is None or self.stops:
            raise InputError(self.issues)
        return self.portfolio

    @contextmanager
    def located(self) -> Iterator[None]:
        """Whatever of the portfolio is refused in this block is refused with its cells."""
        try:
            yield
        except Unsolvable as conflict:
            raise Unsolvable(map(self.locate, conflict.issues)) from conflict
        except InputFaults as faults:
            raise InputFaults(map(self.locate, faults.issues)) from faults


def check(path: Path, *, rules: bool = True, strict: bool = False) -> Checked:
    """Read an input and look for everything that is wrong with it, in one pass.

    The rules of the operating model are only judged where all references hold, and not at all
    with `rules=False`. With `strict`, columns and sheets that Headgate does not know are errors.
    Raises InputError where there is no such file.
    """
    if not path.exists():
        raise InputError([missing(path)])
    from data.reading import read

    reading = read(path, strict=strict)
    issues = list(reading.issues)
    if reading.portfolio is not None and rules:
        from optimizer.rules import findings

        issues += map(reading.locate, findings(reading.portfolio))
    found = tuple(sorted(issues, key=_weight))
    return Checked(reading.portfolio, found, reading.locate, reading.sources)


def _weight(issue: Issue) -> int:
    """Stopping errors first, then warnings, then what was waived; each in the order found."""
    if issue.stops:
        return 0
    return 1 if issue.waived_by is None else 2


def missing(path: Path) -> Issue:
    """There is no such file; names the nearest one."""
    folder = path.parent
    if not folder.is_dir():
        allowed = f"there is no folder {folder} either"
    else:
        near = get_close_matches(path.name, (found.name for found in folder.iterdir()), 1)
        allowed = f"did you mean {folder / near[0]}?" if near else "check the name and the folder"
    return Issue(
        severity=Severity.ERROR,
        place=Place(sheet=str(path)),
        what="there is no such file",
        allowed=allowed,
    )


def read_plan(path: Path, found: Checked) -> Plan:
    """Read a written plan of an input.

    What the input alone decides (verdicts and findings) is taken from there. Raises InputError
    where the input is not sound, or there is no such file, or it holds no plan.
    """
    from data.plan_reading import read_plan as read
    from optimizer.gates import judge

    portfolio = found.sound()
    plan = _planned(path, portfolio, read)
    return plan.model_copy(update={"verdicts": judge(portfolio), "findings": found.issues})


def read_earlier(path: Path, portfolio: Portfolio) -> Earlier:
    """Read what a plan of an earlier state of a portfolio still says; raises InputError as above.

    A row that names what is no longer there is passed over.
    """
    from data.plan_reading import read_earlier as read

    return _planned(path, portfolio, read)


def _planned(path: Path, portfolio: Portfolio, read: Callable[[Path, Portfolio], T]) -> T:
    if not path.exists():
        raise InputError([missing(path)])
    from data.plan_reading import PlanFault

    try:
        return read(path, portfolio)
    except PlanFault as faults:
        raise InputError(faults.issues) from faults
