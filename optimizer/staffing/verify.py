"""Verifying: the search's own answer, checked in whole numbers before anyone sees it.

Not the audit: this guards against the solver's tolerances and our own slips. It reads the rows that
are handed out, not the programme.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from models.plan import Assignment, Worker
from models.stage import StageKey
from optimizer.staffing.dealing import Dealt
from optimizer.staffing.needs import Cell
from optimizer.staffing.question import Question, Someone, Supply
from optimizer.staffing.result import StaffingError
from optimizer.staffing.usage import Used, used


def verify(question: Question, dealt: Dealt) -> None:
    """Raises StaffingError where the rows break a rule of section 7."""
    usage = used(dealt.assignments)
    cells = _cells(question)
    for check in (
        _demand(question, dealt, cells),
        _people(question, dealt, usage),
        _reach(question, dealt, usage),
        _loans(question, usage),
        _limits(question, dealt, usage, cells),
        _supplies(question, dealt, cells),
    ):
        for fault in check:
            raise StaffingError(f"the staffing broke a rule: {fault}")


RowKey = tuple[StageKey, str, int, int]
"""Stage, skill, lowest level, period."""


def _cells(question: Question) -> dict[RowKey, Cell]:
    return {
        (ask.stage, need.skill, need.level, t): (need, t)
        for (need, t), asked in question.asked.items()
        for ask in asked.asks
    }


def _key(row: Assignment) -> RowKey:
    return (
        StageKey(row.initiative or "", row.stage or 0),  # type: ignore[arg-type] # no work, no cell
        row.skill,
        row.lowest_level,
        row.period,
    )


def _demand(question: Question, dealt: Dealt, cells: dict[RowKey, Cell]) -> Iterator[str]:
    served: Counter[RowKey] = Counter()
    for row in dealt.assignments:
        if row.retrained is None:
            served[_key(row)] += row.slices
            if row.slices <= 0 or cells[_key(row)][0].team != row.team:
                yield f"row of {row.who}"
    for lacking in (*dealt.shortages, *dealt.unserved):
        stage = StageKey(lacking.initiative, lacking.stage)
        served[stage, lacking.skill, lacking.lowest_level, lacking.period] += lacking.slices
    asked = {
        (ask.stage, need.skill, need.level, t): ask.slices
        for (need, t), wanted in question.asked.items()
        for ask in wanted.asks
    }
    if dict(served) != asked:
        yield "demand is not what is served"


def _people(question: Question, dealt: Dealt, usage: Used) -> Iterator[str]:
    taught: Counter[tuple[str, int]] = Counter()
    for row in dealt.assignments:
        if row.retrained is not None:
            taught[row.who, row.period] += row.slices
    teams: Counter[tuple[str, int]] = Counter((p, t) for p, _, t in usage)
    over: Counter[tuple[str, int]] = Counter()
    people = {person.id: person for person in question.people}
    for (p, team, t), slices in usage.items():
        over[p, t] += max(0, slices - people[p].lock(team, t))
    for person in question.people:
        for t in range(question.horizon):
            name = person.id, t
            if over[name] + person.locked_in_all[t] + taught[name] > person.available[t]:
                yield f"time of {person.id} in {t}"
            if teams[name] > question.most_teams:
                yield f"teams of {person.id} in {t}"


def _reach(question: Question, dealt: Dealt, usage: Used) -> Iterator[str]:
    people = {person.id: person for person in question.people}
    for row in dealt.assignments:
        if row.worker is Worker.PERSON:
            level = people[row.who].skills.get(row.skill, 0)  # type: ignore[index] # a person's ID
            if level < (row.lowest_level if row.retrained is None else 1):
                yield f"skill of {row.who}"
    for (p, team, t), slices in usage.items():
        if slices > people[p].room(team, t):
            yield f"reach of {p} to {team} in {t}"


def _loans(question: Question, usage: Used) -> Iterator[str]:
    people = {person.id: person for person in question.people}
    for p, team, t in usage:
        person = people[p]
        if person.longest is not None and team != person.home:
            run = range(t, t + person.longest + 1)
            if all((p, team, later) in usage for later in run):
                yield f"loan of {p} to {team} from {t}"


def _limits(
    question: Question, dealt: Dealt, usage: Used, cells: dict[RowKey, Cell]
) -> Iterator[str]:
    people: dict[str, Someone] = {person.id: person for person in question.people}
    sums: defaultdict[tuple[str, str, int], int] = defaultdict(int)
    for (p, team, t), slices in usage.items():
        person = people[p]
        if person.function is not None:
            sums["borrow", person.function, t] += slices
        elif person.home is not None and person.home != team:
            sums["lend", person.home, t] += slices
    for row in dealt.assignments:
        sums["absorb", row.team or "", row.period] += row.slices
        home = people[row.who].home if row.worker is Worker.PERSON else None
        if home is not None and (row.retrained or not cells[_key(row)][0].service):
            sums["keep", home, row.period] += row.slices
    limits: dict[tuple[str, str, int], int] = {}
    for kind, by_team in (
        ("lend", question.lend),
        ("absorb", question.absorb),
        ("keep", question.keep),
    ):
        limits |= {(kind, team, t): most for (team, t), most in by_team.items()}
    limits |= {("borrow", function, t): most for (function, t), most in question.borrow.items()}
    for (kind, name, t), total in sums.items():
        most = limits.get((kind, name, t), total)
        if total > most:
            yield f"{kind} of {name} in {t}"


def _supplies(question: Question, dealt: Dealt, cells: dict[RowKey, Cell]) -> Iterator[str]:
    given: Counter[tuple[Worker, str, int]] = Counter()
    taught: Counter[tuple[str, int]] = Counter()
    supplies: dict[tuple[Worker, str], Supply] = {(Worker.POOL, g.id): g for g in question.pools}
    supplies |= {(Worker.HIRE, o.id): o for o in question.hires}
    for row in dealt.assignments:
        if row.retrained is not None:
            taught[row.retrained, row.period] += row.slices
        elif row.worker is not Worker.PERSON:
            given[row.worker, row.who, row.period] += row.slices
            supply, need = supplies[row.worker, row.who], cells[_key(row)][0]
            if not supply.may_serve(need):
                yield f"{supply.id} at {need.team}"
    for (worker, name, t), slices in given.items():
        if slices > supplies[worker, name].slices[t]:
            yield f"{name} in {t}"
    yield from (
        f"retrained for {option.id} in {t}"
        for option in question.hires
        for t, slices in enumerate(option.slices)
        if option.from_skill is not None and taught[option.id, t] != slices
    )
