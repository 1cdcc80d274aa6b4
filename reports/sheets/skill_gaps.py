"""The sheet Skill gaps: skills needed, skills there, and what more of them would be worth."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Worker
from models.plan_tables import SHORTAGES
from models.units import PeriodIndex, SkillId
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Toned
from reports.context import Context
from reports.page import FIRST_TABLE, Page

TABLE = "SkillUse"
_TIGHT = 0.9
"""From this share of the supply in use a skill is called tight."""
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
_SHORT = (
    Column("Initiative", widest=40),
    Column("Initiative ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Skill", widest=30),
    Column("Lowest level", Kind.COUNT),
    Column("Period"),
    Column("FTE short", Kind.FTE, total=True),
)


def _heat_columns(context: Context) -> tuple[Column, ...]:
    return (
        Column("Skill", widest=30),
        *(Column(period, Kind.WORD, narrowest=11) for period in context.periods),
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
    share = needed / supply if supply else 1.0
    tone = "tight" if share >= _TIGHT else "busy"
    return Toned(f"tight {share:.0%}" if tone == "tight" else f"{share:.0%}", tone)


def _detail(book: Book) -> Iterator[tuple[Cell, ...]]:
    skills = book.skills
    for skill in skills.all:
        for t in book.context.index.calendar.indices:
            cell = (skill, t)
            worth = skills.worth.get(cell)
            worths = (round(worth) if worth else None,) if book.context.view.pay else ()
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
    """A map of skills by period, then the numbers behind it."""
    page.title(
        "Skill gaps",
        "How much of each skill is needed of what there is. Someone with two skills is counted at "
        "both, so a skill can be scarce below 100 %.",
    )
    page.legend(2, 1, ("busy", "tight", "short"), ("in use", "90 % or more", "short"))
    placed = book.keep(page.table("SkillMap", _heat_columns(book.context), _heat(book)))
    note = (
        "Committed work that nobody can do. It stays committed, and its skill is to be found first."
    )
    row = page.section(placed.below, "Shortages", note)
    placed = book.keep(page.table(SHORTAGES.name, _SHORT, _shortages(book.context), row))
    currency = book.context.portfolio.settings.currency
    worth = f" The worth of one more FTE in a period is indicative, in {currency}."
    note = "In FTE." + (worth if book.context.view.pay else "")
    row = page.section(placed.below, "Period by period", note)
    columns = (*_DETAIL, _WORTH) if book.context.view.pay else _DETAIL
    book.keep(page.table(TABLE, columns, _detail(book), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Skill gaps", "people", draw)
