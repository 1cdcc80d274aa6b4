"""Nobody is lent for longer than their longest loan."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.needs import Group
from optimizer.funding.network import Need
from optimizer.funding.variables import is_away


def loans_end(p: Programme) -> Iterator[Row]:
    """Flows to a team in L + 1 periods in a row <= the L largest times in them (section 7: loan).

    What one person may do, summed over alike people: a relaxation, made whole by the names.
    """
    lent: defaultdict[tuple[Group, TeamId], dict[int, list[int]]] = defaultdict(dict)
    for (group, node, t), column in p.v.flow.items():
        if isinstance(node, Need) and is_away(group, node) and group.kin.longest_loan is not None:
            lent[group, node.team].setdefault(t, []).append(column)
    numbers = {group: number for number, group in enumerate(p.problem.workforce.groups)}
    for (group, team), columns in lent.items():
        longest = group.kin.longest_loan or 0
        time = p.problem.workforce.groups[group]
        for t in range(p.problem.horizon - longest):
            span = range(t, t + longest + 1)
            if all(u in columns for u in span):
                limit = sum(sorted(time[u] for u in span)[1:])
                terms = [(column, 1) for u in span for column in columns[u]]
                yield at_most(("loans_end", numbers[group], team, t), [*terms], limit)
