"""The ledger for a general ledger: a line per fund and entry that moves money."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from data.atomic import replacing
from data.folder.escape import written
from data.values import Shown
from models.fund import CostType
from models.ledger import Act, Entry, Share
from models.stage import StageKey


class Posting(NamedTuple):
    """Money out of a fund, or (negative) back into it; amounts in currency units, exact."""

    entry: int
    day: date
    posted: str
    """UTC."""
    act: str
    portfolio: str
    initiative: str
    stage: int
    request: str
    fund: str
    capex: Decimal
    opex: Decimal
    amount: Decimal
    currency: str
    by: str
    why: str
    hash: str


HEADERS = (
    "Entry", "Day", "Posted (UTC)", "Act", "Portfolio", "Initiative", "Stage", "Request", "Fund",
    "Capex", "Opex", "Amount", "Currency", "By", "Why", "Hash",
)  # fmt: skip


def postings(entries: Sequence[Entry]) -> Iterator[Posting]:
    """All money that moves: releases out, reversals and what was not spent back."""
    out: dict[tuple[str, StageKey], tuple[Share, ...]] = {}
    for entry in entries:
        draft = entry.draft
        tranche = draft.portfolio, draft.key
        if draft.act is Act.RELEASE:
            out[tranche] = draft.shares
            yield from _posted(entry, draft.shares, 1)
        elif draft.act is Act.REVERSE:
            yield from _posted(entry, draft.shares, -1)
        elif draft.act is Act.CLOSE:
            yield from _posted(entry, _left(out[tranche], draft.shares), -1)


def _left(out: Iterable[Share], spent: Iterable[Share]) -> tuple[Share, ...]:
    """What was not spent, share by share."""
    used = Counter({(row.fund, row.cost_type): row.amount for row in spent})
    rows = (
        row.model_copy(update={"amount": row.amount - used[row.fund, row.cost_type]}) for row in out
    )
    return tuple(row for row in rows if row.amount)


def _posted(entry: Entry, shares: Iterable[Share], sign: int) -> Iterator[Posting]:
    draft = entry.draft
    funds: dict[str, Counter[CostType]] = {}
    for share in shares:
        funds.setdefault(share.fund or "", Counter())[share.cost_type] += share.amount
    for fund, by_type in sorted(funds.items()):
        capex, opex = (
            Decimal(sign * by_type[kind]).scaleb(-draft.exponent)
            for kind in (CostType.CAPEX, CostType.OPEX)
        )
        yield Posting(
            entry=entry.sequence,
            day=draft.day,
            posted=entry.at,
            act=draft.act.value,
            portfolio=draft.portfolio,
            initiative=draft.initiative,
            stage=draft.stage,
            request=draft.request,
            fund=fund,
            capex=capex,
            opex=opex,
            amount=capex + opex,
            currency=draft.currency,
            by=draft.by,
            why=draft.why,
            hash=entry.hash,
        )


def write_postings(entries: Sequence[Entry], path: Path) -> int:
    """Writes them to a .csv or .xlsx file, all or nothing; answers how many. Raises OSError."""
    rows = tuple(postings(entries))
    with replacing(path) as temporary:
        if path.suffix.casefold() == ".csv":
            _write_csv(rows, temporary)
        else:
            _write_workbook(rows, temporary)
    return len(rows)


def _write_csv(rows: Iterable[Posting], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADERS)
        for row in rows:
            cells: tuple[Shown, ...] = row
            writer.writerow(map(written, cells))


def _write_workbook(rows: Sequence[Posting], path: Path) -> None:
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Postings")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        places = max((-row.amount.as_tuple().exponent for row in rows), default=2)  # type: ignore[operator] # finite
        day, text = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"indent": 1})
        money = book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else "")})
        widths = (7, 11, 27, 10, 18, 16, 7, 10, 16, 15, 15, 15, 9, 14, 30, 20)
        for column, (header, width) in enumerate(zip(HEADERS, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, head)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(number, column, value, money)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, value, text)
        sheet.print_area(0, 0, len(rows), len(HEADERS) - 2)  # a hash is for programs
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(HEADERS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
