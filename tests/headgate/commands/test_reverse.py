"""`headgate reverse`: a compensating entry, and what it holds."""

from decimal import Decimal

import pytest

import headgate
from tests.headgate.commands.conftest import Shell, gated, outcome
from tests.portfolios import change, release

STILL_OUT = (("blog", 2, 50_00), ("news", 1, 20_00))


def test_a_release_is_reversed_by_an_entry_that_stands_against_it(released: Shell) -> None:
    before = released.entries()
    said = released("reverse", "shop/2", "--by", "cid", "--why", "the report was wrong")
    assert (said.code, said.err) == (0, "")
    assert said.lines[0] == "Reversed: EUR 80.00 of shop/2, by cid: the report was wrong"
    assert "later tranches of shop are held" in said.out
    assert released.entries() == [*before, (7, "reverse", "shop/2", "cid")]


@pytest.mark.parametrize("name", ["#6", "6", "shop/2", " shop/2 "])
def test_it_is_named_by_number_or_tranche(released: Shell, name: str) -> None:
    document = released.document("reverse", name, "--by", "cid", "--why", "wrong")
    (entry,) = document["tranches"]
    assert (entry["initiative"], entry["stage"], entry["amount"]) == ("shop", 2, 80_00)
    assert (entry["state"], entry["why"], entry["by"]) == ("reversed", "wrong", "cid")


def test_f62_an_outcome_corrected_after_the_release_is_noticed_and_reversed(
    released: Shell,
) -> None:
    before = released.entries()
    released.portfolio(outcome("shop-1", observed=Decimal(1)))
    document = released.document("ledger", "reconcile", "portfolio.xlsx")
    assert document["exit"] == 2
    (found,) = [row for row in document["differences"] if "it would not be" in row["what"]]
    assert (found["subject"], found["proposal"]) == ("shop/2", "return to the fund")
    assert released.entries() == before
    assert released("reverse", "shop/2", "--by", "cid", "--why", "sales were 1").code == 0
    assert released.entries() == [*before, (7, "reverse", "shop/2", "cid")]
    tranches = released.document("ledger", "show", "--tranches")["tranches"]
    states = {(row["initiative"], row["stage"]): row["state"] for row in tranches}
    assert states == {("blog", 2): "released", ("news", 1): "released", ("shop", 2): "reversed"}
    assert released("ledger", "verify").code == 0


def test_f62_after_a_reversal_the_rest_is_held_until_planned_again(requested: Shell) -> None:
    assert requested("release", "R0001", "--by", "ben", "--only", "shop/2").code == 0
    assert requested("reverse", "shop/2", "--by", "cid", "--why", "wrong").code == 0
    before = requested.entries()
    said = requested("release", "R0001", "--by", "ben")
    assert said.code == 2
    for line in said.lines[1:]:
        assert "the release of shop/2 was reversed since; plan again" in line or "shop/2" in line
    assert requested.entries() == before


def _planned_anew(shell: Shell) -> None:
    """With another outcome, and with what is still out in Releases."""
    out = tuple(release(name, number, amount) for name, number, amount in STILL_OUT)
    better = outcome("shop-1", observed=Decimal(13))
    shell.portfolio(change(better, releases=out))
    shell.plan()


def test_after_a_reversal_a_new_plan_may_ask_for_it_and_it_is_released_again(
    released: Shell,
) -> None:
    assert released("reverse", "shop/2", "--by", "cid", "--why", "wrong").code == 0
    said = released("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "plan.xlsx is outdated: the ledger says that the release of shop/2 was" in said.err
    _planned_anew(released)
    document = released.document("request", "plan.xlsx", "--by", "ana")
    assert document["request"] == "R0002"
    assert released("release", "R0001", "--by", "ben", "--only", "shop/2").code == 2
    document = released.document("release", "R0002", "--by", "ben")
    assert [(row["number"], row["state"]) for row in document["tranches"]] == [(9, "released")]
    acts = [row[1] for row in released.entries() if row[2] == "shop/2"]
    assert acts == ["request", "release", "reverse", "request", "release"]


def test_what_is_reversed_is_not_reversed_again(released: Shell) -> None:
    assert released("reverse", "shop/2", "--by", "cid", "--why", "wrong").code == 0
    before = released.entries()
    for name in ("shop/2", "#6"):
        said = released("reverse", name, "--by", "cid", "--why", "wrong")
        assert (said.code, said.err) == (2, "shop/2 is reversed: it cannot be reversed now\n")
    assert released.entries() == before


def test_what_was_released_again_is_not_reversed_by_its_old_number(released: Shell) -> None:
    assert released("reverse", "shop/2", "--by", "cid", "--why", "wrong").code == 0
    _planned_anew(released)
    assert released("request", "plan.xlsx", "--by", "ana").code == 0
    assert released("release", "R0002", "--by", "ben").code == 0
    before = released.entries()
    said = released("reverse", "#6", "--by", "cid", "--why", "wrong")
    assert said.code == 2
    assert "#6" in said.err
    assert released.entries() == before


def test_what_is_spent_or_closed_may_not_be_reversed(released: Shell) -> None:
    assert released("ledger", "spend", "shop/2", "--spent", "10", "--by", "ana").code == 0
    said = released("reverse", "shop/2", "--by", "cid", "--why", "wrong")
    assert (said.code, said.err) == (2, "shop/2 is spent: it cannot be reversed now\n")
    said = released("ledger", "spend", "shop/2", "--spent", "9.99", "--by", "ana")
    assert (said.code, "what has been spent does not come back" in said.err) == (2, True)
    said = released("ledger", "close", "shop/2", "--spent", "9.99", "--by", "ana")
    assert (said.code, "what has been spent does not come back" in said.err) == (2, True)
    assert released("ledger", "close", "blog/2", "--by", "ana").code == 0
    said = released("reverse", "blog/2", "--by", "cid", "--why", "wrong")
    assert (said.code, said.err) == (2, "blog/2 is closed: it cannot be reversed now\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("#1", "--by", "cid", "--why", "x"), "entry 1 is no release"),
        (("#99", "--by", "cid", "--why", "x"), "entry 99 is no release"),
        (("9" * 5000, "--by", "cid", "--why", "x"), "is no release"),
        (("shop/3", "--by", "cid", "--why", "x"), "no release of 'shop/3'; did you mean shop/2?"),
        (("shop/2", "--by", "cid"), "--why"),
        (("shop/2", "--by", "cid", "--why", "  "), "say --why it is reversed"),
        (("shop/2", "--by", "", "--why", "x"), "a name must not be empty"),
        (("shop/2", "--by", "cid", "--why", "x", "--ledger", "no.db"), "there is no ledger at"),
    ],
    ids=range(8),
)
def test_wrong_input_is_said_and_nothing_is_changed(
    released: Shell, words: tuple[str, ...], said: str
) -> None:
    before = released.entries()
    result = released("reverse", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert released.entries() == before


def test_a_tranche_of_two_portfolios_is_told_apart(released: Shell) -> None:
    settings = gated().settings.model_copy(update={"name": "Other"})
    headgate.write(gated(settings=settings), "other.xlsx")
    assert released("plan", "other.xlsx", "-o", "other-plan.xlsx").code == 0
    assert released("request", "other-plan.xlsx", "--by", "ana").code == 0
    assert released("release", "R0002", "--by", "ben").code == 0
    said = released("reverse", "shop/2", "--by", "cid", "--why", "wrong")
    assert said.code == 2
    assert "Gated" in said.err
    assert "Other" in said.err
    assert released("reverse", "#6", "--by", "cid", "--why", "wrong").code == 0
