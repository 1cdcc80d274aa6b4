"""The file itself: the same bytes, whole or not at all, text as text, nothing cut off."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import reports
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money
from reports.width import lines, width
from reports.workbook import SHEETS, render
from tests.complete import complete
from tests.portfolios import build, fund, initiative, person, stage, team
from tests.reports.handmade import handmade
from tests.reports.opened import AUDIENCES, cells, formula_cells, formulas, parts, table, values

PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "=cmd|' /c x'!A0")


def test_the_same_plan_gives_the_same_bytes(books: dict[str, bytes]) -> None:
    portfolio = complete()
    again = {audience: render(portfolio, handmade(portfolio), audience) for audience in AUDIENCES}
    assert again == books


def test_another_order_of_hashes_gives_the_same_bytes(books: dict[str, bytes]) -> None:
    program = (
        "import hashlib\n"
        "from reports.workbook import render\n"
        "from tests.complete import complete\n"
        "from tests.reports.handmade import handmade\n"
        "content = render(complete(), handmade(complete()))\n"
        "print(hashlib.sha256(content).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(reports.__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(books["all"]).hexdigest()}


def test_a_failed_write_leaves_the_old_file(
    shop: Portfolio, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        reports.write_plan(shop, plan, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_plan_writes_what_render_gives(
    shop: Portfolio, plan: Plan, books: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("old")
    reports.write_plan(shop, plan, path, "finance")
    assert path.read_bytes() == books["finance"]
    assert list(tmp_path.iterdir()) == [path]


def test_f34_text_is_never_a_formula() -> None:
    def named(names: tuple[str, ...]) -> Portfolio:
        a, b, c, d, e, f = names
        rows = (
            team(a, leader=c, domain=d),
            person(e, a, {f: 3}, cost=5_00),
            fund(b, [90_00, 90_00]),
            initiative(d, stage(10_00, 1, {f: 1}), team=a),
        )
        return build(*rows, name=a)

    plain, hostile = named(("a", "b", "c", "d", "e", "f")), named(PAYLOADS)
    for audience in AUDIENCES:
        content = render(hostile, handmade(hostile), audience)
        expected = formula_cells(render(plain, handmade(plain), audience))
        assert formula_cells(content) == expected
        assert "http://x.example" not in "".join(
            text for name, text in parts(content).items() if name.endswith(".rels")
        )
    found = set(cells(values(render(hostile, handmade(hostile)))).values())
    assert set(PAYLOADS) <= found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_is_wider_than_its_column(books: dict[str, bytes], audience: str) -> None:
    cut = []
    for sheet in formulas(books[audience]).worksheets:
        if sheet.title in ("Summary", "Roadmap"):  # drawn on a grid, with their own measure
            continue
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                room = sheet.column_dimensions[cell.column_letter].width
                if isinstance(cell.value, str) and cell.data_type != "f" and cell.fill.fill_type:
                    needed = max(width(word) for word in cell.value.split(" "))
                elif isinstance(cell.value, str) and cell.data_type != "f":
                    parts_of = cell.value.split() if cell.alignment.wrap_text else [cell.value]
                    needed = min(max(map(width, parts_of), default=0.0), 38)
                    needed *= (cell.font.size or 10) / 10
                else:
                    continue
                if needed > room and not _is_section(cell.font.size, cell.value):
                    cut.append((sheet.title, cell.coordinate, cell.value, needed, room))
    assert cut == []


def _is_section(size: float | None, text: str) -> bool:
    """Titles of parts and their notes run over empty cells to the right."""
    return size == 12 or text.endswith(".")


def test_wrapped_rows_are_high_enough(books: dict[str, bytes]) -> None:
    sheet = formulas(books["all"])["Funding plan"]
    tall = 0
    for row in sheet.iter_rows(min_row=6):
        text = row[11].value
        if isinstance(text, str):
            room = sheet.column_dimensions["L"].width - 2.6
            height = sheet.row_dimensions[row[0].row or 0].height
            assert height is not None
            assert height >= 12 * lines(text, room)
            tall += 1
    assert tall > 0


def test_no_number_has_noise() -> None:
    stages = [stage(100 * n + 7 * n % 100, 2) for n in range(1, 60)]
    portfolio = build(
        team("web"),
        fund("main", [999_999_99, 888_888_88], "spend"),
        *(initiative(f"i{n}", row) for n, row in enumerate(stages)),
    )
    seen = 0
    for sheet in formulas(render(portfolio, handmade(portfolio))).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and cell.number_format.startswith("#,##0.00"):
                    places = Decimal(repr(cell.value)).normalize().as_tuple().exponent
                    assert isinstance(places, int)
                    assert places >= -2, (sheet.title, cell.coordinate, cell.value)
                    seen += 1
    assert seen > 20


@pytest.mark.parametrize(("currency", "number_format"), [("JPY", "#,##0"), ("KWD", "#,##0.000")])
def test_amounts_have_the_decimals_of_the_currency(currency: str, number_format: str) -> None:
    portfolio = build(
        team("web"), fund("main", [90_000, 0]), initiative("a", stage(12_345)), currency=currency
    )
    content = render(portfolio, handmade(portfolio))
    sheet = formulas(content)["Funding plan"]
    assert sheet["I6"].number_format.split(";")[0] == number_format
    amount = table(content, "Funding plan", "Funding")[0]["Tranche"]
    assert amount == (12_345 if currency == "JPY" else 12.345)


def test_a_period_may_be_called_like_a_column(shop: Portfolio, plan: Plan) -> None:
    named = {"Q1": "Person", "Q2": "Skill", "Q3": "Home", "Q4": "at most"}
    text = shop.model_dump_json()
    for old, new in named.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    portfolio = Portfolio.model_validate_json(text)
    heads = table(render(portfolio, plan), "Staffing", "Staff")[0]
    assert [head.strip() for head in heads if head.strip() in named.values()] == [
        "Person", "Home", "Person", "Skill", "Home", "at most",
    ]  # fmt: skip


def test_sheets_are_frozen_printed_and_filtered(books: dict[str, bytes]) -> None:
    book = formulas(books["all"])
    printed = parts(books["all"])["xl/workbook.xml"]
    assert len(book.sheetnames) == len(SHEETS)
    for sheet in book.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.sheet_view.showGridLines
        assert sheet.page_setup.orientation == "landscape"
        if sheet.title == "Summary":
            continue
        assert sheet.freeze_panes is not None
        title, rows = str(sheet.title), "$1:$1" if len(sheet.tables) > 1 else "$5:$5"
        assert f"{title}'!{rows}" in printed or f"{title}!{rows}" in printed
        assert sheet.title == "Roadmap" or all(
            found.autoFilter is not None for found in sheet.tables.values()
        )


def test_charts_have_titles_and_units(books: dict[str, bytes]) -> None:
    charts = [text for name, text in parts(books["all"]).items() if name.startswith("xl/charts/")]
    assert len(charts) == 4
    titles = " ".join(" ".join(re.findall(r"<a:t>([^<]*)</a:t>", text)) for text in charts)
    for words in (
        "Money by budget window (EUR thousand)",
        "Value against money",
        "(FTE)",
        "Work by team",
    ):
        assert words in titles


def test_the_summary_says_how_good_the_plan_is(shop: Portfolio, plan: Plan) -> None:
    def said(bound: int) -> str:
        content = render(shop, plan.model_copy(update={"bound": Money(bound)}))
        texts = [
            value for (sheet, _), value in cells(values(content)).items() if sheet == "Summary"
        ]
        return " ".join(str(text) for text in texts)

    total = plan.value.total
    assert "No plan can be worth more than this one: that is proven." in said(total)
    assert "this one is within 0.1 %" in said(total + total // 1_001)
    assert "this one is within 0.02 %" in said(total + total // 6_000)


def test_an_empty_portfolio_gives_a_workbook() -> None:
    empty = build()
    for audience in AUDIENCES:
        book = values(render(empty, handmade(empty), audience))
        assert book["Funding plan"]["A5"].value == "Initiative"


def test_a_portfolio_name_with_codes_prints_as_it_is() -> None:
    portfolio = build(team("web"), name="R&D && more")
    content = render(portfolio, handmade(portfolio))
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    assert "R&amp;&amp;D &amp;&amp;&amp;&amp; more" in sheet
    assert io.BytesIO(content).read(2) == b"PK"


def test_formulas_are_protected_and_inputs_are_open(books: dict[str, bytes]) -> None:
    opened = 0
    for sheet in formulas(books["finance"]).worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.autoFilter  # False: filtering stays allowed
        for row in sheet.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and not cell.protection.locked), cell
                blue = cell.font.color is not None and cell.font.color.rgb == "FF0000C0"
                yellow = cell.fill.fgColor.rgb == "FFFFF9DB"
                if not cell.protection.locked and cell.value is not None:
                    assert blue, (sheet.title, cell.coordinate)
                    assert yellow
                    opened += 1
    assert opened >= 40


def test_single_cells_have_names(books: dict[str, bytes], shop: Portfolio, plan: Plan) -> None:
    book = values(books["finance"])
    found = {}
    for name in ("AsOf", "EvidenceDays", "MasterCheck", "PlanValue", "BestPossible"):
        sheet, _, cell = str(book.defined_names[name].attr_text).rpartition("!")
        found[name] = book[sheet.strip("'")][cell.replace("$", "")].value
    assert found["AsOf"].date() == shop.settings.as_of
    assert found["EvidenceDays"] == shop.settings.evidence_days
    assert found["MasterCheck"] == "All checks passed"
    assert found["PlanValue"] == plan.value.total / 100
    assert found["BestPossible"] == plan.bound / 100


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_links_out_no_macros(books: dict[str, bytes], audience: str) -> None:
    names = list(parts(books[audience]))
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    for name, text in parts(books[audience]).items():
        if name.endswith(".rels"):
            assert 'TargetMode="External"' not in text


def test_properties_say_what_the_file_is(books: dict[str, bytes], shop: Portfolio) -> None:
    said = parts(books["executives"])["docProps/core.xml"]
    day = shop.settings.as_of
    for text in (
        f"<dc:title>Plan of {shop.settings.name}<",
        f"<dc:subject>As of {day}, view: executives<",
        "<dc:creator>Headgate<",
        f">{day}T00:00:00Z</dcterms:created>",
    ):
        assert text in said


@pytest.mark.parametrize(
    ("currency", "paper", "larger"), [("EUR", "9", "8"), ("USD", "1", "3"), ("CAD", "1", "3")]
)
def test_paper_is_that_of_the_currencys_country(currency: str, paper: str, larger: str) -> None:
    portfolio = build(
        team("web"), fund("main", [90_000, 0]), initiative("a", stage(12_345)), currency=currency
    )
    for sheet in formulas(render(portfolio, handmade(portfolio))).worksheets:
        assert str(sheet.page_setup.paperSize) in (paper, larger)
        assert sheet.page_setup.orientation == "landscape"
        pages = (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight)
        one = sheet.title == "Summary"
        assert [1 if count is None else int(count) for count in pages] == [1, 1 if one else 0]
