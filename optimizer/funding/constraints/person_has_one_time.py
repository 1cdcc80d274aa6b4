"""Nobody's time is used twice, however many skills they have."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.needs import Group


def person_has_one_time(p: Programme) -> Iterator[Row]:
    """Flows + retrained time of a group <= its slices, per period (section 7: one time)."""
    used: defaultdict[tuple[Group, int], list[int]] = defaultdict(list)
    for group, t, column in _uses(p):
        used[group, t].append(column)
    numbers = {group: number for number, group in enumerate(p.problem.workforce.groups)}
    for (group, t), columns in used.items():
        time = p.problem.workforce.groups[group][t]
        yield at_most(
            ("person_has_one_time", numbers[group], t), [(column, 1) for column in columns], time
        )


def _uses(p: Programme) -> Iterator[tuple[Group, int, int]]:
    for (group, _, t), column in p.v.flow.items():
        yield group, t, column
    for (group, _, t), column in p.v.retrained.items():
        yield group, t, column
