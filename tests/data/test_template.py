"""The template: examples that hold together, drop-downs, help while one types, colours."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import formualizer
import openpyxl
import pytest

import headgate
from data.assembly import TITLES
from data.context import Context
from data.examples.story import story
from data.reading import read
from data.sheets import settings
from data.sheets.all_sheets import BY_FIELD, SHEETS
from data.sheets.column import LISTS, Column
from data.sheets.sheet import Sheet
from data.sheets.waivers import RULES as WAIVABLE
from data.template import write_template
from data.workbook import examples
from data.workbook.bounds import bounds
from data.workbook.lists import LISTINGS
from data.workbook.samples import samples
from data.writing import write
from models.base import Frozen
from models.initiative import Benefit
from models.person import PersonSkill
from models.plan import TrancheState
from models.portfolio import Portfolio
from models.references import check
from models.references.dangling import REFERENCES, STAGES
from models.references.identifiers import KEYS
from models.stage import Stage
from optimizer.gates.verdicts import GATE_RULE
from optimizer.rules.findings import RULES
from tests.data.draft import errors
from tests.data.test_other_readers import by_openpyxl, ours

Book = Any
"""openpyxl's workbook."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as it is handed out."""
    path = tmp_path_factory.mktemp("template") / "p.xlsx"
    write_template(path)
    return path


@pytest.fixture(scope="module")
def book(template: Path) -> Book:
    """The same, opened."""
    return openpyxl.load_workbook(template)


def _columns() -> Iterator[tuple[Sheet[Any], int, Column]]:
    for sheet in SHEETS:
        for at, column in enumerate(sheet.columns):
            yield sheet, at, column


def _rule(book: Book, sheet: str, header: str) -> Any:  # noqa: ANN401 - openpyxl's validation
    """What is allowed in a column."""
    page = book[sheet]
    letter = next(cell.column_letter for cell in page[1] if cell.value == header)
    rules = page.data_validations.dataValidation
    return next(one for one in rules if str(one.sqref).startswith(f"{letter}2:"))


def _example_rows(page: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:  # noqa: ANN401 - openpyxl's sheet
    """Title and filled rows by header of each sheet that the page shows."""
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    titles = {sheet.title for sheet in SHEETS}
    for at, row in enumerate(rows):
        if row[0] in titles:
            heads = rows[at + 1]
            found = []
            for cells in rows[at + 2 :]:
                if not any(cell is not None for cell in cells):
                    break
                pairs = zip(heads, cells, strict=True)
                found.append({h: c for h, c in pairs if h is not None and c is not None})
            yield str(row[0]), found


def _read(value: Any) -> Any:  # noqa: ANN401 - a cell
    from decimal import Decimal

    if isinstance(value, datetime):
        return value.date()
    return Decimal(str(value)) if isinstance(value, int | float) else value


def _shown(book: Book) -> Portfolio:
    """The portfolio that the rows on the sheet Examples make."""
    told = story()
    context = Context.of(told.settings)
    fields: dict[str, Any] = {"settings": told.settings}
    for title, rows in _example_rows(book[examples.TITLE]):
        sheet = next(each for each in SHEETS if each.title == title)
        if sheet.field == "pools":
            teams = fields["teams"]
            context = Context.of(told.settings)
            context = Context(
                currency=context.currency,
                exponent=context.exponent,
                slice=context.slice,
                teams=frozenset(team.id for team in teams),
                domains=frozenset(team.domain for team in teams),
            )
        fields[sheet.field] = tuple(
            sheet.to_object({head: _read(cell) for head, cell in row.items()}, context)
            for row in rows
        )
    return Portfolio(**fields)


def test_every_sheet_has_example_rows_that_its_own_parser_takes(book: Book) -> None:
    shown = dict(_example_rows(book[examples.TITLE]))
    assert list(shown) == [sheet.title for sheet in SHEETS]
    assert all(rows for rows in shown.values())
    assert _shown(book) == story()


def test_the_examples_together_are_sound_and_can_be_planned(book: Book) -> None:
    portfolio = _shown(book)
    assert check(portfolio) == ()
    plan = headgate.plan(portfolio)
    assert plan.checks
    assert all(one.passed for one in plan.checks)
    states = [row.state for row in plan.stages]
    assert states.count(TrancheState.RELEASE_NOW) >= 1
    assert TrancheState.RELEASED in states


def test_the_template_is_the_same_every_time(template: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == template.read_bytes()


def test_bounds_are_those_of_the_models() -> None:
    def bounded(row: type[Frozen], field: str) -> list[int | None]:
        return [None if bound is None else int(bound) for bound in bounds(row, field)]

    assert bounded(Stage, "periods") == [1, 1_000]
    assert bounded(Stage, "capex") == [0, 100]
    assert bounded(PersonSkill, "level") == [1, 5]
    assert bounded(Benefit, "after_stage") == [1, 99]  # or none
    assert bounded(Stage, "name") == [None, None]
    assert bounded(Stage, "no such field") == [None, None]


def test_every_column_has_an_example() -> None:
    known = samples()
    assert [
        (sheet.title, column.header)
        for sheet, _, column in _columns()
        if (sheet.title, column.header) not in known
    ] == []
    assert known["Periods", "Start"] == "2027-01-01"
    assert known["Stages", "Spend profile"] == "2;1"


def test_examples_and_lists_are_never_read_nor_wondered_at(template: Path, tmp_path: Path) -> None:
    expected = [
        "Settings!B2: is empty and must be filled",
        "Settings!B3: is empty and must be filled",
        "Settings!B4: is empty and must be filled",
        "Periods: has no period",
    ]
    for strict in (False, True):
        reading = read(template, strict=strict)
        assert [text.split(";")[0] for text in errors(reading)] == expected
        assert len(reading.issues) == len(expected)
    changed = openpyxl.load_workbook(template)
    changed.create_sheet("Ideas")
    changed.save(tmp_path / "p.xlsx")
    reading = read(tmp_path / "p.xlsx", strict=True)
    assert any("unknown sheet" in str(issue) for issue in reading.issues)


def test_examples_and_lists_are_not_written_as_csv(tmp_path: Path) -> None:
    write(story(), tmp_path / "p")
    names = {path.stem for path in (tmp_path / "p").glob("*.csv")}
    assert names == TITLES
    assert names.isdisjoint({LISTS, examples.TITLE})


def test_a_written_portfolio_has_no_examples_in_it(tmp_path: Path) -> None:
    write(story(), tmp_path / "p.xlsx")
    assert examples.TITLE not in openpyxl.load_workbook(tmp_path / "p.xlsx").sheetnames
    assert ours(tmp_path / "p.xlsx") == by_openpyxl(tmp_path / "p.xlsx")


def test_every_column_that_refers_to_another_sheet_has_a_drop_down(book: Book) -> None:
    for reference in (*REFERENCES, *STAGES):
        rule = _rule(book, reference.sheet, reference.column)
        assert rule.type == "list", reference
        assert "OFFSET(" in rule.formula1
        assert rule.errorStyle == "warning"
    for sheet, header in (("Demand", "Skill"), ("Hiring", "From skill"), ("Pools", "Skill")):
        assert f"{LISTS}!$E$4" in _rule(book, sheet, header).formula1


def test_fixed_words_have_lists(book: Book) -> None:
    for sheet, _, column in _columns():
        if column.kind.choices:
            rule = _rule(book, sheet.title, column.header)
            assert rule.formula1 == f'"{",".join(column.kind.choices)}"'


def test_gaps_between_rows_do_not_cut_a_drop_down(book: Book) -> None:
    formula = _rule(book, "Initiatives", "Team").formula1
    cells = "Teams!$A$2:$A$5001"
    height = f'MAX(1,SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))-1)'
    assert formula == f"OFFSET(Teams!$A$2,0,0,{height},1)"


def test_help_and_refusals_are_whole_sentences_with_an_example(book: Book) -> None:
    for sheet, at, column in _columns():
        page = book[sheet.title]
        rule = _rule(book, sheet.title, column.header)
        note = page.cell(1, at + 1).comment
        for text in (rule.prompt, note.text):
            assert text.startswith(column.about)
            assert text.splitlines()[-1] == f"Example: {samples()[sheet.title, column.header]}"
        assert "…" not in rule.prompt.removeprefix(column.about).replace("1, 2, …", "")
        assert len(rule.prompt) <= 255
        if rule.type is not None and rule.showErrorMessage:
            assert rule.error.endswith("."), rule.error
            assert len(rule.error) < 255


def test_notes_have_boxes_that_show_all_of_them(book: Book, template: Path) -> None:
    with zipfile.ZipFile(template) as archive:
        names = [name for name in archive.namelist() if "vmlDrawing" in name]
        boxes = {len(re.findall("<v:shape ", archive.read(name).decode())) for name in names}
        shapes = "".join(archive.read(name).decode() for name in names)
    heights = [float(height) for height in re.findall(r"height:([0-9.]+)pt", shapes)]
    titles = [settings.TITLE, *(sheet.title for sheet in SHEETS)]
    notes = [cell.comment.text for title in titles for cell in book[title][1]]
    assert len(heights) == len(notes)
    assert boxes == {3, *(len(sheet.columns) for sheet in SHEETS)}
    for height, text in zip(sorted(heights), sorted(notes, key=len), strict=True):
        assert height >= 11 * (len(text) / 60 + 2)


def test_colours_look_at_other_sheets_through_names_only(book: Book) -> None:
    names = set(book.defined_names)
    used: set[str] = set()
    for sheet in SHEETS:
        for area in book[sheet.title].conditional_formatting:
            for rule in area.rules:
                assert "!" not in rule.formula[0]
                used |= set(re.findall("All_[A-Za-z_]+", rule.formula[0]))
    assert used == names - {"Decimals_of_the_currency"}
    assert book.defined_names["All_Teams_Team"].attr_text == "Teams!$A$2:$A$5001"


def test_formulas_are_short_enough_for_every_program(book: Book) -> None:
    for page in book:
        for rule in page.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255


def test_all_rows_of_a_long_sheet_have_help_and_colours(tmp_path: Path) -> None:
    from tests.portfolios import build, person, team

    people = [person(f"p{number}", "web", {"build": 1}) for number in range(4_500)]
    write(build(team("web"), *people), tmp_path / "p.xlsx")
    page: Any = openpyxl.load_workbook(tmp_path / "p.xlsx")["Skills"]
    rules = page.data_validations.dataValidation
    assert all(str(rule.sqref).endswith("5501") for rule in rules)
    looked = [(str(area.sqref), area.rules[0].formula[0]) for area in page.conditional_formatting]
    assert all(area.endswith("5501") for area, _ in looked)
    assert not any("SUMPRODUCT" in formula for _, formula in looked)


def test_what_may_be_waived_are_gates_and_the_rules_there_are() -> None:
    assert set(WAIVABLE) == {GATE_RULE, *RULES}


def test_keys_are_those_that_reading_holds_rows_to() -> None:
    assert {key.field for key in KEYS} == {sheet.field for sheet in SHEETS if sheet.key}
    for key in KEYS:
        rows = getattr(story(), key.field)
        sheet = BY_FIELD[key.field]
        fields = [column.field for column in sheet.columns if column.header in sheet.key]
        assert key.of(rows[0]) == tuple(getattr(rows[0], field) for field in fields)


# what the rules say, worked out by another program

_EXACT = re.compile(r"EXACT\(([^,()]+),([^,()]+)\)")


def _known(formula: str) -> str:
    """The oracle knows no EXACT over ranges; here no names differ by capitals alone."""
    return "=" + re.sub(r"--EXACT", "1*EXACT", _EXACT.sub(r"(\1=\2)", formula))


def _spoilt(folder: Path, cells: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Columns (`Sheet!A`) of the story that a rule refuses or colours once cells are changed.

    A rule looks at the first row; it is asked in a cell far to the right of it.
    """
    write(story(), folder / "p.xlsx")
    book: Any = openpyxl.load_workbook(folder / "p.xlsx")
    book[LISTS].delete_cols(2, 9)  # what checks need of it stands in its first column
    asked: dict[tuple[str, str], tuple[str, str]] = {}
    for place, value in cells.items():
        title, _, cell = place.partition("!")
        book[title][cell].value = value
    for sheet in SHEETS:
        page = book[sheet.title]
        rules = [
            ("refused", str(rule.sqref), rule.formula1)
            for rule in page.data_validations.dataValidation
            if rule.type == "custom"
        ]
        for area in page.conditional_formatting:
            rules += [("coloured", str(area.sqref), rule.formula[0]) for rule in area.rules]
        for at, (kind, area, formula) in enumerate(rules, start=40):
            column = area.partition("2:")[0]
            if kind == "refused" and page[f"{column}2"].value is None:
                continue  # rules let empty cells be
            page.cell(2, at).value = _known(formula)
            asked[sheet.title, page.cell(2, at).coordinate] = (kind, f"{sheet.title}!{column}")
    book.save(folder / "asked.xlsx")
    said = formualizer.recalculate_file(
        str(folder / "asked.xlsx"), output=str(folder / "answered.xlsx")
    )
    assert said["status"] == "success"
    answers: Any = openpyxl.load_workbook(folder / "answered.xlsx", data_only=True)
    result: dict[str, set[str]] = {"refused": set(), "coloured": set()}
    for (title, cell), (kind, column) in asked.items():
        answer = answers[title][cell].value
        assert isinstance(answer, bool), (column, answer)
        if answer is (kind == "coloured"):
            result[kind].add(column)
    return result["refused"], result["coloured"]


def test_nothing_of_a_sound_portfolio_is_refused_or_coloured(tmp_path: Path) -> None:
    assert _spoilt(tmp_path, {}) == (set(), set())


_BOUNDS: dict[str, tuple[Any, Any]] = {
    "Periods!C2": (date(2027, 1, 20), date(2026, 12, 31)),
    "Periods!E2": (date(2027, 1, 20), date(2027, 3, 31)),
    "Stages!D2": (1250.25, 1250.255),
    "Stages!J2": (date(2027, 1, 15), date(2027, 1, 16)),
    "Outcomes!C2": (date(2027, 1, 15), date(2027, 1, 16)),
    "Releases!D2": (date(2027, 1, 15), date(2027, 1, 16)),
    "Releases!C2": (0, -1),
    "Demand!D2": (1.5, 1.55),
    "Hiring!D2": (0, -0.1),
    "People!E2": (1, 1.1),
    "Benefits!I2": ("0;0.5;1", "0;0,5;1"),
    "Envelopes!E2": ("5%", "lots"),
    "Envelopes!F2": (0, -5),
    "Objectives!H2": ("2x 3 of 4", "two"),
    "Teams!A2": ("p?y", "pay"),
    "Funds!A2": ("*", "upkeep"),
}
"""What is still taken, and what is refused."""


def test_cells_are_taken_up_to_their_bounds(tmp_path: Path) -> None:
    good = _spoilt(tmp_path, {cell: pair[0] for cell, pair in _BOUNDS.items()})
    assert good[0] == set()
    bad = _spoilt(tmp_path, {cell: pair[1] for cell, pair in _BOUNDS.items()})
    assert bad[0] == {cell.removesuffix("2") for cell in _BOUNDS}


_WRONG: dict[str, Any] = {
    "Initiatives!B2": None,  # missing
    "Initiatives!C2": "s*p",  # unknown, though it would match as a pattern
    "Initiatives!I2": "2027-Q4",
    "Initiatives!J2": "2027-Q3",  # finishes before it starts
    "Stages!K2": "ghost",  # unknown
    "Stages!B3": 1,  # twice
    "Demand!C2": "dance",  # unknown
    "Benefits!D2": 3,  # no such stage
    "Periods!C2": date(2026, 12, 31),  # ends before it starts, and before its release date
    "Pools!F2": "2027-Q1",  # leaves before it comes
    "Skills!B3": "build",  # twice
}


def test_what_is_wrong_is_coloured_and_nothing_else(tmp_path: Path) -> None:
    columns = {cell.rstrip("23") for cell in _WRONG} - {"Initiatives!I"}
    columns |= {"Periods!E"}
    gone = {"Benefits!D", "Demand!B", "Dependencies!D"}  # stage 2 became a second stage 1
    assert _spoilt(tmp_path, _WRONG)[1] == columns | gone


def test_lists_have_each_name_once_and_the_values_that_another_program_finds(
    tmp_path: Path, portfolio: Portfolio
) -> None:
    write(portfolio, tmp_path / "p.xlsx")
    shown: Any = openpyxl.load_workbook(tmp_path / "p.xlsx", data_only=True)[LISTS]
    entries = {
        cells[2].value: [cell.value for cell in cells[3:] if cell.value not in (None, "")]
        for cells in shown.iter_cols(min_col=2)
    }
    assert entries["Windows"] == ["W1", "W2"]
    assert entries["Windows of envelopes"] == ["each", "all", "W1", "W2"]
    assert entries["Domains"] == ["checkout"]
    assert entries["Skills"] == ["build", "design", "data", "ops", "marketing"]
    assert entries["Teams and domains"] == ["checkout", "shop", "pricing", "cloud"]
    assert "kind: platform" in entries["Scopes"]
    assert entries["Scopes"][-2:] == ["team: pricing", "team: cloud"]
    assert entries["Terms of funds"][:2] == ["capex", "opex"]
    assert {"EUR", "JPY", "KWD"} <= set(entries["Currencies"])
    book: Any = openpyxl.load_workbook(tmp_path / "p.xlsx")
    for at, listing in enumerate(LISTINGS, start=2):
        if listing.distinct is not None:  # the oracle knows no MATCH of a range in a range
            for row in range(4, book[LISTS].max_row + 1):
                cell = book[LISTS].cell(row, at)
                cell.value = shown.cell(row, at).value or None
    book.save(tmp_path / "asked.xlsx")
    formualizer.recalculate_file(str(tmp_path / "asked.xlsx"), output=str(tmp_path / "new.xlsx"))
    found: Any = openpyxl.load_workbook(tmp_path / "new.xlsx", data_only=True)[LISTS]
    for row in shown.iter_rows():
        for cell in row:
            assert (found[cell.coordinate].value or "") == (cell.value or ""), cell.coordinate


def test_amounts_take_the_decimals_of_the_currency_once_it_is_known(
    book: Book, tmp_path: Path
) -> None:
    def formats(workbook: Book) -> dict[str, str]:
        return {
            rule.formula[0]: rule.dxf.numFmt.formatCode
            for area in workbook["Budgets"].conditional_formatting
            for rule in area.rules
            if "Decimals" in rule.formula[0]
        }

    name = "Decimals_of_the_currency"
    wanted = {f"{name}=0": "#,##0", f"{name}=3": "#,##0.000", f"{name}=4": "#,##0.0000"}
    assert formats(book) == wanted
    write(story(), tmp_path / "p.xlsx")
    assert formats(openpyxl.load_workbook(tmp_path / "p.xlsx")) == {}


def test_settings_offer_currencies_and_say_what_they_take(book: Book) -> None:
    rules = {str(rule.sqref): rule for rule in book[settings.TITLE].data_validations.dataValidation}
    currency = rules["B3"]
    assert currency.formula1.startswith(f"OFFSET({LISTS}!")
    assert currency.errorStyle in (None, "stop")
    assert rules["B4"].type == "custom"
    assert (rules["B8"].formula1, rules["B8"].formula2) == ("1", "20")
