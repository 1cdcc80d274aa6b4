"""Where rows go, and what refers to them."""

import pytest

from data.workbook.editing.markup import tree, written
from data.workbook.editing.moves import Moves, moved_formula, moved_list
from data.workbook.editing.page import Page

MOVES = Moves((3, 5), last=8, new_last=9)
"""Of the data in rows 2 to 8 two rows go and three come: 2 4 6 7 8 are 2 3 4 5 6 then."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A2", "A2"),
        ("A4", "A3"),
        ("A3", "A3"),  # of a row that is gone: the row that takes its place
        ("A8", "A6"),
        ("A9", "A9"),  # what stands below the data stays
        ("$A$2:$A$8", "$A$2:$A$9"),  # all of the data still is
        ("A2:A4", "A2:A3"),
        ("A3:A5", "A3:A3"),
        ("A2:A100000", "A2:A100000"),
        ("B8:D8", "B6:D6"),  # one row stays one row
        ("A:A", "A:A"),
        ("2:8", "2:9"),
        ("$1:$1", "$1:$1"),
    ],
)
def test_references_follow(before: str, after: str) -> None:
    assert MOVES.place(before, grows=False) == after


def test_drop_downs_grow_with_the_data() -> None:
    assert moved_list("A2:A8 C8 D2:D1001", MOVES) == "A2:A9 C6:C9 D2:D1001"


@pytest.mark.parametrize(
    ("formula", "home", "after"),
    [
        ("B4*2", "Data", "B3*2"),
        ("B4*2", "Other", "B4*2"),
        ("SUM(Data!B2:B8)+Other!B4", "Other", "SUM(Data!B2:B9)+Other!B4"),
        ("'My Data'!B4", "Other", "'My Data'!B3"),
        ("'It''s'!B4&\"Data!B4\"", "Other", "'It''s'!B3&\"Data!B4\""),
        ("Table1[Amount]+B4", "Data", "Table1[Amount]+B3"),
        ('IF(Data!$B$6>1,"a",B4:C4)', "Data", 'IF(Data!$B$4>1,"a",B3:C3)'),
        ('"unclosed', "Data", '"unclosed'),
        ("LOG10(B4)", "Data", "LOG10(B3)"),
    ],
)
def test_formulas_follow(formula: str, home: str, after: str) -> None:
    moves = dict.fromkeys(("Data", "My Data", "It's"), MOVES)
    assert moved_formula(formula, moves, home) == after


SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="y" '
    'xmlns:y="urn:other"><x:sheetData><x:row y:dyDescent="0.25"><x:c><x:v>1</x:v></x:c>'
    '<x:c><x:f t="shared" ref="B1:B3" si="0">A1*2</x:f><x:v>2</x:v></x:c></x:row>'
    '<x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c><x:c r="B2"><x:f t="shared" si="0"/></x:c></x:row>'
    '<x:row r="3"><x:c r="B3"><x:f t="shared" si="0"/></x:c>'
    '<x:c r="C3"><x:f t="array" ref="C3">SUM(A1:A3)</x:f></x:c></x:row>'
    '</x:sheetData><x:note text="a&#10;&quot;b&amp;&lt;">&lt;&#13;</x:note></x:worksheet>'
)


def test_other_prefixes_cells_without_names_and_shared_formulas() -> None:
    page = Page(tree(SHEET.encode()), since_1904=False)
    page.move(Moves((2,), last=3, new_last=2))
    page.put(3, 1, "new")
    text = written(page.document).decode()
    assert '<x:row y:dyDescent="0.25" r="1"><x:c r="A1">' in text
    assert '<x:c r="B1"><x:f>A1*2</x:f><x:v>2</x:v></x:c>' in text
    assert '<x:row r="2"><x:c r="B2"><x:f>A3*2</x:f></x:c>' in text
    assert '<x:c r="C2"><x:f t="array" ref="C2">SUM(A1:A3)</x:f></x:c>' in text
    assert (
        '<x:c r="B3" t="inlineStr"><x:is><x:t xml:space="preserve">new</x:t></x:is></x:c>' in text
    )
    assert 'mc:Ignorable="y"' in text
    assert '<x:note text="a&#10;&quot;b&amp;&lt;">&lt;&#13;</x:note>' in text
    assert page.extent() == "A1:C3"
