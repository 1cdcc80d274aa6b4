"""No function lends more of its people's time than it agreed to."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import FunctionId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def function_lends_within_limit(p: Programme) -> Iterator[Row]:
    """Flows of a function's people <= Most FTE lent, per period (section 7: function)."""
    most = {row.id: row.most_lent for row in p.problem.index.portfolio.functions}
    lent: defaultdict[tuple[FunctionId, int], list[int]] = defaultdict(list)
    for (group, _, t), column in p.v.flow.items():
        if group.kin.function is not None:
            lent[group.kin.function, t].append(column)
    for (function, t), columns in lent.items():
        limit = most.get(function)
        if limit is not None:
            name = ("function_lends_within_limit", function, t)
            yield at_most(name, [(column, 1) for column in columns], limit)
