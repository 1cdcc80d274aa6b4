"""`headgate new`."""

from pathlib import Path

import pytest

import headgate
from data.examples import example, names
from headgate.__main__ import main
from headgate.commands.new import EXAMPLES


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_template_is_a_workbook_that_says_what_is_missing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "portfolio.xlsx"]) == 0
    assert capsys.readouterr().out == (
        "portfolio.xlsx is ready. Next: headgate check portfolio.xlsx\n"
    )
    assert [path.name for path in place.iterdir()] == ["portfolio.xlsx"]
    assert main(["check", "portfolio.xlsx"]) == 2
    assert "Settings!B" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["portfolio.json", "folder"])
def test_other_formats_start_as_an_empty_portfolio_of_this_quarter(name: str) -> None:
    assert main(["new", name]) == 0
    portfolio = headgate.read(name)
    assert len(portfolio.periods) == 8
    now = portfolio.periods[0]
    assert now.start <= portfolio.settings.as_of <= now.end
    assert portfolio.initiatives == ()
    assert main(["check", name]) == 0


def test_the_examples_offered_are_those_that_exist() -> None:
    assert sorted(EXAMPLES) == sorted(names())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_workbook_itself(place: Path, name: str) -> None:
    assert main(["new", "mine.xlsx", "--example", name]) == 0
    assert (place / "mine.xlsx").read_bytes() == example(name).read_bytes()


@pytest.mark.parametrize("target", ["mine.json", "folder"])
def test_an_example_is_the_same_in_every_format(target: str) -> None:
    assert main(["new", target, "--example", "retailer"]) == 0
    assert headgate.read(target).digest() == headgate.read(example("retailer")).digest()


@pytest.mark.parametrize("target", ["mine.xlsx", "mine.json", "folder"])
def test_what_is_there_is_only_written_over_by_force(
    place: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    assert main(["new", target]) == 0
    before = _content(place / target)
    assert main(["new", target, "--example", "retailer"]) == 2
    assert capsys.readouterr().err == f"{target} is there already; --force writes over it\n"
    assert _content(place / target) == before
    assert main(["new", target, "--example", "retailer", "--force"]) == 0
    assert headgate.read(target).digest() == headgate.read(example("retailer")).digest()


def test_an_empty_folder_may_be_filled(place: Path) -> None:
    (place / "folder").mkdir()
    assert main(["new", "folder"]) == 0
    assert (place / "folder" / "Stages.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mine.xlsx", "--example", "retialer"], "no example 'retialer'; did you mean retailer?"),
        (
            ["mine.xlsx", "--example", "bank"],
            "no example 'bank'; there are industrial and retailer",
        ),
        (["mine.xls"], "mine.xls: a result of this kind is written as .json or .xlsx"),
        (["mine.csv"], "mine.csv: a result of this kind is written as .json or .xlsx"),
        (["away/mine.xlsx"], "away/mine.xlsx: there is no folder away; make it first"),
        (["away/folder"], "away/folder: there is no folder away; make it first"),
        (["file"], "file is a file; a folder of CSV files needs another name"),
    ],
)
def test_what_cannot_be_made_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    (place / "file").touch()
    assert main(["new", *arguments]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert [path.name for path in place.iterdir()] == ["file"]


def _content(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}
