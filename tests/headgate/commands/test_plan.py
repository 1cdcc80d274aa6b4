"""`headgate plan`."""

import json
import os
import signal
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import headgate
from headgate.__main__ import main
from headgate.errors import AuditFailed, InputFaults, NothingFound
from headgate.pipeline import run
from models.earlier import Earlier
from models.issue import Issue, Place, Severity
from models.plan import Check, Plan, SolveStatus
from models.portfolio import Portfolio
from tests.headgate.conftest import small
from tests.portfolios import build, fund, initiative, person, stage, team

Pipeline = Callable[..., Plan]
INPUTS = ["portfolio.json", "portfolio.xlsx"]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Pipeline], None]:
    """Puts another pipeline in the place of the real one."""
    return lambda other: monkeypatch.setattr("headgate.pipeline.run", other)


def _files(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_plan_is_written_and_said_in_five_lines(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "portfolio.xlsx", "-o", "my plan.xlsx"]) == 0
    said = capsys.readouterr()
    worth, money, tranches, people, written = said.out.splitlines()
    assert worth.endswith("no plan is worth more")
    assert money == "Money     EUR 60 to release now, EUR 0 held, EUR 60 planned for later"
    assert tranches.startswith("Tranches  0 released, 1 release now, 1 planned")
    assert people == "People    1 of 1 person at work, 0 FTE moved between teams"
    assert written.startswith("Written   my plan.xlsx in ")
    assert 1 <= len(said.err.splitlines()) <= 12
    assert _files(place) == ["my plan.xlsx", *INPUTS]
    assert openpyxl.load_workbook(place / "my plan.xlsx").sheetnames[0] == "Summary"


def test_a_folder_and_a_document_give_the_plan_of_the_workbook(place: Path) -> None:
    headgate.write(small(), place / "folder")
    values = []
    for source in ("portfolio.xlsx", "portfolio.json", "folder"):
        plan = headgate.plan(headgate.read(source))
        values.append((plan.value, plan.stages))
    assert values == values[:1] * 3


def test_the_plan_is_plan_xlsx_unless_named(place: Path) -> None:
    assert main(["plan", "portfolio.json"]) == 0
    assert _files(place) == ["plan.xlsx", *INPUTS]


def test_json_is_one_document_on_stdout_and_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(place / "portfolio.xlsx"), "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("plan", "optimal", 0)
    assert document["value"] == document["bound"]
    assert document["value"] == headgate.plan(small()).value.total
    assert document["gap"] == 0
    assert document["tranches"]["release now"] == document["tranches"]["planned"] == 1
    assert sum(document["tranches"].values()) == 2
    assert document["output"] == "plan.xlsx"
    assert document["checks"]
    assert all(check["passed"] for check in document["checks"])


def test_options_reach_the_search(
    place: Path, pipeline: Callable[[Pipeline], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def noting(portfolio: Portfolio, **options: object) -> Plan:
        asked.update(options)
        return run(portfolio)

    def to_audience(*arguments: object) -> None:
        asked["audience"] = arguments[-1]

    pipeline(noting)
    monkeypatch.setattr("reports.write_plan", to_audience)
    source = str(place / "portfolio.json")
    options = ["--gap", "0.5%", "--time-limit", "7", "--audience", "executives"]
    assert main(["plan", source, *options]) == 0
    assert (asked["gap"], asked["time_limit"]) == (Decimal("0.5"), 7)
    assert asked["audience"] == "executives"
    assert main(["plan", source]) == 0
    assert (asked["gap"], asked["time_limit"], asked["audience"]) == (None, None, "all")


def test_a_plan_begins_from_an_earlier_one(
    place: Path, pipeline: Callable[[Pipeline], None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked: dict[str, Any] = {}

    def noting(portfolio: Portfolio, **options: object) -> Plan:
        asked.update(options)
        return run(portfolio, earlier=asked["earlier"])

    before = Earlier.of(headgate.plan(small()).bare)
    assert main(["plan", "portfolio.xlsx"]) == 0
    pipeline(noting)
    assert main(["plan", "portfolio.xlsx", "--from", "plan.xlsx", "-o", "again.xlsx"]) == 0
    assert asked["earlier"].starts == before.starts
    assert set(asked["earlier"].assignments) == set(before.assignments)
    about = openpyxl.load_workbook(place / "again.xlsx")["About"]
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["Step: Earlier plan"] == "not needed: one exact solve decided everything"
    capsys.readouterr()
    assert main(["plan", "portfolio.xlsx", "--from", "portfolio.xlsx", "-o", "no.xlsx"]) != 0
    assert main(["plan", "portfolio.xlsx", "--from", "plan.xlsx"]) == 2  # would be written over
    assert "the workbook is no plan" in capsys.readouterr().err
    assert not (place / "no.xlsx").exists()


def test_what_only_the_reader_saw_reaches_the_plan(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(place / "portfolio.xlsx")
    book["Stages"].row_dimensions[3].hidden = True
    book.save(place / "portfolio.xlsx")
    assert main(["plan", "portfolio.xlsx", "--json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["at"] == "Stages"
    assert "hidden" in finding["what"]


def test_faults_stop_before_anything_is_planned(
    place: Path, capsys: pytest.CaptureFixture[str], pipeline: Callable[[Pipeline], None]
) -> None:
    pipeline(_never)
    book = openpyxl.load_workbook(place / "portfolio.xlsx")
    book["Stages"]["D2"] = -5
    book.save(place / "portfolio.xlsx")
    assert main(["plan", "portfolio.xlsx"]) == 2
    said = capsys.readouterr()
    assert "error    Stages!D2: " in said.err
    assert said.err.endswith("1 error, 0 warnings; nothing was written\n")
    assert said.out == ""
    assert _files(place) == INPUTS


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("portfolio.xlsx", "portfolio.xlsx is the input; give the result another name"),
        ("plan.pdf", "plan.pdf: a result of this kind is written as .xlsx"),
        ("away/plan.xlsx", "there is no folder away; make it first"),
        ("open.xlsx", "open.xlsx seems to be open in a spreadsheet program"),
    ],
)
def test_a_place_that_cannot_take_the_plan_is_said_before_planning(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    pipeline: Callable[[Pipeline], None],
    output: str,
    words: str,
) -> None:
    pipeline(_never)
    (place / "~$open.xlsx").touch()
    before = (place / "portfolio.xlsx").read_bytes()
    assert main(["plan", "portfolio.xlsx", "-o", output]) == 2
    assert words in capsys.readouterr().err
    assert main(["plan", "portfolio.xlsx", "-o", output, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["status"] == "not written"
    assert (place / "portfolio.xlsx").read_bytes() == before


@pytest.mark.parametrize("as_json", [False, True])
def test_f43_work_that_must_be_done_and_cannot_be_paid(
    place: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        initiative("law", stage(500_00, needs={"build": 2}), must_do=True),
    )
    headgate.write(portfolio, place / "law.xlsx")
    assert main(["plan", "law.xlsx", *(["--json"] if as_json else [])]) == 3
    said = capsys.readouterr()
    if as_json:
        document = json.loads(said.out)
        assert document["status"] == "no plan"
        places = [finding["at"] for finding in document["findings"]]
    else:
        assert "No plan can satisfy this portfolio. These rows cannot all hold" in said.err
        places = [line.split(":")[0].strip() for line in said.err.splitlines() if "!" in line]
    assert {name.split("!")[0] for name in places} == {"Initiatives", "Budgets"}
    assert _files(place) == ["law.xlsx", *INPUTS]


def test_f44_nothing_found_in_time(
    place: Path, capsys: pytest.CaptureFixture[str], pipeline: Callable[[Pipeline], None]
) -> None:
    def slow(*_: object, **__: object) -> Plan:
        raise NothingFound(1)

    pipeline(slow)
    assert main(["plan", "portfolio.xlsx"]) == 4
    assert "No plan was found within 1 s" in capsys.readouterr().err
    assert main(["plan", "portfolio.xlsx", "--json"]) == 4
    assert json.loads(capsys.readouterr().out)["status"] == "nothing found"
    assert _files(place) == INPUTS


def test_ctrl_c_keeps_the_best_plan_so_far(
    place: Path, capsys: pytest.CaptureFixture[str], pipeline: Callable[[Pipeline], None]
) -> None:
    def interrupted_run(portfolio: Portfolio, **options: Any) -> Plan:  # noqa: ANN401 - as given
        assert not options["interrupted"]()
        os.kill(os.getpid(), signal.SIGINT)
        assert options["interrupted"]()
        return run(portfolio).model_copy(update={"status": SolveStatus.STOPPED})

    pipeline(interrupted_run)
    assert main(["plan", "portfolio.xlsx"]) == 130
    assert "(best plan when the search was stopped)" in capsys.readouterr().out
    assert _files(place) == ["plan.xlsx", *INPUTS]
    assert main(["plan", "portfolio.xlsx", "--json"]) == 130
    document = json.loads(capsys.readouterr().out)
    assert (document["status"], document["exit"]) == ("stopped", 130)


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_before_any_plan_writes_nothing(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    pipeline: Callable[[Pipeline], None],
    presses: int,
) -> None:
    def interrupted_run(*_: object, **__: object) -> Plan:
        for _press in range(presses):
            os.kill(os.getpid(), signal.SIGINT)
        raise NothingFound

    pipeline(interrupted_run)
    assert main(["plan", "portfolio.xlsx"]) == 130
    assert "Stopped; nothing was written." in capsys.readouterr().err
    assert _files(place) == INPUTS


def test_f50_a_plan_that_the_audit_refuses_is_not_written_and_can_be_made_again(
    place: Path, capsys: pytest.CaptureFixture[str], pipeline: Callable[[Pipeline], None]
) -> None:
    def wrong(*_: object, **__: object) -> Plan:
        raise AuditFailed([Check(name="budgets hold", passed=False, detail="main is over by 1")])

    (place / "plan.xlsx").write_text("last quarter's")
    pipeline(wrong)
    assert main(["plan", "portfolio.xlsx"]) == 1
    said = capsys.readouterr().err
    assert "The audit refused the plan; nothing was written." in said
    assert "budgets hold: main is over by 1" in said
    assert "plan-refused.json" in said
    assert headgate.read("plan-refused.json").digest() == small().digest()
    assert (place / "plan.xlsx").read_text() == "last quarter's"


def test_faults_that_the_pipeline_finds_have_their_cells(
    place: Path, capsys: pytest.CaptureFixture[str], pipeline: Callable[[Pipeline], None]
) -> None:
    found = Place(sheet="Stages", row=1, column="Tranche")

    def faulty(*_: object, **__: object) -> Plan:
        raise InputFaults([Issue(severity=Severity.ERROR, place=found, what="too much")])

    pipeline(faulty)
    assert main(["plan", "portfolio.xlsx"]) == 2
    assert "error    Stages!D3: too much" in capsys.readouterr().err
    assert _files(place) == INPUTS


def _never(*_: object, **__: object) -> Plan:
    raise AssertionError("nothing must be planned")


def test_all_audiences_get_their_workbooks(
    place: Path, pipeline: Callable[[Pipeline], None], capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline(run)
    source, output = place / "portfolio.json", place / "plan.xlsx"
    assert main(["plan", str(source), "-o", str(output), "--audience", "all", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    names = ["finance", "delivery", "executives"]
    wanted = {"all": str(output)} | {name: str(place / f"plan-{name}.xlsx") for name in names}
    assert answer["outputs"] == wanted
    assert answer["output"] == str(output)
    seen = {name: set(_sheets(Path(path))) for name, path in wanted.items()}
    assert seen["all"] == seen["finance"]
    assert {"Staffing", "Assignments"} <= seen["delivery"] - seen["executives"]
    assert main(["plan", str(source), "-o", str(output)]) == 0
    assert len(list(place.glob("plan*.xlsx"))) == 4


def test_no_workbook_of_an_audience_is_put_over_the_input(
    place: Path, pipeline: Callable[[Pipeline], None], capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline(run)
    source = place / "plan-finance.xlsx"
    assert main(["new", str(source), "--example", "industrial"]) == 0
    before = source.read_bytes()
    output = str(place / "plan.xlsx")
    assert main(["plan", str(source), "-o", output, "--audience", "all"]) == 2
    assert "plan-finance.xlsx is the input" in capsys.readouterr().err
    assert source.read_bytes() == before
    assert not (place / "plan.xlsx").exists()


def _sheets(path: Path) -> list[str]:
    return list(openpyxl.load_workbook(path, read_only=True).sheetnames)
