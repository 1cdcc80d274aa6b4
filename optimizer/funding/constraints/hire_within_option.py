"""Nobody works who has not been hired."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import OptionId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def hire_within_option(p: Programme) -> Iterator[Row]:
    """Flows of an option <= hired, per period (formulation, section 7: hire)."""
    used: defaultdict[tuple[OptionId, int], list[int]] = defaultdict(list)
    for (option, _, t), column in p.v.hire_flow.items():
        used[option, t].append(column)
    for (option, t), columns in used.items():
        terms = [(column, 1) for column in columns] + [(p.v.hired[option, t], -1)]
        yield at_most(("hire_within_option", option, t), [*terms], 0)
