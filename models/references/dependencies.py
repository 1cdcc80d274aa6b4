"""Dependencies that ask for nothing or for the impossible."""

from __future__ import annotations

from collections.abc import Iterator

from models.dependency import Dependency, DependencyType
from models.issue import Issue
from models.portfolio import Portfolio
from models.references.report import error, place, warning

_SHEET = "Dependencies"


def dependencies(portfolio: Portfolio) -> Iterator[Issue]:
    """Lag and Flag cost belong to finish-start, and nothing depends on itself."""
    seen: dict[Dependency, int] = {}
    for at, row in enumerate(portfolio.dependencies):
        if row.type is not DependencyType.FINISH_START:
            yield from _extras(at, row)
        if row.before == row.after:
            yield from _itself(portfolio, at, row)
        first = seen.setdefault(row, at)
        if first != at:
            also = [place((_SHEET, first))]
            yield warning(
                (_SHEET, at), "Before", "the same row is there twice", "one of them", also
            )


def _extras(at: int, row: Dependency) -> Iterator[Issue]:
    if row.lag:
        what = f"a lag has no meaning for '{row.type.value}'"
        yield error((_SHEET, at), "Lag", what, "empty, or finish-start in Type")
    if row.flag_cost is not None:
        what = f"a feature flag has no meaning for '{row.type.value}'"
        yield error((_SHEET, at), "Flag cost", what, "empty, or finish-start in Type")


def _itself(portfolio: Portfolio, at: int, row: Dependency) -> Iterator[Issue]:
    """Within an initiative only a later stage may wait, for the finish of an earlier one."""
    last = max((x.stage for x in portfolio.stages if x.initiative == row.before), default=1)
    before = row.before_stage if row.before_stage is not None else last
    after = row.after_stage if row.after_stage is not None else 1
    if row.type is not DependencyType.FINISH_START or before >= after:
        what = f"'{row.before}' depends on itself"
        yield error((_SHEET, at), "After", what, "two initiatives", [place((_SHEET, at), "Before")])
