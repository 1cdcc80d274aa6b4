"""What the commands say about findings and plans."""

import re

import pytest

from headgate.wording import count, finding, many, result
from models.plan import SolveStatus
from models.portfolio import Portfolio
from tests.headgate.plans import ERROR, WAIVED, WARNING, by_hand


def test_a_finding_says_how_bad_where_what_and_what_is_allowed() -> None:
    assert finding(ERROR) == (
        "error    Stages!D5: '12k' is not an amount; a number such as 12000 (also Budgets!C2)"
    )
    assert finding(WARNING) == "warning  Teams!E2: team shop has no leader; name one"


def test_a_waived_finding_names_who_waived_it() -> None:
    words = "waived   Teams!E2: team shop has no leader; name one (waived by Nora Wolf)"
    assert finding(WAIVED) == words


def test_findings_are_counted_by_severity() -> None:
    assert count([]) == "0 errors, 0 warnings"
    assert count([ERROR, WARNING, WARNING]) == "1 error, 2 warnings"
    assert count([ERROR, WAIVED]) == "1 error, 0 warnings, 1 waived"


def test_one_is_not_many() -> None:
    assert [many(n, "check") for n in (0, 1, 2)] == ["0 checks", "1 check", "2 checks"]


def test_a_plan_is_said_in_five_lines(portfolio: Portfolio) -> None:
    worth = "EUR 100,000; no plan can be worth more than EUR 100,050, this one is within 0.05 %"
    assert result(by_hand(), portfolio, "plan.xlsx", 3.21) == (
        f"Worth     {worth}",
        "Money     EUR 30,000 to release now, EUR 25,000 held, EUR 18,000 planned for later",
        "Tranches  1 released, 1 release now, 1 planned, 1 held, 0 not funded, 1 stopped",
        "People    1 of 7 people at work, 1.5 FTE moved between teams",
        "Written   plan.xlsx in 3.2 s; the audit passed 1 check; 0 errors, 1 warning, 1 waived",
    )


def test_missing_people_are_said(portfolio: Portfolio) -> None:
    people = result(by_hand(short=True), portfolio, "plan.xlsx", 1)[3]
    assert people.endswith("1.5 FTE-periods of committed work without people")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SolveStatus.OPTIMAL, r"^Worth     EUR 100,000; no plan is worth more$"),
        (SolveStatus.TIME_LIMIT, r"^Worth     \(best plan when the time was up\) EUR 100,000; no"),
        (SolveStatus.STOPPED, r"^Worth     \(best plan when the search was stopped\) EUR 100,000"),
    ],
)
def test_f45_the_first_line_says_why_the_search_ended(
    portfolio: Portfolio, status: SolveStatus, words: str
) -> None:
    assert re.search(words, result(by_hand(status), portfolio, "plan.xlsx", 1)[0])
