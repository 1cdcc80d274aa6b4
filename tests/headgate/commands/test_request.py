"""`headgate request`."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import headgate
from tests.headgate.commands.conftest import Shell, gated
from tests.headgate.conftest import small
from tests.portfolios import change

ASKED = ["blog/2", "news/1", "shop/2"]


def test_all_tranches_to_release_now_are_asked_for(shell: Shell) -> None:
    said = shell("request", "plan.xlsx", "--by", "ana")
    assert (said.code, said.err) == (0, "")
    head, *tranches, who, where, new = said.lines
    assert head == "Request R0001: 3 tranches, EUR 150.00"
    assert [line.split()[:2] for line in tranches] == [[f"#{n + 1}", ASKED[n]] for n in range(3)]
    assert who == "Someone else than ana releases it: headgate release R0001 --by NAME"
    ledger = shell.folder / "headgate-ledger.db"
    assert where == f"Ledger    {ledger}"
    assert new == f"There was no ledger at {ledger}: a new one was begun."
    again = shell("request", "plan.xlsx", "--by", "cid")
    assert again.lines[-2:] == [who, where]


def test_json_of_a_request(shell: Shell) -> None:
    document = shell.document("request", "plan.xlsx", "--by", "ana")
    assert (document["status"], document["request"]) == ("ok", "R0001")
    assert document["ledger"] == str(shell.folder / "headgate-ledger.db")
    assert document["refused"] == []
    blog, news, shop = document["tranches"]
    assert [row["number"] for row in (blog, news, shop)] == [1, 2, 3]
    assert {row["state"] for row in (blog, news, shop)} == {"requested"}
    assert (shop["amount"], shop["currency"], shop["exponent"]) == (80_00, "EUR", 2)
    assert (shop["verdict"], news["verdict"]) == ("passed", None)
    shares = [(row["fund"], row["cost_type"], row["amount"]) for row in news["shares"]]
    assert shares == [("main", "capex", 10_00), ("main", "opex", 10_00)]


def test_f58_the_same_request_again_is_the_same_receipt(requested: Shell) -> None:
    before = requested.entries()
    documents = [
        requested.document("request", "plan.xlsx", "--by", by) for by in ("ana", "ana", "cid")
    ]
    assert [each["request"] for each in documents] == ["R0001"] * 3
    assert documents[0]["tranches"] == documents[1]["tranches"] == documents[2]["tranches"]
    said = requested("request", "plan.xlsx", "--by", "ana")
    assert said.lines[0] == "Request R0001: 3 tranches, EUR 150.00 (all requested before)"
    assert requested.entries() == before


def test_f58_after_the_release_it_is_the_same_receipt_still(released: Shell) -> None:
    before = released.entries()
    document = released.document("request", "plan.xlsx", "--by", "ana")
    assert document["request"] == "R0001"
    assert [row["number"] for row in document["tranches"]] == [1, 2, 3]
    assert released.entries() == before


def test_f59_the_same_evidence_for_another_amount_is_a_conflict(requested: Shell) -> None:
    before = requested.entries()
    stages = tuple(
        row.model_copy(update={"tranche": 70_00}) if row.key == ("shop", 2) else row
        for row in gated().stages
    )
    requested.portfolio(gated(stages=stages))
    requested.plan()
    said = requested("request", "plan.xlsx", "--by", "ana")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(
        "shop/2 was requested before (R0001, requested) on the same evidence"
    )
    both = "80.00 (80.00 opex by main) then, 70.00 (70.00 opex by main) now"
    assert f"{both}; reject that request first" in said.err
    assert requested.entries() == before
    assert requested("release", "R0001", "--by", "ben", "--reject", "--why", "cheaper").code == 0
    document = requested.document("request", "plan.xlsx", "--by", "ana")
    assert document["request"] == "R0002"
    assert [row["amount"] for row in document["tranches"]] == [50_00, 20_00, 70_00]


def test_the_same_tranche_on_other_evidence_is_refused(requested: Shell) -> None:
    before = requested.entries()
    outcomes = tuple(row.model_copy(update={"observed": Decimal(13)}) for row in gated().outcomes)
    requested.portfolio(gated(outcomes=outcomes))
    requested.plan()
    said = requested("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "was requested before (R0001, requested) on other evidence" in said.err
    assert requested.entries() == before


def test_a_rejected_tranche_may_be_asked_for_again(requested: Shell) -> None:
    words = ("--reject", "--why", "not this week", "--only", "shop/2")
    assert requested("release", "R0001", "--by", "ben", *words).code == 0
    said = requested("request", "plan.xlsx", "--by", "ana")
    assert said.lines[0] == "Request R0002: 3 tranches, EUR 150.00 (2 requested before)"
    assert requested.entries()[-1] == (5, "request", "shop/2", "ana")


def test_f66_a_plan_of_another_state_of_the_portfolio_is_refused(shell: Shell) -> None:
    poorer = tuple(row.model_copy(update={"amount": 149_00}) for row in gated().budgets)
    shell.portfolio(gated(budgets=poorer))
    said = shell("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "no portfolio beside plan.xlsx is the one that it was made from" in said.err
    said = shell("request", "plan.xlsx", "--by", "ana", "--portfolio", "portfolio.xlsx")
    assert said.code == 2
    assert "plan.xlsx was made from another state of portfolio.xlsx; plan again" in said.err
    assert not (shell.folder / "headgate-ledger.db").exists() or shell.entries() == []


def test_f66_a_new_plan_that_does_not_know_what_is_out_is_refused(released: Shell) -> None:
    before = released.entries()
    richer = tuple(row.model_copy(update={"amount": 400_00}) for row in gated().budgets)
    released.portfolio(gated(budgets=richer))
    released.plan()
    said = released("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "plan.xlsx is outdated: the ledger says that blog/2 was released" in said.err
    assert released.entries() == before


def test_a_plan_that_was_edited_by_hand_is_refused(shell: Shell) -> None:
    book = openpyxl.load_workbook(shell.folder / "plan.xlsx")
    changed = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 80:
                    cell.value, changed = 90, changed + 1
    book.save(shell.folder / "plan.xlsx")
    assert changed
    said = shell("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "plan" in said.err
    assert not (shell.folder / "headgate-ledger.db").exists() or shell.entries() == []


def test_a_plan_that_releases_nothing_asks_for_nothing(shell: Shell) -> None:
    broke = tuple(row.model_copy(update={"amount": 0}) for row in gated().budgets)
    shell.portfolio(gated(budgets=broke))
    shell.plan()
    said = shell("request", "plan.xlsx", "--by", "ana")
    assert said.out == "The plan releases nothing now: there is nothing to request.\n"
    document = shell.document("request", "plan.xlsx", "--by", "ana")
    assert (document["request"], document["tranches"]) == ("", [])
    assert not (shell.folder / "headgate-ledger.db").exists()


def test_the_portfolio_is_found_by_its_digest_among_others(shell: Shell) -> None:
    headgate.write(small(), shell.folder / "another.xlsx")
    headgate.write(gated(), shell.folder / "the same.json")
    (shell.folder / "portfolio.xlsx").unlink()
    assert shell("request", "plan.xlsx", "--by", "ana").code == 0


def test_the_ledger_is_where_it_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADGATE_LEDGER", str(shell.folder / "variable.db"))
    said = shell("request", "plan.xlsx", "--by", "ana")
    assert (said.code, "--new-ledger begins one there" in said.err) == (2, True)
    words = ("request", "plan.xlsx", "--by", "ana", "--new-ledger")
    document = shell.document(*words)
    assert document["ledger"] == str(shell.folder / "variable.db")
    document = shell.document(*words, "--ledger", "named.db")
    assert document["ledger"] == str(shell.folder / "named.db")
    assert not (shell.folder / "headgate-ledger.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plam.xlsx", "--by", "ana"), "there is no such file; did you mean plan.xlsx?"),
        (("portfolio.xlsx", "--by", "ana"), "portfolio.xlsx"),
        (("plan.xlsx", "--by", "ana", "--portfolio", "no.xlsx"), "there is no such file"),
        (("plan.xlsx", "--by", "ana", "--portfolio", "plan.xlsx"), "the sheet is missing"),
        (("plan.xlsx", "--by", "ana", "--ledger", "mysql://x/y"), "'mysql' is no database"),
        (("plan.xlsx", "--by", "ana", "--ledger", "x.db"), "--new-ledger begins one there"),
        (
            ("plan.xlsx", "--by", "ana", "--ledger", "away/x.db", "--new-ledger"),
            "there is no folder",
        ),
        (("plan.xlsx", "--by", "ana", "--ledger", "portfolio.xlsx"), "file is not a database"),
    ],
)
def test_wrong_input_is_said_and_nothing_is_kept(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    before = sorted(path.name for path in shell.folder.iterdir())
    result = shell("request", *words)
    assert result.code == 2
    assert said in result.err
    assert shell.document("request", *words)["status"] != "ok"
    assert sorted(path.name for path in shell.folder.iterdir()) == before


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "a\x1b[2Jb", "ana\udcff", "a\u202eb"])
def test_what_is_no_name_is_refused(shell: Shell, name: str) -> None:
    result = shell("request", "plan.xlsx", "--by", name)
    assert result.code == 2
    assert "--by" in result.err
    assert not (shell.folder / "headgate-ledger.db").exists()


def test_names_are_kept_as_they_are_written(shell: Shell) -> None:
    name = "  Zoë  名前 Żółć "
    document = shell.document("request", "plan.xlsx", "--by", name)
    assert {row["by"] for row in document["tranches"]} == {"Zoë 名前 Żółć"}


def test_a_folder_elsewhere_is_seen_from_where_one_stands(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    document = shell.document("request", str(shell.folder / "plan.xlsx"), "--by", "ana")
    place = document["ledger"]
    assert Path(place).resolve() == (shell.folder / "headgate-ledger.db").resolve()
    assert shell("release", "R0001", "--by", "ben", "--ledger", place).code == 0
    assert list(Path.cwd().iterdir()) == []


def test_two_portfolios_may_share_a_ledger(shell: Shell) -> None:
    place = ("--ledger", "shared.db")
    words = ("request", "plan.xlsx", "--by", "ana", *place)
    assert shell.document(*words, "--new-ledger")["request"] == "R0001"
    settings = gated().settings.model_copy(update={"name": "Other"})
    shell.portfolio(change(gated(), settings=settings))
    shell.plan()
    assert shell.document(*words)["request"] == "R0002"
    assert shell("release", "R0002", "--by", "ben", *place).code == 0
    tranches = shell.document("ledger", "show", "--tranches", *place)["tranches"]
    assert [row["state"] for row in tranches] == ["requested"] * 3 + ["released"] * 3
