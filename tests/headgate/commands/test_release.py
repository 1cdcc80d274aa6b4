"""`headgate release`: approving, rejecting, and every reason not to."""

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.ledger import Ledger, Place
from models.portfolio import Portfolio
from tests.headgate.commands.conftest import EVIDENCE, Shell, gated, outcome
from tests.portfolios import AS_OF

ASKED = [(1, "request", "blog/2", "ana"), (2, "request", "news/1", "ana")]
ASKED += [(3, "request", "shop/2", "ana")]


def _reasons(shell: Shell, *words: str, by: str = "ben") -> dict[str, str]:
    """Why each tranche of R0001 is not released; the ledger is as it was."""
    before = shell.entries()
    document = shell.document("release", "R0001", "--by", by, *words)
    assert (document["status"], document["exit"]) == ("refused", 2)
    assert shell.entries()[: len(before)] == before
    return {
        f"{row['initiative']}/{row['stage']}": "; ".join(row["reasons"])
        for row in document["refused"]
    }


def test_a_second_person_releases_all_of_a_request(requested: Shell) -> None:
    said = requested("release", "R0001", "--by", "ben")
    assert (said.code, said.err) == (0, "")
    head, blog, news, shop = said.lines
    assert head == "Released by ben: 3 tranches, EUR 150.00"
    assert blog.endswith("main opex 50.00")
    assert news.endswith("main capex 10.00, main opex 10.00")
    assert shop.split()[:2] == ["#6", "shop/2"]
    assert requested.entries() == [
        *ASKED,
        (4, "release", "blog/2", "ben"),
        (5, "release", "news/1", "ben"),
        (6, "release", "shop/2", "ben"),
    ]


def test_json_of_a_release(requested: Shell) -> None:
    document = requested.document("release", "R0001", "--by", "ben", "--only", "shop/2")
    assert (document["status"], document["request"], document["refused"]) == ("ok", "R0001", [])
    (shop,) = document["tranches"]
    assert (shop["act"], shop["state"], shop["by"]) == ("release", "released", "ben")
    assert (shop["amount"], shop["verdict"]) == (80_00, "passed")


def test_a_part_may_be_released_first(requested: Shell) -> None:
    words = ("--only", "shop/2", "--only", "news/1")
    assert requested("release", "R0001", "--by", "ben", *words).code == 0
    said = requested("release", "R0001", "--by", "cid")
    assert said.lines[0] == "Released by ben and cid: 3 tranches, EUR 150.00 (2 before)"
    assert requested.entries()[-1] == (6, "release", "blog/2", "cid")


def test_f58_a_second_release_tells_of_the_first(released: Shell) -> None:
    before = released.entries()
    said = released("release", "R0001", "--by", "cid")
    assert said.code == 0
    assert said.lines[0] == "Released by ben: 3 tranches, EUR 150.00 (all before)"
    assert released.entries() == before
    numbers = [
        row["number"] for row in released.document("release", "R0001", "--by", "cid")["tranches"]
    ]
    assert numbers == [4, 5, 6]


def test_f57_two_who_release_the_same_request_at_once_release_it_once(requested: Shell) -> None:
    code = (
        "import sys; from headgate.__main__ import main; import alembic.command, sqlalchemy, "
        "optimizer.releasing, data.reading, data.plan_reading; "
        "print('ready', flush=True); sys.stdin.readline(); sys.exit(main(sys.argv[1:]))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, "release", "R0001", "--by", by, "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for by in ("ben", "cid")
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [json.loads(each.communicate()[0]) for each in started]
    assert [each.returncode for each in started] == [0, 0]
    releases = [row for row in requested.entries() if row[1] == "release"]
    assert [row[2] for row in releases] == ["blog/2", "news/1", "shop/2"]
    (winner,) = {row[3] for row in releases}
    assert told[0]["tranches"] == told[1]["tranches"]
    assert all(each["message"].startswith(f"Released by {winner}: ") for each in told)
    assert sorted("(all before)" in each["message"] for each in told) == [False, True]


@pytest.mark.parametrize("by", ["ana", "Ana", " ANA  "])
def test_f63_nobody_releases_what_they_requested(requested: Shell, by: str) -> None:
    reasons = _reasons(requested, by=by)
    assert set(reasons) == {"blog/2", "news/1", "shop/2"}
    assert set(reasons.values()) == {"ana requested it; someone else must release it"}
    assert requested.entries() == ASKED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"evidence": None}, "has no evidence"),
        ({"confirmed_by": None}, "no one has confirmed"),
        ({"confirmed_by": "Rosa Holm"}, "who reported it; someone else must"),
        ({"reported_by": None}, "does not say who reported it"),
        ({"date": AS_OF + timedelta(days=1)}, "is dated after the as-of date"),
        ({"date": date(2024, 1, 1)}, "days old and counts for"),
    ],
    ids=["missing", "unconfirmed", "confirmed by the reporter", "by nobody", "future", "stale"],
)
def test_f64_evidence_that_proves_nothing_any_more_holds_its_tranche(
    requested: Shell, changes: dict[str, object], why: str
) -> None:
    requested.portfolio(outcome("shop-1", **changes))
    reasons = _reasons(requested)
    assert set(reasons) == {"shop/2"}
    assert reasons["shop/2"].startswith("the gate after stage 1 is unproven: ")
    assert why in reasons["shop/2"].lower()
    assert [row[2] for row in requested.entries()[3:]] == ["blog/2", "news/1"]


def test_f62_an_outcome_corrected_before_the_release_holds_its_tranche(requested: Shell) -> None:
    requested.portfolio(outcome("shop-1", observed=Decimal(1)))
    reasons = _reasons(requested, "--only", "shop/2")
    assert reasons["shop/2"].startswith("the gate after stage 1 is failed: ")
    assert requested.entries() == ASKED


def test_other_evidence_than_that_of_the_request_holds_its_tranche(requested: Shell) -> None:
    requested.portfolio(outcome("shop-1", observed=Decimal(13)))
    reasons = _reasons(requested)
    changed = "its outcomes or waivers were changed after the request; reject it and request again"
    assert reasons == {"shop/2": changed}


def test_f60_one_piece_of_evidence_for_two_gates_holds_the_second(shell: Shell) -> None:
    shared = gated(
        outcomes=tuple(
            row.model_copy(update={"evidence": "one report for all"}) for row in gated().outcomes
        )
    )
    _ask_anew(shell, shared)
    reasons = _reasons(shell)
    assert set(reasons) == {"shop/2"}
    assert "'one report for all', is that of the gate after blog/1, too" in reasons["shop/2"]
    assert [row[2] for row in shell.entries()[3:]] == ["blog/2", "news/1"]
    assert shell("release", "R0001", "--by", "ben", "--shared-evidence").code == 0
    assert shell.entries()[-1] == (6, "release", "shop/2", "ben")


def test_f60_a_copied_file_is_the_same_evidence(requested: Shell) -> None:
    one, two = (requested.folder / name for name in EVIDENCE.values())
    two.write_bytes(one.read_bytes())
    assert set(_reasons(requested)) == {"shop/2"}


def _ask_anew(shell: Shell, portfolio: Portfolio) -> None:
    shell.portfolio(portfolio)
    shell.plan()
    assert shell("request", "plan.xlsx", "--by", "ana").code == 0


def test_f66_a_plan_whose_file_was_changed_is_refused(requested: Shell) -> None:
    plan = requested.folder / "plan.xlsx"
    with plan.open("ab") as file:
        file.write(b"\0")
    said = requested("release", "R0001", "--by", "ben")
    assert said.code == 2
    requested.portfolio(gated())
    requested.plan()
    reasons = _reasons(requested)
    assert len(reasons) == 3
    assert all("plan.xlsx was changed after the request" in each for each in reasons.values())
    assert requested.entries() == ASKED


def test_f66_a_portfolio_that_was_changed_is_refused(requested: Shell) -> None:
    people = tuple(row.model_copy(update={"slices": 1}) for row in gated().people)
    requested.portfolio(gated(people=people))
    reasons = _reasons(requested)
    assert len(reasons) == 3
    assert all("the portfolio was changed after" in each for each in reasons.values())
    assert requested.entries() == ASKED


def test_f66_a_later_request_makes_an_earlier_one_outdated(requested: Shell) -> None:
    words = ("--reject", "--why", "later", "--only", "shop/2")
    assert requested("release", "R0001", "--by", "ben", *words).code == 0
    Path("plan.xlsx").rename("first.xlsx")
    Path("portfolio.xlsx").rename("first portfolio.xlsx")
    poorer = tuple(row.model_copy(update={"amount": 80_00}) for row in gated().budgets)
    requested.portfolio(gated(budgets=poorer))
    requested.plan()
    document = requested.document("request", "plan.xlsx", "--by", "ana")
    assert document["request"] == "R0002"
    moved = ("--plan", "first.xlsx", "--portfolio", "first portfolio.xlsx")
    said = requested("release", "R0001", "--by", "ben", *moved)  # another one is in its place
    assert (said.code, "cannot stand for it" in said.err) == (2, True)
    reasons = _reasons(requested, "--only", "news/1")
    assert "a later plan was requested from (R0002)" in reasons["news/1"]
    assert requested("release", "R0002", "--by", "ben").code == 0


def test_f53_a_budget_cut_after_the_request_holds_what_it_does_not_cover(requested: Shell) -> None:
    cut = tuple(
        row.model_copy(update={"amount": 70_00 if row.window == "W1" else 150_00})
        for row in gated().budgets
    )
    requested.portfolio(gated(budgets=cut))
    reasons = _reasons(requested)
    assert reasons == {"shop/2": "fund main lacks EUR 80.00 in W1"}
    assert [row[2] for row in requested.entries()[3:]] == ["blog/2", "news/1"]


def test_rejecting_needs_a_reason_and_keeps_it(requested: Shell) -> None:
    said = requested("release", "R0001", "--by", "ben", "--reject")
    assert (said.code, said.out) == (2, "")
    assert "--why" in said.err
    document = requested.document(
        "release", "R0001", "--by", "ben", "--reject", "--why", " too dear "
    )
    assert {(row["state"], row["why"]) for row in document["tranches"]} == {
        ("rejected", "too dear")
    }
    said = requested("release", "R0001", "--by", "ben", "--reject", "--why", "again")
    assert (said.code, said.err) == (2, "no tranche of R0001 waits any more\n")
    reasons = _reasons(requested)
    assert set(reasons.values()) == {"it is rejected already"}


def test_what_was_released_is_not_rejected(released: Shell) -> None:
    before = released.entries()
    said = released("release", "R0001", "--by", "ben", "--reject", "--why", "too late")
    assert said.code == 2
    assert released.entries() == before


def test_files_that_were_moved_are_named(requested: Shell) -> None:
    Path("plan.xlsx").rename("moved plan.xlsx")
    Path("portfolio.xlsx").rename("moved.xlsx")
    said = requested("release", "R0001", "--by", "ben")
    assert said.code == 2
    assert "there is no such file" in said.err
    moved = ("--plan", "moved plan.xlsx", "--portfolio", "moved.xlsx")
    assert requested("release", "R0001", "--by", "ben", *moved).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("R0002", "--by", "ben"), "the ledger knows no request 'R0002'; did you mean R0001?"),
        (("nonsense", "--by", "ben"), "the ledger knows no request 'nonsense'"),
        (
            ("R0001", "--by", "ben", "--only", "shop/1"),
            "does not ask for shop/1; it asks for blog/2",
        ),
        (("R0001", "--by", "ben", "--only", "shop"), "'shop' is not a tranche such as shop/2"),
        (("R0001", "--by", "ben", "--only", "shop/²"), "shop/²"),
        (("R0001", "--by", "ben", "--ledger", "no.db"), "there is no ledger at"),
        (("R0001", "--by", "ben", "--plan", "portfolio.xlsx"), "portfolio.xlsx"),
        (("R0001", "--by", "ben", "--portfolio", "no.xlsx"), "cannot stand for it"),
        (("R0001", "--by", " "), "a name must not be empty"),
        (("R0001", "--by", "ben", "--reject", "--why", "a\x1bb"), "control character"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_input_is_said_and_nothing_is_changed(
    requested: Shell, words: tuple[str, ...], said: str
) -> None:
    result = requested("release", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert requested.entries() == ASKED


def test_a_damaged_ledger_releases_nothing(requested: Shell) -> None:
    import sqlite3

    connection = sqlite3.connect(requested.folder / "headgate-ledger.db")
    connection.executescript("DROP TRIGGER entries_no_update; UPDATE entries SET amount = 1")
    connection.close()
    for words in (
        ("release", "R0001", "--by", "ben"),
        ("request", "plan.xlsx", "--by", "ana"),
        ("reverse", "shop/2", "--by", "ben", "--why", "x"),
        ("ledger", "export", "-o", "out.csv"),
        ("ledger", "close", "shop/2", "--by", "ben"),
        ("ledger", "reconcile", "portfolio.xlsx"),
    ):
        said = requested(*words)
        assert said.code == 2
        assert "cannot be trusted: entry 1 was altered" in said.err
    assert not (requested.folder / "out.csv").exists()


def test_an_old_copy_of_the_portfolio_cannot_stand_for_the_one_that_is_there(
    requested: Shell,
) -> None:
    shutil.copy("portfolio.xlsx", "old.xlsx")
    requested.portfolio(outcome("shop-1", observed=Decimal(1)))
    assert "failed" in _reasons(requested, "--only", "shop/2")["shop/2"]
    said = requested("release", "R0001", "--by", "ben", "--portfolio", "old.xlsx")
    assert (said.code, "cannot stand for it" in said.err) == (2, True)
    assert requested.entries() == ASKED


def test_a_file_of_evidence_that_was_changed_since_the_request_holds_its_tranche(
    requested: Shell,
) -> None:
    Path("evidence/shop.txt").write_text("11 of 10 sold\n", encoding="utf-8")
    assert "was changed after the request" in _reasons(requested)["shop/2"]
    Path("evidence/shop.txt").unlink()
    assert "is missing" in _reasons(requested, "--only", "shop/2")["shop/2"]


@pytest.mark.parametrize("name", ["ANA", " ana ", "a\u200bna", "\uff41na"])
def test_who_requested_does_not_release_however_the_name_is_written(
    requested: Shell, name: str
) -> None:
    said = requested("release", "R0001", "--by", name)
    assert said.code == 2
    assert requested.entries() == ASKED


def test_a_rejection_of_an_old_request_leaves_the_new_one(requested: Shell) -> None:
    words = ("--reject", "--why", "later", "--only", "shop/2")
    assert requested("release", "R0001", "--by", "ben", *words).code == 0
    assert requested("request", "plan.xlsx", "--by", "ana").code == 0
    said = requested("release", "R0001", "--by", "ben", *words)
    assert (said.code, said.err) == (2, "no tranche of R0001 waits any more\n")


def test_a_renamed_portfolio_releases_nothing_twice(released: Shell) -> None:
    settings = gated().settings.model_copy(update={"name": "Other"})
    released.portfolio(gated(settings=settings))
    released.plan()
    said = released("request", "plan.xlsx", "--by", "ana")
    assert said.code == 2
    assert "was released (#4) when the portfolio was called 'Gated'" in said.err


def test_an_old_request_is_over_when_the_portfolio_has_gone_on(requested: Shell) -> None:
    assert requested("roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx").code == 0
    assert requested("roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx").code == 0
    notes = [row for row in requested.entries() if row[1] == "note"]
    assert len(notes) == 1
    assert "the portfolio has gone on to" in _reasons(requested)["news/1"]


def test_the_release_says_which_portfolio_was_judged_and_what_was_allowed(
    requested: Shell,
) -> None:
    assert requested("release", "R0001", "--by", "ben", "--shared-evidence").code == 0
    with Ledger.at(Place.of(None, requested.folder)) as ledger:
        last = ledger.entries()[-1].draft
    assert last.judged == gated().digest()
    assert "one piece of evidence was allowed" in last.why
