"""Faults 1 to 11 of workbooks as files: each is refused before anything is made of it."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from data.reading import read
from tests.data.draft import Draft, errors, part, repacked

SHEET = "xl/worksheets/sheet2.xml"
ACCEPTED = "an Excel workbook (.xlsx), a JSON document (.json) or a folder of CSV files"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return Draft().save(tmp_path / "good.xlsx")


def only_error(path: Path) -> str:
    [found] = errors(read(path))
    return found


def test_f01_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(b"")
    assert only_error(path) == f"p.xlsx: the file is empty; {ACCEPTED}"


def test_f01_not_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_text("Initiative,Stage")
    assert only_error(path) == f"p.xlsx: the file is not a workbook; {ACCEPTED}"


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_f01_cut_short(good: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "p.xlsx"
    content = good.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert only_error(path).startswith("p.xlsx: the file is damaged")


def test_f01_zip_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear reader")
    assert only_error(path) == f"p.xlsx: the file is no Excel workbook; {ACCEPTED}"


def test_f01_missing_file(tmp_path: Path) -> None:
    assert only_error(tmp_path / "p.xlsx").startswith("p.xlsx: no such file")


def test_f02_old_xls(tmp_path: Path) -> None:
    path = tmp_path / "p.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000))
    assert only_error(path).endswith("in the old .xls format; the workbook saved as .xlsx")


def test_f02_password(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000) + stream + bytes(1_000))
    assert only_error(path).endswith("has a password; a workbook saved without a password")


def test_f02_password_of_the_archive(good: Path) -> None:
    content = bytearray(good.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        content[at + flags] |= 1
    good.write_bytes(content)
    assert "password" in only_error(good)


def test_f02_xlsb(good: Path, tmp_path: Path) -> None:
    path = repacked(good, tmp_path / "p.xlsb", {"xl/workbook.xml": None, "xl/workbook.bin": b"\0"})
    assert only_error(path).endswith("in the binary .xlsb format; the workbook saved as .xlsx")


def test_f03_macro_ending(good: Path) -> None:
    path = good.rename(good.with_suffix(".xlsm"))
    assert only_error(path).endswith("one with macros; the workbook saved as .xlsx")


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_f03_macro_part(good: Path, tmp_path: Path, name: str) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {name: b"x"})
    assert "the workbook has macros in it" in only_error(path)


def test_f03_macro_type(good: Path, tmp_path: Path) -> None:
    types = part(good, "[Content_Types].xml")
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert old in types
    active = types.replace(old, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    path = repacked(good, tmp_path / "p.xlsx", {"[Content_Types].xml": active})
    assert "one with macros" in only_error(path)


def test_f04_zip_bomb_by_ratio(good: Path, tmp_path: Path) -> None:
    bomb = part(good, SHEET).replace(b"</sheetData>", b" " * 20_000_000 + b"</sheetData>")
    path = repacked(good, tmp_path / "p.xlsx", {SHEET: bomb})
    assert path.stat().st_size < 200_000
    assert f"the part {SHEET} unpacks to too much" in only_error(path)


def test_f04_zip_bomb_in_a_part_that_nobody_reads(good: Path, tmp_path: Path) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {"xl/media/image1.png": bytes(20_000_000)})
    assert "xl/media/image1.png unpacks to too much" in only_error(path)


def test_f04_too_many_entries(good: Path, tmp_path: Path) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {f"xl/x{n}.xml": b"<x/>" for n in range(2_000)})
    assert "parts; at most 2,000" in only_error(path)


def test_f04_too_large_in_all(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.workbook.archive.MOST_BYTES", 100_000)
    path = repacked(good, tmp_path / "p.xlsx", {"xl/noise.bin": bytes(range(256)) * 400})
    assert "the workbook unpacks to too much" in only_error(path)


@pytest.mark.parametrize("declared", [10, 5_000_000])
def test_f05_forged_sizes(good: Path, declared: int) -> None:
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        offset = archive.getinfo(SHEET).header_offset
    struct.pack_into("<I", content, offset + 22, declared)
    at = content.find(b"PK\x01\x02")
    while not content[at + 46 :].startswith(SHEET.encode()):
        at = content.find(b"PK\x01\x02", at + 1)
    struct.pack_into("<I", content, at + 24, declared)
    good.write_bytes(content)
    found = only_error(good)
    assert f"the part {SHEET} " in found
    assert "damaged" in found or "unpacks to too much" in found


def test_f06_lone_cell_far_out(tmp_path: Path) -> None:
    draft = Draft()
    draft.finish["Teams"] = lambda _book, page, _row, _column: page.write_string(
        1_048_575, 16_383, "x"
    )
    assert errors(draft.read(tmp_path)) == [
        (
            "Teams!XFD1048576: lies too far out; at most 256 columns and 250,000 rows; "
            "delete what is beyond"
        )
    ]


def test_f06_lone_empty_cell_far_out_is_nothing(tmp_path: Path) -> None:
    draft = Draft()
    draft.finish["Teams"] = lambda book, page, _row, _column: page.write_blank(
        1_048_575, 16_383, None, book.add_format({"bold": True})
    )
    assert errors(draft.read(tmp_path)) == []


def test_f07_a_million_rows(good: Path, tmp_path: Path) -> None:
    def rows(first: int, count: int) -> bytes:
        numbers = range(first, first + count)
        return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in numbers)

    sheet = part(good, SHEET)
    end = sheet.index(b"</sheetData>")
    late = rows(250_001, 300) + b"<unread/>" * 1_000
    path = repacked(good, tmp_path / "p.xlsx", {SHEET: sheet[:end] + late + sheet[end:]})
    far = [text for text in errors(read(path)) if "too far out" in text]
    assert far[-1] == (
        "Periods!A250101: lies too far out; at most 256 columns and 250,000 rows; "
        "delete what is beyond"
    )
    assert len(far) == 100


def test_f07_a_wrong_column_is_not_told_a_hundred_thousand_times(tmp_path: Path) -> None:
    draft = Draft()
    for _ in range(1_500):
        draft.add("Teams", "web", "Web", "produkt")
    found = errors(draft.read(tmp_path))
    assert found[0] == (
        "Teams!C3: 'produkt' is not in the list; "
        "one of: product, platform, infrastructure; nearest: product"
    )
    assert found[-1] == "Teams!A1004: has more faults; these are the first 1,000; none"


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, b"<!DOCTYPE x>"])
@pytest.mark.parametrize(
    "name",
    [
        SHEET,
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "docProps/app.xml",
        "[Content_Types].xml",
        "_rels/.rels",
    ],
)
def test_f08_document_types(good: Path, tmp_path: Path, name: str, declaration: bytes) -> None:
    content = part(good, name)
    _, _, body = content.partition(b"?>")
    path = repacked(good, tmp_path / "p.xlsx", {name: declaration + body})
    assert f"the part {name} declares a document type" in only_error(path)


def test_f08_broken_markup(good: Path, tmp_path: Path) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {SHEET: part(good, SHEET)[:-30]})
    assert f"the part {SHEET} is damaged" in only_error(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_f09_duplicate_entries(good: Path, name: str) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr(name, b"<worksheet/>")
    assert f"the workbook has the part {name} twice" in only_error(good)


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/theme/theme1.xml"])
def test_f10_corrupt_part(good: Path, tmp_path: Path, name: str) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {}, stored=True)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(name)
    middle = entry.header_offset + 30 + len(name) + entry.file_size // 2
    while not chr(content[middle]).isdigit():
        middle += 1
    content[middle] ^= 1
    path.write_bytes(content)
    assert f"the part {name} is damaged" in only_error(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/connections.xml", "connections to other sources"),
        ("xl/queryTables/queryTable1.xml", "connections to other sources"),
    ],
)
def test_f11_external_parts(good: Path, tmp_path: Path, name: str, said: str) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {name: b"<x/>"})
    assert said in only_error(path)


def _links(kind: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{base}/officeDocument/2006/relationships/{kind}" '
        'Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    ).encode()


def test_f11_external_relation_is_refused_and_not_fetched(good: Path, tmp_path: Path) -> None:
    name = "xl/worksheets/_rels/sheet2.xml.rels"
    path = repacked(good, tmp_path / "p.xlsx", {name: _links("image")})
    assert "takes something from outside: http://127.0.0.1:9/x" in only_error(path)


def test_f11_links_of_cells_are_texts(good: Path, tmp_path: Path) -> None:
    name = "xl/worksheets/_rels/sheet2.xml.rels"
    path = repacked(good, tmp_path / "p.xlsx", {name: _links("hyperlink")})
    assert errors(read(path)) == []


def test_f12_parts_that_point_elsewhere(good: Path, tmp_path: Path) -> None:
    path = repacked(good, tmp_path / "p.xlsx", {"../../etc/passwd": b"x"})
    assert "a part that points elsewhere" in only_error(path)
