"""The command line as a whole: whatever happens, words and an exit code, and no traceback."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from headgate.__main__ import main
from headgate.commands import COMMANDS
from headgate.errors import Exit


def _boom(_: argparse.Namespace) -> Exit:
    raise ZeroDivisionError("a fault of our own")


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: headgate" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    words = capsys.readouterr().out
    assert all(f"\n    {name} " in words for name in ("new", "check", "plan", "audit", "schema"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["paln"], "There is no command 'paln'; did you mean 'plan'?"),
        (["PLAN"], "There is no command 'PLAN'; did you mean 'plan'?"),
        (
            ["forecast"],
            ", ".join(command.NAME for command in COMMANDS),
        ),
        (["plan"], "the following arguments are required: portfolio"),
        (["plan", "p.xlsx", "--gap", "small"], "'small' is not a percentage such as 0.1"),
        (["plan", "p.xlsx", "--gap", "nan"], "'nan' is not a percentage such as 0.1"),
        (["plan", "p.xlsx", "--gap", "101%"], "'101%' is not between 0 and 100"),
        (["plan", "p.xlsx", "--gap=-1"], "'-1' is not between 0 and 100"),
        (["plan", "p.xlsx", "--time-limit", "0"], "'0' is not a whole number of seconds from 1"),
        (["plan", "p.xlsx", "--time-limit", "1.5"], "'1.5' is not a whole number of seconds"),
        (["plan", "p.xlsx", "--audience", "press"], "invalid choice: 'press'"),
        (["check", "p.xlsx", "--jso"], "unrecognized arguments: --jso"),
        (["--verbose", "schema"], "unrecognized arguments: --verbose"),
    ],
)
def test_a_wrong_command_line_is_answered_with_what_is_right(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "--help" in said.err
    assert said.out == ""


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "headgate 0.1.0\n"


def test_a_fault_of_our_own_is_kept_in_a_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("headgate.commands.schema.run", _boom)
    assert main(["schema"]) == 1
    said = capsys.readouterr()
    (report,) = tmp_path.glob("headgate-report-*.txt")
    assert "Headgate failed (ZeroDivisionError); nothing was written." in said.err
    assert str(report) in said.err
    assert "Traceback" not in said.err
    kept = report.read_text(encoding="utf-8")
    assert kept.startswith("headgate 0.1.0, Python 3.")
    assert "Traceback" in kept
    assert "a fault of our own" in kept


def test_a_folder_that_takes_no_report_is_no_obstacle(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("headgate.commands.schema.run", _boom)
    monkeypatch.setattr(Path, "write_text", full)
    assert main(["schema"]) == 1
    assert "a fault of our own" in capsys.readouterr().err


def test_f48_want_of_memory_is_said_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: argparse.Namespace) -> Exit:
        raise MemoryError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("headgate.commands.schema.run", full)
    assert main(["schema"]) == 1
    assert "There is not enough memory for this portfolio" in capsys.readouterr().err


def test_a_fault_of_our_own_is_one_document_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("headgate.commands.check.run", _boom)
    assert main(["check", "p.xlsx", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["status"], document["exit"]) == ("internal error", 1)
    assert "headgate-report-" in document["message"]


@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_before_there_is_a_plan(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    def pressed(_: argparse.Namespace) -> Exit:
        raise KeyboardInterrupt

    monkeypatch.setattr("headgate.commands.check.run", pressed)
    assert main(["check", "p.xlsx", *(["--json"] if as_json else [])]) == 130
    said = capsys.readouterr()
    if as_json:
        assert json.loads(said.out)["status"] == "stopped"
    else:
        assert said.err == "Stopped; nothing was written.\n"


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m headgate schema | head -1"
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("{\n", "", 0)


def test_letters_that_the_terminal_lacks_are_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "headgate", "check", str(tmp_path / "müßig 計画.xlsx")]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert b"there is no such file" in done.stderr
    assert b"Traceback" not in done.stderr
