"""Pictures of a workbook's sheets, as LibreOffice prints them: to look at, and for the README.

    python -m benchmarks.pictures out/retailer-plan.xlsx --sheets Summary Roadmap -o docs/images

Each sheet's first page becomes a PNG named after the sheet; without `--sheets` every page of the
workbook does. It takes LibreOffice (`soffice`) and poppler (`pdftotext`, `pdftoppm`).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_TOOLS = ("soffice", "pdftotext", "pdftoppm")
_PAGE = "\f"
"""What stands between two pages of text."""


def printed(workbook: Path, folder: Path) -> Path:
    """The workbook as a PDF, in that folder. Raises OSError where LibreOffice makes none."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    _run([*command, "--outdir", str(folder), str(workbook)])
    made = folder / f"{workbook.stem}.pdf"
    if not made.exists():
        raise OSError(f"{workbook} could not be printed")
    return made


def pages(pdf: Path) -> list[str]:
    """The name of the sheet that each page shows, as its footer has it."""
    text = _run(["pdftotext", "-layout", str(pdf), "-"])
    return [_footer(page) for page in text.split(_PAGE)[:-1]]


def _footer(page: str) -> str:
    """The footer is the last line: the portfolio, the sheet, the page, far apart."""
    last = page.rstrip().rpartition("\n")[2]
    parts = [part.strip() for part in last.split("   ") if part.strip()]
    return parts[-2] if len(parts) > 1 else ""


def pictured(pdf: Path, page: int, target: Path, dots: int) -> None:
    """One page, counted from 1, as a PNG with so many dots per inch."""
    stem = str(target.with_suffix(""))
    where = ["-f", str(page), "-l", str(page)]
    _run(["pdftoppm", "-png", "-singlefile", "-r", str(dots), *where, str(pdf), stem])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def _chosen(found: list[str], sheets: list[str]) -> Iterator[tuple[int, str]]:
    """Numbers of pages and names of pictures. Raises LookupError for a sheet that is not there."""
    if not sheets:
        yield from ((number, f"page-{number:03d}") for number in range(1, len(found) + 1))
    for sheet in sheets:
        if sheet not in found:
            raise LookupError(f"no page of {sheet}; there are {', '.join(dict.fromkeys(found))}")
        yield found.index(sheet) + 1, sheet.lower().replace(" ", "-")


def main(argv: list[str] | None = None) -> int:
    """Print, choose, draw; returns the exit code."""
    parser = argparse.ArgumentParser(description="Pictures of a workbook's sheets.")
    parser.add_argument("workbook", type=Path)
    parser.add_argument("--sheets", nargs="*", default=[], metavar="SHEET")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/pictures"))
    parser.add_argument("--dots", type=int, default=110, help="per inch (110 unless given)")
    asked = parser.parse_args(argv)
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"Pictures take LibreOffice and poppler: {', '.join(missing)} not found.")
        return 2
    asked.output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        try:
            pdf = printed(asked.workbook, Path(folder))
            for page, name in _chosen(pages(pdf), asked.sheets):
                target = asked.output / f"{name}.png"
                pictured(pdf, page, target, asked.dots)
                print(target)
        except (OSError, LookupError) as fault:
            print(fault)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
