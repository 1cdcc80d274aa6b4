"""Faults 17 to 23 and 27 to 34: what single cells hold."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.reading import read
from data.writing import write
from tests.data.draft import Draft, errors, formatted, formula, part, repacked, small, warnings


def fault(tmp_path: Path, place: str, value: object) -> str:
    draft = Draft()
    draft[place] = value
    [found] = errors(draft.read(tmp_path))
    return found


@pytest.mark.parametrize("text", ["lots", "12", "1,000", "EUR 5", "12 500"])
def test_f17_text_in_a_number(tmp_path: Path, text: str) -> None:
    assert fault(tmp_path, "Stages!D2", text) == (
        f"Stages!D2: '{text}' is not a number; "
        "a plain number such as 1250.5, in a cell that is not formatted as text"
    )


@pytest.mark.parametrize("value", [True, date(2026, 1, 1)])
def test_f17_other_types_in_a_number(tmp_path: Path, value: object) -> None:
    assert "is not a number" in fault(tmp_path, "Stages!D2", value)


@pytest.mark.parametrize("text", ["NaN", "inf", "-INF", "1e999", "1_0", "0x10", ""])
def test_f18_numbers_that_are_none(tmp_path: Path, text: str) -> None:
    path = Draft().save(tmp_path / "good.xlsx")
    name = "xl/worksheets/sheet11.xml"
    changed = part(path, name).replace(b"<v>500</v>", f"<v>{text}</v>".encode())
    found = errors(read(repacked(path, tmp_path / "p.xlsx", {name: changed})))
    assert len(found) == 1
    assert found[0].startswith("Stages!D2: ")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Stages!D2", "Stages!D2: -5 is negative; 0 or more"),
        ("Budgets!C2", "Budgets!C2: -5 is negative; 0 or more"),
        ("People!E2", "People!E2: -5 is negative; 0 or more"),
        ("Stages!E2", "Stages!E2: -5 is too small; at least 1"),
        ("Stages!F2", "Stages!F2: -5 is too small; at least 0"),
    ],
)
def test_f19_negative_money_or_time(tmp_path: Path, place: str, said: str) -> None:
    assert fault(tmp_path, place, -5) == said


def test_f20_a_fraction_of_a_cent(tmp_path: Path) -> None:
    said = "Stages!D2: 10.005 has a fraction of the smallest coin; at most 2 decimals"
    assert fault(tmp_path, "Stages!D2", 10.005) == said


def test_f20_a_fraction_of_a_yen(tmp_path: Path) -> None:
    draft = Draft()
    draft["Settings!B3"] = "JPY"
    draft["Stages!D2"] = 10.5
    assert errors(draft.read(tmp_path)) == [
        "Stages!D2: 10.5 has a fraction of the smallest coin; no decimals"
    ]


@pytest.mark.parametrize("amount", [1e13, 2.0**53, 1e300])
def test_f20_more_than_a_spreadsheet_holds(tmp_path: Path, amount: float) -> None:
    found = fault(tmp_path, "Stages!D2", amount)
    assert found.endswith("is too large; at most 9,999,999,999,999.99")


def test_f20_the_largest_amount(tmp_path: Path) -> None:
    draft = Draft()
    draft["Stages!D2"] = 9_999_999_999_999.99
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.stages[0].tranche == 9_999_999_999_999_99


def test_f20_noise_of_a_calculation_is_no_fraction(tmp_path: Path) -> None:
    draft = Draft()
    draft["Stages!D2"] = formula("=0.1+0.2", 0.1 + 0.2)
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.stages[0].tranche == 30


def test_f20_part_of_a_slice(tmp_path: Path) -> None:
    said = "People!E2: 0.7 FTE is not a whole number of slices; steps of 0.5"
    assert fault(tmp_path, "People!E2", 0.7) == said


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("[$USD] #,##0.00", "USD"),
        ('#,##0.00 "CHF"', "CHF"),
        ("[$£-809]#,##0.00", "£"),
        ("$#,##0.00", "$"),
        ("#,##0.00 [$zł-415]", "zł"),
    ],
)
def test_f21_another_currency(tmp_path: Path, code: str, sign: str) -> None:
    assert fault(tmp_path, "Stages!D2", formatted(5, code)) == (
        f"Stages!D2: 5 is shown in {sign}, the portfolio is in EUR; amounts in EUR"
    )


@pytest.mark.parametrize("code", ["[$€-407]#,##0.00", '#,##0 "EUR"', "#,##0.00", "0.00E+00"])
def test_f21_the_same_currency(tmp_path: Path, code: str) -> None:
    draft = Draft()
    draft["Stages!D2"] = formatted(500, code)
    assert draft.read(tmp_path).portfolio == small()


@pytest.mark.parametrize("code", ["EURO", "eur", "XXX", "€"])
def test_f21_unknown_currency(tmp_path: Path, code: str) -> None:
    found = fault(tmp_path, "Settings!B3", code)
    assert found.startswith("Settings!B3: not an ISO 4217 currency code")


def test_f22_formula_without_a_stored_value(tmp_path: Path) -> None:
    path = Draft().save(tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(path)
    book["Stages"]["D2"] = "=200+300"
    book.save(path)
    assert errors(read(path)) == [
        "Stages!D2: has a formula without a stored value; open the workbook in Excel and save it"
    ]


def test_f22_formula_with_a_stored_value(tmp_path: Path) -> None:
    draft = Draft()
    draft["Stages!D2"] = formula("=200+300", 500)
    draft["Teams!B2"] = formula('="W"&"eb"', "Web")
    assert draft.read(tmp_path).portfolio == small()


@pytest.mark.parametrize("code", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_f23_errors_of_excel(tmp_path: Path, code: str) -> None:
    assert fault(tmp_path, "Stages!D2", formula("=A1/0", code)) == (
        f"Stages!D2: holds the error {code}; a value; put right what the cell shows"
    )


@pytest.mark.parametrize("name", ["NA", "None", "TRUE", "nan", "null", "N/A", "1e5", "-", "#"])
def test_f27_names_are_text(tmp_path: Path, name: str) -> None:
    draft = Draft()
    draft["Teams!A2"] = draft["Initiatives!C2"] = draft["People!C2"] = name
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.teams[0].id == portfolio.initiatives[0].team == name


def test_f27_a_logical_cell_is_what_it_shows(tmp_path: Path) -> None:
    draft = Draft()
    draft["Teams!B2"] = True
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.teams[0].name == "TRUE"


def test_f28_leading_zeros_are_kept(tmp_path: Path) -> None:
    draft = Draft()
    draft["Teams!A2"] = draft["Initiatives!C2"] = draft["People!C2"] = "0042"
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.teams[0].id == "0042"


def test_f28_zeros_that_only_the_format_shows_are_refused(tmp_path: Path) -> None:
    found = fault(tmp_path, "Teams!B2", formatted(42, "0000"))
    assert found == (
        "Teams!B2: 42 is not text; text; give the cell the format Text and type it again"
    )


def test_f28_0042_beside_42(tmp_path: Path) -> None:
    draft = Draft()
    draft.add("Teams", "0042", "First", "product")
    draft.add("Teams", 42, "Second", "product")
    [found] = errors(draft.read(tmp_path))
    assert found.startswith("Teams!A4: the team '42' is told from '0042' by leading zeros only")


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("WEB shop", "capitals"),
        ("web\u00a0shop", "the kind or number of spaces"),
        ("web  shop", "the kind or number of spaces"),
        ("web s\u200bhop", "signs that look the same"),
        ("ｗeb shop", "signs that look the same"),
    ],
)
def test_f29_names_that_people_take_for_one(tmp_path: Path, name: str, by: str) -> None:
    draft = Draft()
    draft.add("Teams", "web shop", "First", "product")
    draft.add("Teams", name, "Second", "product")
    [issue] = draft.read(tmp_path).issues
    assert str(issue).startswith(
        f"Teams!A4: the team '{name}' is told from 'web shop' by {by} only"
    )
    assert [str(place) for place in issue.also] == ["Teams!A3"]


def test_f29_unicode_forms(tmp_path: Path) -> None:
    draft = Draft()
    draft.add("Teams", unicodedata.normalize("NFC", "café"), "First", "product")
    draft.add("Teams", unicodedata.normalize("NFD", "café"), "Second", "product")
    [found] = errors(draft.read(tmp_path))
    assert found.startswith("Teams!A4: ")
    assert "by signs that look the same only" in found


@pytest.mark.parametrize("name", ["Web", "web\u00a0", "we\u200bb"])
def test_f29_a_reference_spelt_otherwise(tmp_path: Path, name: str) -> None:
    assert fault(tmp_path, "People!C2", name) == (
        f"People!C2: there is no team '{name}'; "
        "'web', which is spelt with other capitals, spaces, zeros or signs"
    )


@pytest.mark.parametrize("ending", ["p.xlsx", "p.json", "p"])
@pytest.mark.parametrize("name", ["价格引擎", "المخزون", "ניהול", "Żółć", "🚀👩🏽‍💻", "नमस्ते"])
def test_f30_all_scripts_come_back(tmp_path: Path, ending: str, name: str) -> None:
    team = small().teams[0].model_copy(update={"name": name})
    portfolio = small().model_copy(update={"teams": (team,)})
    write(portfolio, tmp_path / ending)
    assert read(tmp_path / ending).portfolio == portfolio


def test_f30_marks_that_turn_the_direction_are_stripped(tmp_path: Path) -> None:
    draft = Draft()
    draft["Teams!B2"] = "\u202egnp.xsl\u202c Web\u2066"
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.teams[0].name == "gnp.xsl Web"


@pytest.mark.parametrize("text", ["a\x01b", "a\x7fb", "a\x85b"])
def test_f31_control_characters(tmp_path: Path, text: str) -> None:
    assert fault(tmp_path, "Teams!B2", text) == (
        "Teams!B2: has a control character in it; text that can be printed"
    )


def test_f31_lone_surrogates(tmp_path: Path) -> None:
    path = Draft().save(tmp_path / "good.xlsx")
    name = "xl/sharedStrings.xml"
    changed = part(path, name).replace(b"<t>Web</t>", b"<t>W_xD800_b</t>")
    assert errors(read(repacked(path, tmp_path / "p.xlsx", {name: changed}))) == [
        "Teams!B2: has half a character in it; text that can be printed"
    ]


def test_f31_texts_that_are_too_long(tmp_path: Path) -> None:
    path = Draft().save(tmp_path / "good.xlsx")
    name = "xl/sharedStrings.xml"
    for length, signs in ((32_767, "x"), (16_384, "🚀")):
        long = (signs * length).encode()
        changed = part(path, name).replace(b"<t>Web</t>", b"<t>" + long + b"</t>")
        found = errors(read(repacked(path, tmp_path / "p.xlsx", {name: changed}, stored=True)))
        expected = ["Teams!B2: is longer than 32,767 characters; text that can be printed"]
        assert found == (expected if signs == "🚀" else [])


def test_f32_days_from_1904(tmp_path: Path) -> None:
    draft = Draft()
    draft.options = {"date_1904": True}
    assert draft.read(tmp_path).portfolio == small()


@pytest.mark.parametrize(
    "value", ["2026-01-01", "01/02/2026", 46_023, formatted(46_023.5, "dd.mm.yyyy")]
)
def test_f32_dates_that_are_none(tmp_path: Path, value: Any) -> None:  # noqa: ANN401 - any cell
    found = fault(tmp_path, "Periods!B2", value)
    assert found.startswith("Periods!B2: ")
    assert "date" in found


@pytest.mark.parametrize("serial", [0, 59, 60, -1, 3_000_000])
def test_f32_days_that_never_were(tmp_path: Path, serial: int) -> None:
    assert "is no date" in fault(tmp_path, "Periods!B2", formatted(serial, "yyyy-mm-dd"))


ATTACKS = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "\t=1", "{=1}"]


@pytest.mark.parametrize("attack", [attack.strip() for attack in ATTACKS])
def test_f34_formulas_are_written_as_text(tmp_path: Path, attack: str) -> None:
    team = small().teams[0].model_copy(update={"name": attack})
    portfolio = small().model_copy(update={"teams": (team,)})
    write(portfolio, tmp_path / "p.xlsx")
    cell: Any = openpyxl.load_workbook(tmp_path / "p.xlsx")["Teams"]["B2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", attack, None)
    assert read(tmp_path / "p.xlsx").portfolio == portfolio


@pytest.mark.parametrize("value", [40, formatted(0.4, "0%"), formatted(0.4, "0.00 %;-0.00 %")])
def test_percentages_are_read_as_they_are_shown(tmp_path: Path, value: object) -> None:
    draft = Draft()
    draft["Stages!F2"] = value
    portfolio = draft.read(tmp_path).portfolio
    assert portfolio is not None
    assert portfolio.stages[0].capex == Decimal(40)


def test_a_percentage_in_an_amount_is_refused(tmp_path: Path) -> None:
    found = fault(tmp_path, "Stages!D2", formatted(0.4, "0%"))
    assert found == "Stages!D2: 0.4 is shown as a percentage; an amount of money"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            "Teams!C2",
            (
                "Teams!C2: 'prodct' is not in the list; one of: product, platform, "
                "infrastructure; nearest: product"
            ),
        ),
        ("Initiatives!F2", "Initiatives!F2: 'prodct' is neither yes nor no; yes, no or empty"),
        ("Settings!A5", "Settings!A5: there is no setting 'prodct'; one of: Portfolio name"),
    ],
)
def test_words_that_are_not_in_a_list(tmp_path: Path, place: str, said: str) -> None:
    assert fault(tmp_path, place, "prodct").startswith(said)


def test_an_empty_required_cell(tmp_path: Path) -> None:
    assert fault(tmp_path, "Teams!B2", None) == "Teams!B2: is empty and must be filled; text"
    assert warnings(Draft().read(tmp_path)) == []
