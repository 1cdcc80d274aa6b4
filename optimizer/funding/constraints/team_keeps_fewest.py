"""No team lends people below its fewest."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.variables import is_away


def team_keeps_fewest(p: Programme) -> Iterator[Row]:
    """Own people's flows to other teams <= max(0, own - fewest, locked elsewhere) (section 7)."""
    lent: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for (group, node, t), column in p.v.flow.items():
        home = group.kin.home
        if home is not None and is_away(group, node):
            lent[home, t].append(column)
    for (home, t), columns in lent.items():
        fewest = p.problem.index.teams[home].fewest
        if fewest is None:
            continue
        own = p.own_time[home][t] - fewest
        limit = max(0, own, p.locked_elsewhere[home][t])
        yield at_most(("team_keeps_fewest", home, t), [(c, 1) for c in columns], limit)
