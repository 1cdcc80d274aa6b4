"""`headgate ledger`: shown, proved, handed on, and agreed with plan and funds."""

import csv
import os
import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import headgate
from benchmarks.ledger_places import on_server
from tests.headgate.commands.conftest import EVIDENCE, Shell, gated, outcome
from tests.portfolios import change

LEDGER = "headgate-ledger.db"


def test_entries_are_shown_in_their_order(released: Shell) -> None:
    head, *lines = released("ledger", "show").lines
    assert head == f"{released.folder / LEDGER}: 6 entries"
    assert [line.split()[0] for line in lines] == [f"#{n}" for n in range(1, 7)]
    assert lines[5].endswith("release  R0001 by ben")


def test_tranches_are_shown_as_they_stand(released: Shell) -> None:
    assert released("reverse", "blog/2", "--by", "cid", "--why", "wrong").code == 0
    document = released.document("ledger", "show", "--tranches", "--of", "Gated")
    stands = [(row["initiative"], row["state"]) for row in document["tranches"]]
    assert stands == [("blog", "reversed"), ("news", "released"), ("shop", "released")]


def test_an_unknown_portfolio_is_said_with_the_nearest(released: Shell) -> None:
    said = released("ledger", "show", "--of", "gate")
    assert (said.code, said.err) == (
        2,
        "the ledger knows no portfolio 'gate'; did you mean Gated?\n",
    )


def test_a_sound_ledger_is_as_written(released: Shell) -> None:
    assert (
        released("ledger", "verify").out == f"{released.folder / LEDGER}: 6 entries, as written\n"
    )
    document = released.document("ledger", "verify")
    assert (document["status"], document["entry"], document["evidence"]) == ("ok", None, [])
    assert document["digest"] == released("ledger", "digest").out.strip()
    assert released.document("ledger", "digest")["digest"] == document["digest"]


def test_f67_an_edited_entry_is_named(released: Shell) -> None:
    connection = sqlite3.connect(released.folder / LEDGER)
    connection.executescript(
        "DROP TRIGGER entries_no_update; UPDATE entries SET actor = 'eve' WHERE sequence = 5"
    )
    connection.close()
    said = released("ledger", "verify")
    assert said.code == 2
    assert "NOT as it was written: entry 5 was altered" in said.out
    document = released.document("ledger", "verify")
    assert (document["status"], document["entry"], document["digest"]) == ("refused", 5, None)


def test_f67_nonsense_in_an_entry_is_told_by_every_command(released: Shell) -> None:
    connection = sqlite3.connect(released.folder / LEDGER)
    connection.executescript(
        "DROP TRIGGER entries_no_update; UPDATE entries SET life = 'gone', content = x'00ff'"
    )
    connection.close()
    assert released.document("ledger", "verify")["entry"] == 1
    for words in (("show",), ("digest",), ("spend", "shop/2", "--spent", "1", "--by", "x")):
        said = released("ledger", *words)
        assert (said.code, said.out) == (2, "")
        assert "entry 1 was altered" in said.err


def test_f68_an_old_copy_is_noticed_against_a_digest_kept_elsewhere(requested: Shell) -> None:
    ledger = requested.folder / LEDGER
    shutil.copy(ledger, "backup.db")
    assert requested("release", "R0001", "--by", "ben").code == 0
    kept = requested("ledger", "digest").out.strip()
    assert requested("ledger", "verify", "--digest", kept).code == 0
    shutil.copy("backup.db", ledger)
    assert requested("ledger", "verify").code == 0
    document = requested.document("ledger", "verify", "--digest", kept)
    assert (document["exit"], document["entry"]) == (2, 4)
    assert "an older copy may have been put back" in document["message"]


@pytest.mark.parametrize("kept", ["", "nonsense", "6", "9" * 5000 + ":" + "0" * 64])
def test_what_is_no_digest_is_said(released: Shell, kept: str) -> None:
    said = released("ledger", "verify", "--digest", kept)
    assert said.code == 2
    assert "no digest" in said.out


def test_f61_evidence_edited_after_the_release_raises_an_alarm(released: Shell) -> None:
    before = released.entries()
    said = released("ledger", "verify", "--evidence", ".")
    assert said.code == 0
    assert said.lines[-1] == "The evidence is as it was when the tranches were released."
    (released.folder / EVIDENCE["shop-1"]).write_text("99 of 10 sold\n", encoding="utf-8")
    said = released("ledger", "verify", "--evidence", ".")
    assert said.code == 2
    (alarm,) = said.lines[1:]
    assert alarm.startswith(
        "ALARM  the evidence of shop-1, 'evidence/shop.txt', on which #6 (shop/"
    )
    assert alarm.endswith(" was released, was changed since")
    document = released.document("ledger", "verify", "--evidence", ".")
    assert (document["status"], document["entry"], len(document["evidence"])) == (
        "refused",
        None,
        1,
    )
    assert released.entries() == before
    assert released("ledger", "verify").code == 0


def test_f61_evidence_that_is_gone_raises_an_alarm(released: Shell) -> None:
    (released.folder / EVIDENCE["blog-1"]).unlink()
    said = released("ledger", "verify", "--evidence", str(released.folder))
    assert said.code == 2
    assert "'evidence/blog.txt', on which #4 (blog/2) was released, is missing in" in said.out
    assert released("ledger", "verify", "--evidence", "no folder").code == 2


def _postings(path: Path) -> list[list[object]]:
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        return [list(row) for row in csv.reader(text.splitlines())]
    return [
        list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("name", ["postings.csv", "postings.xlsx"])
def test_postings_have_capex_and_opex_apart(released: Shell, name: str) -> None:
    assert released("ledger", "close", "shop/2", "--spent", "79.99", "--by", "ana").code == 0
    assert released("reverse", "news/1", "--by", "cid", "--why", "=wrong").code == 0
    said = released("ledger", "export", "-o", name)
    assert said.out == f"Written   {name}: 5 postings\n"
    header, *rows = _postings(released.folder / name)
    of = {
        title: header.index(title) for title in ("Entry", "Act", "Fund", "Capex", "Opex", "Amount")
    }
    told = [[row[n] for n in of.values()] for row in rows]
    amounts = [[Decimal(str(cell)) for cell in row[3:]] for row in told]
    assert [[str(row[0]), *row[1:3]] for row in told] == [
        ["4", "release", "main"],
        ["5", "release", "main"],
        ["6", "release", "main"],
        ["7", "close", "main"],
        ["8", "reverse", "main"],
    ]
    assert amounts == [
        [0, 50, 50],
        [10, 10, 20],
        [0, 80, 80],
        [0, Decimal("-0.01"), Decimal("-0.01")],
        [-10, -10, -20],
    ]
    assert sum(row[2] for row in amounts) == 50 + Decimal("79.99")


def test_json_of_an_export(released: Shell) -> None:
    document = released.document("ledger", "export", "-o", "out.csv")
    assert (document["status"], document["postings"], document["output"]) == ("ok", 3, "out.csv")


@pytest.mark.parametrize("name", ["out.txt", "out", "away/out.csv"])
def test_a_place_that_takes_no_export_is_said(released: Shell, name: str) -> None:
    said = released("ledger", "export", "-o", name)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1


def test_what_is_spent_and_what_goes_back(released: Shell) -> None:
    said = released("ledger", "spend", "shop/2", "--spent", "30", "--by", "ana")
    assert said.out == "shop/2: EUR 30.00 spent, spent\n"
    document = released.document("ledger", "close", "shop/2", "--spent", "75.5", "--by", "ana")
    assert document["returned"] == 80_00 - 75_50
    assert document["tranches"][0]["state"] == "closed"
    assert document["tranches"][0]["amount"] == 75_50
    document = released.document("ledger", "close", "blog/2", "--by", "ana")
    assert (document["returned"], document["tranches"][0]["amount"]) == (0, 50_00)
    said = released("ledger", "spend", "shop/2", "--spent", "80", "--by", "ana")
    assert said.code == 2
    assert "shop/2 is closed" in said.err


@pytest.mark.parametrize(
    "amount", ["1,5", "-1", "0.001", "NaN", "inf", "1e999", "1e99999999", "", "EUR 5", "80.01"]
)
def test_what_is_no_amount_is_said(released: Shell, amount: str) -> None:
    before = released.entries()
    for what in ("spend", "close"):
        said = released("ledger", what, "shop/2", f"--spent={amount}", "--by", "ana")
        assert (said.code, said.out) == (2, "")
        assert len(said.err) < 300
    assert released.entries() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "required"),
        (("shew",), "shew"),
        (("spend", "shop/9", "--spent", "1", "--by", "x"), "knows no tranche shop/9"),
        (("spend", "shop", "--spent", "1", "--by", "x"), "'shop' is not a tranche"),
        (("close", "shop/2", "--by", "x", "--of", "Other"), "knows no tranche shop/2"),
        (("show", "--ledger", "no.db"), "there is no ledger at"),
        (("verify", "--ledger", "plan.xlsx"), "file is not a database"),
        (("digest", "--ledger", "evidence"), "unable to open database file"),
        (("reconcile", "no.xlsx"), "there is no such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_input_is_said(released: Shell, words: tuple[str, ...], said: str) -> None:
    result = released("ledger", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_all_agrees_to_the_minor_unit(released: Shell) -> None:
    said = released("ledger", "reconcile", "portfolio.xlsx", "plan.xlsx")
    assert said.code == 0
    assert said.lines[-1] == "All agree to the minor unit."
    document = released.document("ledger", "reconcile", "portfolio.xlsx", "plan.xlsx")
    assert document["differences"] == []
    first, _ = document["funds"]
    assert first == {
        "fund": "main",
        "window": "W1",
        "budget": 150_00,
        "out": 150_00,
        "planned": 150_00,
    }


def test_f53_a_budget_cut_below_what_is_out_is_told_and_kept_as_a_note(released: Shell) -> None:
    cut = tuple(row.model_copy(update={"amount": 149_99}) for row in gated().budgets)
    released.portfolio(gated(budgets=cut))
    document = released.document("ledger", "reconcile", "portfolio.xlsx", "--by", "ana")
    told = [(row["subject"], row["proposal"]) for row in document["differences"]]
    assert ("fund main", "escalate") in told
    notes = released.entries()[6:]
    assert {row[1] for row in notes} == {"note"}
    again = released.document("ledger", "reconcile", "portfolio.xlsx", "--by", "ana")
    assert again["tranches"] == []
    assert released.entries()[6:] == notes
    assert released("ledger", "verify").code == 0


def test_f62_changed_outcomes_are_told(released: Shell) -> None:
    released.portfolio(outcome("blog-1", observed=Decimal(13)))
    said = released("ledger", "reconcile", "portfolio.xlsx", "plan.xlsx")
    assert said.code == 2
    assert "blog/2: the outcomes or waivers on which it was released were changed since" in said.out


def test_what_was_not_released_yet_is_told(requested: Shell) -> None:
    document = requested.document("ledger", "reconcile", "portfolio.xlsx", "plan.xlsx")
    told = {row["subject"]: row["what"] for row in document["differences"]}
    assert told["shop/2"] == "the plan releases EUR 80.00 now; it is requested"
    assert set(told) == {"shop/2", "blog/2", "news/1"}


def test_all_of_it_on_a_server(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ.get("HEADGATE_TEST_POSTGRES")
    if not url:
        pytest.skip("HEADGATE_TEST_POSTGRES names no PostgreSQL server")
    with on_server(url) as place:
        monkeypatch.setenv("HEADGATE_LEDGER", place.url)
        assert shell("request", "plan.xlsx", "--by", "Zoë 名前").code == 0
        assert shell("release", "R0001", "--by", "ben", "--only", "shop/2").code == 0
        assert shell("reverse", "shop/2", "--by", "cid", "--why", "wrong").code == 0
        assert [row[1] for row in shell.entries()] == ["request"] * 3 + ["release", "reverse"]
        assert shell("ledger", "verify", "--evidence", ".").code == 0
        assert shell("ledger", "export", "-o", "out.csv").code == 0
        assert not (shell.folder / LEDGER).exists()


@pytest.mark.parametrize("name", ["portfolio.xlsx", "plan.xlsx"])
def test_an_export_never_takes_the_place_of_what_was_planned(released: Shell, name: str) -> None:
    before = (released.folder / name).read_bytes()
    said = released("ledger", "export", "-o", name)
    assert (said.code, "is the input" in said.err) == (2, True)
    assert (released.folder / name).read_bytes() == before


def test_reconciling_tells_what_closed_though_the_portfolio_breaks_a_rule(
    released: Shell,
) -> None:
    failed = outcome("shop-1", observed=Decimal(1))
    must = tuple(row.model_copy(update={"must_do": row.id == "shop"}) for row in failed.initiatives)
    released.portfolio(change(failed, initiatives=must))
    assert released("check", "portfolio.xlsx").code == 2
    document = released.document("ledger", "reconcile", "portfolio.xlsx")
    told = [row for row in document["differences"] if row["subject"] == "shop/2"]
    assert any(row["proposal"] == "return to the fund" for row in told)


def test_a_broken_link_beside_the_plan_is_passed_over(shell: Shell) -> None:
    (shell.folder / "gone.xlsx").symlink_to(shell.folder / "nowhere.xlsx")
    assert shell("request", "plan.xlsx", "--by", "ana").code == 0


def test_rolling_takes_the_ledgers_word_for_each_tranche(
    released: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert released("roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx").code == 0
    rows = headgate.read(released.folder / "next.xlsx").releases
    assert sorted((row.initiative, row.stage, row.amount) for row in rows) == [
        ("blog", 2, 50_00),
        ("news", 1, 20_00),
        ("shop", 2, 80_00),
    ]
    monkeypatch.setenv("HEADGATE_LEDGER", str(released.folder / "typo.db"))
    said = released("roll", "portfolio.xlsx", "plan.xlsx", "-o", "other.xlsx")
    assert (said.code, "there is no ledger at the place that is named" in said.err) == (2, True)
    assert not (released.folder / "other.xlsx").exists()
