"""What a spreadsheet program allows while a cell is typed: drop-downs, bounds, a word of help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from data.context import Context
from data.kinds.dates import Day
from data.kinds.k_of_n import KOfNText
from data.kinds.limit import LimitCell
from data.kinds.listing import Weights
from data.kinds.money import Amount
from data.kinds.number import Number, Percentage, Whole
from data.kinds.people import Fte
from data.kinds.text import Reference
from data.sheets import settings
from data.sheets.column import LISTS, Alert, Column
from data.sheets.sheet import Sheet
from data.workbook.bounds import bounds
from data.workbook.lists import BY_SOURCE, numbers, offered
from data.workbook.ranges import AS_OF, DECIMALS, SLICE, Ranges, own
from models.base import Frozen
from models.settings import Settings

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_OLDEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)
_LARGEST = 10**15
_HUNDRED = 100


class _Rule(NamedTuple):
    """What is allowed, and the sentence that says so to whoever typed something else."""

    options: dict[str, Any]
    message: str
    alert: Alert = Alert.STOP


@dataclass(frozen=True)
class Validations:
    """The rules of one workbook."""

    ranges: Ranges
    context: Context
    samples: Mapping[tuple[str, str], str]
    """Examples by sheet and header."""

    def of(self, sheet: Sheet[Frozen], column: Column) -> dict[str, Any]:
        """XlsxWriter's options for the cells of a column."""
        return self._options(sheet.title, column, self._of_sheet(sheet, column))

    def of_setting(self, key: Column, row: int) -> dict[str, Any]:
        """The same for the value of a setting, in a row of the sheet Settings (from 1)."""
        return self._options(settings.TITLE, key, self._plain(key, Settings, f"$B${row}"))

    def _options(self, sheet: str, column: Column, rule: _Rule) -> dict[str, Any]:
        options = rule.options | {
            "input_title": column.header[:_LONGEST_TITLE],
            "input_message": _short(
                column.help(self.context, self.samples.get((sheet, column.header), ""))
            ),
            "error_title": column.header[:_LONGEST_TITLE],
            "error_message": _short(rule.message),
            "ignore_blank": True,
        }
        if rule.alert is Alert.NONE:
            return options | {"show_error": False}
        return options | {"error_type": rule.alert.value}

    def _of_sheet(self, sheet: Sheet[Frozen], column: Column) -> _Rule:
        cell = own(sheet.title, column.header)
        if column.stage_of:
            return self._stage(sheet.title, column)
        if sheet.key == (column.header,):
            return self._unique(sheet.title, column, cell)
        if isinstance(column.kind, Day):
            return _day(sheet.title, column, cell)
        return self._plain(column, sheet.row, cell)

    def _plain(self, column: Column, row: type[BaseModel], cell: str) -> _Rule:
        """What hangs on the cell alone."""
        kind = column.kind
        if kind.choices:
            words = ", ".join(kind.choices)
            return _Rule({"validate": "list", "source": list(kind.choices)}, f"One of: {words}.")
        if column.offer is not None or isinstance(kind, Reference):
            return self._listed(column)
        if isinstance(kind, Day):
            return _day("", column, cell)
        return _number(column, bounds(row, column.field), cell)

    def _listed(self, column: Column) -> _Rule:
        """A drop-down of names; those that may come later are asked about and taken."""
        offer, source = column.offer, column.kind.source
        if offer is not None and offer.sheet == LISTS:
            names = offered(offer.header)
            stop = offer.alert is Alert.STOP
            said = "Only what the list offers." if stop else f"Not in the list: {_kept(column)}"
            return _Rule(_list(names), said, offer.alert)
        if offer is not None:
            return _Rule(_list(self.ranges.filled(offer.sheet, offer.header)), "", offer.alert)
        if source is None:
            raise ValueError(f"{column.header} has nothing to offer")
        sheet, header = source
        once = isinstance(column.kind, Reference) and column.kind.listed
        listing = None if once else BY_SOURCE[source]
        names = self.ranges.filled(sheet, header) if listing is None else offered(listing)
        message = (
            f"Sheet {sheet} has no such name in its column {header} yet. Keep it if the name will "
            f"be there later, spelt the same way, capitals included; else pick one from the list."
        )
        return _Rule(_list(names), message, Alert.WARNING)

    def _stage(self, sheet: str, column: Column) -> _Rule:
        """As many numbers as the initiative of the row has stages."""
        names, stages = (self.ranges.column("Stages", each) for each in ("Initiative", "Stage"))
        row = own(sheet, column.stage_of)
        count = f"SUMPRODUCT(MAX(EXACT({names},{row})*{stages}))"
        message = (
            f"The initiative in column {column.stage_of} has no stage of this number on sheet "
            "Stages yet. Keep it if the stage will be there later; else pick a number from the "
            "list, such as 1."
        )
        return _Rule(_list(numbers(count)), message, Alert.WARNING)

    def _unique(self, sheet: str, column: Column, cell: str) -> _Rule:
        """A name that no other row has; wildcards in it are letters like others."""
        formula = f"=SUMPRODUCT(--EXACT({self.ranges.here(sheet, column.header)},{cell}))<=1"
        message = (
            f"Another row of {sheet} has this name already. Each {column.header.lower()} needs a "
            "name of its own: add something that tells them apart, such as 2."
        )
        return _Rule({"validate": "custom", "value": formula}, message)


def _kept(column: Column) -> str:
    return f"keep it if it is one of these: {column.kind.unit(Context())}."


def _list(source: str) -> dict[str, Any]:
    return {"validate": "list", "source": f"={source}"}


def _day(sheet: str, column: Column, cell: str) -> _Rule:
    """A day, on the right side of the other days of the row."""
    tests = [f"ISNUMBER({cell})", f"{cell}=INT({cell})", f"{cell}>={_serial(_OLDEST)}"]
    tests.append(f"{cell}<={_serial(_LATEST)}")
    said = [f"A date from {_OLDEST.year} to {_LATEST.year}, as in 2027-01-31"]
    if column.not_before:
        tests.append(f"{cell}>={own(sheet, column.not_before)}")
        said.append(f"not before {column.not_before}")
    if column.not_after:
        tests.append(f"{cell}<={own(sheet, column.not_after)}")
        said.append(f"not after {column.not_after}")
    if column.past is not Alert.NONE:
        tests.append(f"{cell}<={AS_OF}")
        said.append("not after the as-of date of Settings")
    alert = Alert.STOP if column.past is Alert.NONE else column.past
    return _Rule(_custom(tests), ", ".join(said) + ".", alert)


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _custom(tests: Sequence[str]) -> dict[str, Any]:
    return {"validate": "custom", "value": f"=AND({','.join(tests)})"}


def _number(column: Column, bound: tuple[Any, Any], cell: str) -> _Rule:  # noqa: PLR0911 - one return for each kind
    low, high = bound
    match column.kind:
        case Whole():
            least, most = int(low or 0), int(high if high is not None else _LARGEST)
            options = {"validate": "integer", "criteria": "between", "minimum": least}
            upper = f" to {most:,}" if most < _LARGEST else ""
            return _Rule(
                options | {"maximum": most},
                f"A whole number from {least}{upper}, as in {least or 1}.",
            )
        case Percentage():
            options = {"validate": "decimal", "criteria": "between", "minimum": 0}
            said = "Per cent from 0 to 100: 40, or a cell shown as 40 %."
            return _Rule(options | {"maximum": _HUNDRED}, said)
        case Amount():
            tests = [f"ISNUMBER({cell})", f"{cell}>=0", f"ROUND({cell},{DECIMALS})={cell}"]
            said = (
                "An amount of 0 or more, without a currency sign, with no more decimals than the "
                "currency of Settings has: 1250.50 in EUR, 1250 in JPY."
            )
            return _Rule(_custom(tests), said)
        case Fte(one=one):
            steps = f"{cell}/{SLICE}"
            tests = [f"ISNUMBER({cell})", f"{cell}>=0", f"ABS({steps}-ROUND({steps},0))<0.000001"]
            tests += [f"{cell}<=1"] if one else []
            said = (
                f"Full-time equivalents {'from 0 to 1' if one else 'of 0 or more'} in whole "
                "slices: with a Slice of 0.1 in Settings 0.5 or 1 will do, 0.25 will not."
            )
            return _Rule(_custom(tests), said)
        case LimitCell():
            formula = f'=IF(ISNUMBER({cell}),{cell}>=0,RIGHT(TRIM({cell}),1)="%")'
            said = "An amount of 0 or more, such as 250000, or a percentage, such as 20%."
            return _Rule({"validate": "custom", "value": formula}, said)
        case Weights():
            said = "Numbers with ; between them and a point for decimals, as in 0;0.5;1."
            return _Rule({"validate": "custom", "value": f'=ISERROR(FIND(",",{cell}))'}, said)
        case KOfNText():
            formula = f'=OR(LOWER({cell})="all",ISNUMBER(SEARCH(" of ",{cell})))'
            said = "Empty if it must be met; else as in 2 of 3, or with a weight 2x 3 of 4."
            return _Rule({"validate": "custom", "value": formula}, said)
        case Number():
            least, most = (low, high) if low is not None else (-_LARGEST, _LARGEST)
            options = {"validate": "decimal", "criteria": "between"}
            options |= {"minimum": float(least), "maximum": float(most)}
            wide = abs(least) >= _LARGEST
            said = "A number" if wide else f"A number from {least:f} to {most:,f}"
            return _Rule(options, f"{said}, as in {_EXAMPLE_OF.get(column.field, '1250.5')}.")
        case _:
            return _Rule({"validate": "any"}, "")


_EXAMPLE_OF = {"slice": "0.1", "overrun_price": "0.25"}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"
