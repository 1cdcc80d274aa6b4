"""Pictures: which page shows which sheet, and what is said where a tool is missing."""

from pathlib import Path

import pytest

from benchmarks import pictures

PAGE = """Roadmap

What runs when

Shop, portfolio 2027 · as of 2027-01-04                Roadmap                            9 / 48
"""


def test_the_footer_names_the_sheet() -> None:
    assert pictures._footer(PAGE) == "Roadmap"
    assert pictures._footer("") == ""


def test_the_first_page_of_each_sheet_is_chosen() -> None:
    found = ["Summary", "Release now", "Release now", "Roadmap"]
    assert list(pictures._chosen(found, ["Roadmap", "Release now"])) == [
        (4, "roadmap"),
        (2, "release-now"),
    ]
    assert [page for page, _ in pictures._chosen(found, [])] == [1, 2, 3, 4]
    with pytest.raises(LookupError, match="no page of Why; there are Summary, Release now, Roadm"):
        list(pictures._chosen(found, ["Why"]))


def test_a_missing_tool_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda tool: None if tool == "soffice" else "/bin/true")
    assert pictures.main([str(tmp_path / "plan.xlsx"), "-o", str(tmp_path / "out")]) == 2
    assert "soffice not found" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
