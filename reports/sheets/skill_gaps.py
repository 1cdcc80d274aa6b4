"""The sheet Skill gaps: skills needed, skills there, what is missing, and what would help."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from models.plan import Worker
from models.plan_tables import SHORTAGES
from models.units import PeriodIndex, SkillId
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Toned
from reports.context import Context
from reports.facts.gaps import TIGHT, GapKind, priced
from reports.facts.remedies import MOST_WANTED, Remedy
from reports.page import FIRST_TABLE, Page
from reports.remedy_words import sentence, there_in, ways

TABLE = "SkillUse"
REMEDIES = "GapList"
_PERIOD = 11
"""Width of the columns of periods: all tables of the sheet stand on them."""
_DETAIL = (
    Column("Skill", widest=30),
    Column("Period"),
    Column("Needed", Kind.FTE),
    Column("By people", Kind.FTE),
    Column("By pools", Kind.FTE),
    Column("By hires", Kind.FTE),
    Column("Short", Kind.FTE, "={Needed}-{By people}-{By pools}-{By hires}"),
    Column("People who have it", Kind.FTE),
    Column("Pools", Kind.FTE),
    Column("Hires", Kind.FTE),
    Column("Free", Kind.FTE),
)
_WORTH = Column("Worth of one more FTE", Kind.COUNT)
"""For finance only: where hiring is what one more would replace, its price is what is seen."""
_COST = Column("Cost of the remedy", Kind.MONEY)
"""For finance only: what a remedy costs tells what people, pools and hires are paid."""
_SHORT = (
    Column("Initiative", widest=40),
    Column("Initiative ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Skill", widest=_PERIOD),
    Column("Lowest level", Kind.COUNT),
    Column("Period"),
    Column("FTE short", Kind.FTE, total=True),
)


def _heat_columns(context: Context) -> tuple[Column, ...]:
    return (
        Column("Skill", widest=30),
        *(Column(period, Kind.WORD, narrowest=_PERIOD) for period in context.periods),
        Column("FTE × periods asked for by what is not funded", Kind.FTE),
    )


def _heat(book: Book) -> Iterator[tuple[Cell, ...]]:
    for skill in book.skills.all:
        cells = (_share(book, skill, t) for t in book.context.index.calendar.indices)
        yield (skill, *cells, book.skills.unfunded.get(skill, 0))


def _share(book: Book, skill: SkillId, t: PeriodIndex) -> Cell:
    """Share of those who could do it that is needed, with a word where it is much."""
    needed, supply = book.skills.needed((skill, t)), book.skills.supply((skill, t))
    if book.skills.short.get((skill, t), 0):
        return Toned("short", "short")
    if not needed:
        return Toned("–" if supply else "nobody", "free")
    share = Fraction(needed, supply) if supply else Fraction(1)
    tone = "tight" if share >= TIGHT else "busy"
    shown = f"{float(share):.0%}"
    return Toned(f"tight {shown}" if tone == "tight" else shown, tone)


def _gap_columns(book: Book) -> tuple[Column, ...]:
    """Periods stand where they stand in the map above."""
    context = book.context
    worth = (_WORTH,) if _priced(book) else ()
    cost = (_COST,) if context.view.pay else ()
    return (
        Column("Skill", widest=30),
        *(Column(period, Kind.FTE, narrowest=_PERIOD) for period in context.periods),
        Column("FTE × periods missing", Kind.FTE),
        Column("Gap", Kind.WORD, narrowest=12),
        Column("Lowest level", Kind.COUNT),
        Column("Team", widest=26),
        Column("For", widest=34),
        Column("Remedy", widest=20),
        Column("There in"),
        Column("Cheapest remedy", widest=64, narrowest=50),
        Column("FTE × periods filled", Kind.FTE),
        Column("Still open", Kind.FTE, "={FTE × periods missing}-{FTE × periods filled}"),
        *worth,
        *cost,
    )


def _gaps(book: Book) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    for remedy in book.remedies.all:
        gap = remedy.gap
        yield (
            gap.skill,
            *remedy.missing,
            sum(remedy.missing),
            gap.kind.value,
            gap.lowest_level,
            "everywhere" if gap.team is None else names.team(gap.team),
            ", ".join(sorted(map(names.initiative, gap.work))),
            ways(remedy),
            there_in(remedy, context),
            sentence(remedy, context),
            remedy.filled,
            remedy.open,
            *_money(book, remedy),
        )


def _money(book: Book, remedy: Remedy) -> tuple[Cell, ...]:
    """What the missing time would be worth, and what the remedy costs."""
    if not book.context.view.pay:
        return ()
    worth = priced(remedy.gap, lambda skill, t: book.skills.worth.get((skill, t)))
    worths = (round(worth) if worth else None,) if _priced(book) else ()
    return (*worths, remedy.cost)


def _gap_note(book: Book) -> str:
    """How to read the table of gaps."""
    note = (
        "FTE missing by period. Short: committed work. Tight: what would bring the use of a skill "
        "below 90 %. Not funded: what it would take besides money, begun as early as its own dates "
        "allow. What one gap takes is not offered to the next."
    )
    listed = sum(remedy.gap.kind is GapKind.NOT_FUNDED for remedy in book.remedies.all)
    if listed == MOST_WANTED:
        note += (
            f" What is not funded makes {len(book.remedies.wanted):,} requests for a skill at a "
            f"team; the {MOST_WANTED} largest that the team cannot meet by itself are listed."
        )
    return note


def _price_note(book: Book) -> str:
    """What the amounts are, for those who see them."""
    context = book.context
    if not context.view.pay:
        return ""
    currency = context.portfolio.settings.currency
    if context.plan.prices:
        worth = f"The worth of one more FTE in a period is indicative, in {currency}."
    else:
        worth = "One more FTE is not priced: portfolios of more than 600 stages go without prices."
    return f"{worth} A remedy costs what it costs within the plan, for as long as it has to stay."


def _detail(book: Book) -> Iterator[tuple[Cell, ...]]:
    skills = book.skills
    for skill in skills.all:
        for t in book.context.index.calendar.indices:
            cell = (skill, t)
            worth = skills.worth.get(cell)
            worths = (round(worth) if worth else None,) if _priced(book) else ()
            yield (
                skill,
                book.context.names.period(t),
                skills.needed(cell),
                *(
                    skills.served[kind].get(cell, 0)
                    for kind in (Worker.PERSON, Worker.POOL, Worker.HIRE)
                ),
                skills.short.get(cell, 0),
                *(
                    part.get(cell, 0)
                    for part in (skills.owned, skills.pools, skills.hires, skills.free)
                ),
                *worths,
            )


def _priced(book: Book) -> bool:
    return book.context.view.pay and bool(book.context.plan.prices)


def _shortages(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in context.plan.shortages:
        yield (
            context.names.initiative(row.initiative),
            row.initiative,
            row.stage,
            row.skill,
            row.lowest_level,
            context.names.period(row.period),
            row.slices,
        )


def draw(page: Page, book: Book) -> None:
    """A map of skills by period, what is missing and what would help, then the numbers."""
    page.title(
        "Skill gaps",
        "How much of each skill is needed of what there is. Someone with two skills is counted at "
        "both, so a skill can be scarce below 100 %.",
    )
    page.legend(2, 1, ("busy", "tight", "short"), ("in use", "90 % or more", "short"))
    placed = book.keep(page.table("SkillMap", _heat_columns(book.context), _heat(book)))
    row = page.section(placed.below, "What is missing, and the cheapest remedy", _gap_note(book))
    if note := _price_note(book):
        page.sheet.write_string(row - 1, 0, note, page.styles.subtitle)
        row += 1
    placed = book.keep(page.table(REMEDIES, _gap_columns(book), _gaps(book), row))
    note = (
        "Committed work that nobody can do. It stays committed, and its skill is to be found first."
    )
    row = page.section(placed.below, "Shortages", note)
    placed = book.keep(page.table(SHORTAGES.name, _SHORT, _shortages(book.context), row))
    row = page.section(placed.below, "Period by period", "In FTE.")
    columns = (*_DETAIL, _WORTH) if _priced(book) else _DETAIL
    book.keep(page.table(TABLE, columns, _detail(book), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Skill gaps", "people", draw)
