"""The sheet Stage rules: every stage held against the rules of time, gates and money, live.

Each rule is a column of 0 and 1 over the figures beside it; Checks adds them up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from models.plan import TrancheState
from models.plan_tables import FUNDING
from models.stage import StageKey
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.facts.stage_facts import StageFacts
from reports.page import FIRST_TABLE, Page
from reports.sheets.inputs import PERIODS

TABLE = "StageRules"
_NOW, _HELD = TrancheState.RELEASE_NOW.value, TrancheState.HELD.value
_OUT = TrancheState.RELEASED.value
_FIRST = FIRST_TABLE + 2
"""Row, from 1, of the first stage here and on the Funding plan."""
_GIVEN = (
    Column("Initiative", widest=34),
    Column("ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("State", Kind.WORD, narrowest=12),
    Column("Start number", Kind.COUNT),
    Column("Periods", Kind.COUNT),
    Column("End number", Kind.COUNT),
    Column("Earliest number", Kind.COUNT),
    Column("Latest end number", Kind.COUNT),
    Column("Must be done"),
    Column("Only one of", widest=20),
    Column("May start"),
    Column("Began as number", Kind.COUNT),
    Column("Tranche", Kind.MONEY),
    Column("Charged", Kind.MONEY),
    Column("To release", Kind.MONEY),
)


class Rule(NamedTuple):
    """One rule over a row: letters stand for its cells, `{r}` is it, `{b}` the one above."""

    header: str
    formula: str
    broken: Callable[[StageFacts, StageFacts | None], bool]
    """The same, worked out by us; the second is the stage before of the same initiative."""


_CHOSEN = f'$D{{r}}<>"{_OUT}",$E{{r}}<>""'
RULES: tuple[Rule, ...] = (
    Rule(
        "May not start",
        f'AND({_CHOSEN},$L{{r}}="no")',
        lambda row, _: row.chosen and not row.may_start,
    ),
    Rule(
        "Too early",
        f'AND({_CHOSEN},$H{{r}}<>"",N($E{{r}})<N($H{{r}}))',
        lambda row, _: row.chosen and (row.started or 0) < (row.earliest or -(10**6)),
    ),
    Rule(
        "Out of order",
        f'AND({_CHOSEN},$C{{r}}>1,$G{{b}}<>"",N($E{{r}})<=N($G{{b}}))',
        lambda row, before: (
            row.chosen
            and before is not None
            and before.finish is not None
            and (row.started or 0) <= before.finish
        ),
    ),
    Rule(
        "Too late",
        f'AND({_CHOSEN},$I{{r}}<>"",N($G{{r}})>N($I{{r}}))',
        lambda row, _: row.chosen and row.latest is not None and (row.finish or 0) > row.latest,
    ),
    Rule(
        "Must and is not",
        f'AND($J{{r}}="yes",$D{{r}}<>"{_OUT}",$E{{r}}="")',
        lambda row, _: row.must and not row.committed and row.started is None,
    ),
    Rule(
        "Overcharged",
        "$O{r}-$N{r}>{half}",
        lambda row, _: row.paid > row.row.amount,
    ),
    Rule(
        "State is wrong",
        f'OR(AND($D{{r}}="{_NOW}",N($E{{r}})<>1),'
        f'AND(OR($D{{r}}="{TrancheState.PLANNED.value}",$D{{r}}="{_HELD}"),$E{{r}}=""),'
        f'AND(OR($D{{r}}="{TrancheState.NOT_FUNDED.value}",'
        f'$D{{r}}="{TrancheState.STOPPED.value}"),$E{{r}}<>""))',
        lambda row, _: _contradicts(row),
    ),
    Rule(
        "Not the tranche asked for",
        "ABS($N{r}-'Funding plan'!$I{r})>{half}",
        lambda row, _: row.stage.tranche != row.row.amount,
    ),
    Rule(
        "Closed by its gate",
        "$P{r}-N('Funding plan'!$J{r})>{half}",
        lambda *_: False,
    ),
)


def _contradicts(row: StageFacts) -> bool:
    """Whether the state of a tranche is not what the plan does with its stage."""
    state, start = row.row.state, row.started
    if state is TrancheState.RELEASE_NOW:
        return start != 1
    if state in (TrancheState.PLANNED, TrancheState.HELD):
        return start is None
    return state in (TrancheState.NOT_FUNDED, TrancheState.STOPPED) and start is not None


ALTERNATIVE = "Second of alternatives"
MOVED = "Start moved"
"""Rules that look at more than their own row."""


def lines_of(book: Book) -> Mapping[StageKey, int]:
    """The row, from 1, of each stage."""
    return {row.key: line for line, row in enumerate(book.context.by_team, _FIRST)}


def _columns() -> tuple[Column, ...]:
    headers = (*(rule.header for rule in RULES), ALTERNATIVE, MOVED)
    return (*_GIVEN, *(Column(header, Kind.COUNT, total=True) for header in headers))


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    facts = book.stages
    half = f"0.{'0' * book.styles.decimals}5"
    before: StageFacts | None = None
    for line, row in enumerate(facts, _FIRST):
        if before is not None and before.row.initiative != row.row.initiative:
            before = None
        yield (
            *_given(book, row, line),
            *(_rule(rule, row, before, line, half) for rule in RULES),
            _alternative(row, facts, line),
            _moved(book, row, line),
        )
        before = row


def _given(book: Book, row: StageFacts, line: int) -> Iterator[Cell]:
    context, funding = book.context, FUNDING.sheet
    yield context.names.initiative(row.row.initiative)
    yield row.row.initiative
    yield row.row.stage
    yield Live(f"='{funding}'!$F{line}", row.row.state.value)
    number = _number(book, line)
    shown = f'IF({number}=0,"",{number})'
    yield Live(f'=IF($D{line}="{_OUT}",IF($M{line}="","",$M{line}),{shown})', _blank(row.started))
    yield row.stage.periods
    yield Live(f'=IF($E{line}="","",$E{line}+$F{line}-1)', _blank(row.finish))
    yield row.earliest
    yield row.latest
    yield "yes" if row.must else None
    yield row.group or None
    yield "yes" if row.may_start else "no"
    yield row.started if row.committed else None
    yield row.stage.tranche
    yield _charged(book, row)
    yield row.row.release_now or None


def _blank(number: int | None) -> int | str:
    return "" if number is None else number


def _number(book: Book, line: int) -> str:
    """Number of the period that the Funding plan names as the start; 0 for none."""
    periods = book.tables[PERIODS]
    if not book.context.periods:
        return "0"
    names, numbers = (
        f"{periods.sheet}!${letter}${periods.first + 1}:${letter}${periods.last + 1}"
        for letter in "AF"
    )
    return f"SUMPRODUCT(({names}='{FUNDING.sheet}'!$G{line})*{numbers})"


def _charged(book: Book, row: StageFacts) -> Cell:
    """What funds are charged for it: the sum of its payments, where they are shown."""
    lines = book.payment_lines.get(row.row.key)
    if lines is None:
        return row.paid or None
    return Live(f"=SUM(Payments!$J${lines[0]}:$J${lines[1]})", row.paid)


def _rule(rule: Rule, row: StageFacts, before: StageFacts | None, line: int, half: str) -> Live:
    formula = rule.formula.format(r=line, b=line - 1, half=half)
    return Live(f"=IF({formula},1,0)", int(rule.broken(row, before)))


def _alternative(row: StageFacts, facts: tuple[StageFacts, ...], line: int) -> Cell:
    """1 for each started initiative of a group of which more than one is started."""
    if not row.group:
        return 0
    on = "*".join(
        f"(${letter}${_FIRST}:${letter}${_FIRST + len(facts) - 1}{test})"
        for letter, test in (("K", f"=$K{line}"), ("E", '<>""'))
    )
    formula = f'=IF(AND($E{line}<>"",SUMPRODUCT(1*{on})>1),1,0)'
    return Live(formula, int(_is_second(row, facts)))


def _moved(book: Book, row: StageFacts, line: int) -> Cell:
    """1 where committed work does not stand where it began."""
    if not row.committed or row.started is None or not 1 <= row.started <= book.context.horizon:
        return 0
    return Live(f"=IF({_number(book, line)}=$M{line},0,1)", 0)


def counted(facts: tuple[StageFacts, ...]) -> Mapping[str, int]:
    """How many stages break each rule, by the header of its column."""
    found = dict.fromkeys((*(rule.header for rule in RULES), ALTERNATIVE, MOVED), 0)
    for before, row in zip((None, *facts), facts, strict=False):
        same = before if before and before.row.initiative == row.row.initiative else None
        for rule in RULES:
            found[rule.header] += rule.broken(row, same)
        found[ALTERNATIVE] += _is_second(row, facts)
    return found


def _is_second(row: StageFacts, facts: tuple[StageFacts, ...]) -> bool:
    """Whether more than one of its group is started, it among them."""
    if not row.group or row.started is None:
        return False
    return sum(other.group == row.group and other.started is not None for other in facts) > 1


def draw(page: Page, book: Book) -> None:
    """One row per stage, in the order of the Funding plan."""
    page.title(
        "Stage rules",
        "Every stage held against the rules of time, gates and money. 1 = the rule is broken; "
        "periods are numbered from 1, the current one.",
        link="Checks",
    )
    book.keep(page.table(TABLE, _columns(), _rows(book)))
    page.finish(FIRST_TABLE, 3)


SHEET = SheetSpec("Stage rules", "control", draw)
