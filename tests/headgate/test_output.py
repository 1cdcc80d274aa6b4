"""Places for results: refused before the work begins, kept aside when locked at its end."""

import os
import re
from pathlib import Path

import pytest

from headgate.errors import Exit, OutputError
from headgate.output import keep, ready

XLSX = {".xlsx"}


def test_a_new_file_in_a_folder_is_fine(tmp_path: Path) -> None:
    ready(tmp_path / "plan.xlsx", XLSX)
    ready(tmp_path / "PLAN.XLSX", XLSX)
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_is_fine_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_text("old")
    ready(tmp_path / "plan.xlsx", XLSX)
    assert (tmp_path / "plan.xlsx").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plan.pdf", "plan.pdf: a result of this kind is written as .xlsx"),
        ("plan", "plan: a result of this kind is written as .xlsx"),
        ("missing/plan.xlsx", "there is no folder {folder}/missing; make it first"),
        ("folder.xlsx", "folder.xlsx is a folder; name a file in it"),
        ("input.xlsx", "input.xlsx is the input; give the result another name"),
        ("other/../input.xlsx", "is the input; give the result another name"),
        ("locked.xlsx", "seems to be open in a spreadsheet program; close it there"),
        ("office.xlsx", "or delete {folder}/.~lock.office.xlsx# if no program has it open"),
    ],
)
def test_a_place_that_cannot_take_the_result(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "other").mkdir()
    for file in ("input.xlsx", "locked.xlsx", "~$locked.xlsx", ".~lock.office.xlsx#"):
        (tmp_path / file).touch()
    with pytest.raises(OutputError, match=re.escape(words.format(folder=tmp_path))) as refusal:
        ready(tmp_path / name, XLSX, inputs=[tmp_path / "input.xlsx"])
    assert refusal.value.code is Exit.INPUT


def test_a_folder_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="takes no new files; choose another"):
        ready(tmp_path / "plan.xlsx", XLSX)


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "plan.xlsx").touch()
    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(OutputError, match="it is open in another program or protected"):
        ready(tmp_path / "plan.xlsx", XLSX)


def test_what_is_locked_in_the_end_is_kept_aside(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        if path.name == "plan.xlsx":
            raise PermissionError(13, "Permission denied")
        path.write_text("hours of work")

    with pytest.raises(OutputError, match=r"open in another program; the result is kept in .*-new"):
        keep(tmp_path / "plan.xlsx", write)
    assert (tmp_path / "plan-new.xlsx").read_text() == "hours of work"


@pytest.mark.parametrize("error", [PermissionError(13, "Denied"), OSError(28, "No space left")])
def test_what_can_be_kept_nowhere_is_said(tmp_path: Path, error: OSError) -> None:
    def write(_: Path) -> None:
        raise error

    with pytest.raises(OutputError, match=f"could not be written: {error.strerror}"):
        keep(tmp_path / "plan.xlsx", write)
