"""Sheets of labels: what is drawn where."""

import re
from dataclasses import replace
from typing import Any

import pytest
import segno
from reportlab.pdfgen import canvas as drawing

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.label_sheets import A4_MM, MM, REPLACEMENT, Grid, Label, draw
from chalicelib.libraries.naming import Names
from chalicelib.libraries.texts import text_of

LABEL = Label(
    "https://office.example.cn/#/library/fixed-asset/ZC2026IT00001",
    "三坐标测量机",
    "ZC2026IT00001",
    ("规格型号：CONTURA G3", "存放地点：3 号楼 402"),
    "上海市计量测试技术研究院",
)
LONG = "全自动红外热像仪与恒温恒湿箱组合校准装置" * 20
GRIDS = [Grid(), Grid(2, 5), Grid(4, 10)]


class Recorder(drawing.Canvas):
    """Draws, and remembers what."""

    made: "Recorder"

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        Recorder.made = self
        self.texts: list[tuple[int, float, float, str]] = []
        self.squares: list[list[tuple[float, float, float]]] = []

    def drawString(self, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:  # noqa: N802 - its name
        right = x + self.stringWidth(text, self._fontname, self._fontsize)
        self.texts.append((self.getPageNumber(), x, right, text))
        super().drawString(x, y, text, *rest, **more)

    def beginPath(self) -> Any:  # noqa: N802 - its name
        path, squares = super().beginPath(), []
        rect = path.rect

        def remembered(x: float, y: float, width: float, height: float) -> None:
            squares.append((x, y, width / height))
            rect(x, y, width, height)

        path.rect = remembered
        self.squares.append(squares)
        return path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> type[Recorder]:
    monkeypatch.setattr(drawing, "Canvas", Recorder)
    return Recorder


def matrix(squares: list[tuple[float, float, float]]) -> list[list[int]]:
    """The code that was drawn, read back from its dark runs."""
    left, top = min(x for x, _, _ in squares), max(y for _, y, _ in squares)
    side = min(y - z for _, y, _ in squares for _, z, _ in squares if y - z > 1e-6)
    size = round((top - min(y for _, y, _ in squares)) / side) + 1
    found = [[0] * size for _ in range(size)]
    for x, y, length in squares:
        row, start = round((top - y) / side), round((x - left) / side)
        found[row][start : start + round(length)] = [1] * round(length)
    return found


def test_a_label_says_its_record_and_its_code_opens_it(drawn: type[Recorder]):
    draw([LABEL], Grid(), "资产")
    texts = [text for *_, text in drawn.made.texts]
    assert texts == [LABEL.title, LABEL.key, *LABEL.lines, LABEL.foot]
    (squares,) = drawn.made.squares
    wanted = [[int(dark) for dark in row] for row in segno.make_qr(LABEL.address, error="m").matrix]
    assert matrix(squares) == wanted


@pytest.mark.parametrize("grid", GRIDS, ids=str)
@pytest.mark.parametrize("text", [LONG, LONG.replace("与", " "), "A" * 300, "", " \n\t "], ids=len)
def test_no_text_leaves_its_label(drawn: type[Recorder], grid: Grid, text: str):
    label = replace(LABEL, title=text, key=text[:200], lines=(text, text), foot=text)
    draw([label] * grid.on_a_sheet, grid, "资产")
    width = A4_MM[0] / grid.columns * MM
    for _, left, right, _ in drawn.made.texts:
        assert left // width == (right - 1e-6) // width or left == right


@pytest.mark.parametrize("grid", GRIDS, ids=str)
def test_as_many_sheets_as_the_labels_need(grid: Grid, drawn: type[Recorder]):
    for count, pages in ((1, 1), (grid.on_a_sheet, 1), (grid.on_a_sheet + 1, 2)):
        made = draw([LABEL] * count, grid, "资产")
        assert made.pages == pages
        assert max(page for page, *_ in drawn.made.texts) == pages
        assert len(drawn.made.squares) == count
        assert made.content.startswith(b"%PDF-")


def test_what_the_font_has_no_sign_for_is_shown_and_told(drawn: type[Recorder]):
    made = draw([replace(LABEL, title="压力表😀𠮷", key="一\n二")], Grid(), "资产")
    assert made.replaced == ("😀", "𠮷")
    assert [text for *_, text in drawn.made.texts][:2] == [f"压力表{REPLACEMENT * 2}", "一 二"]
    assert draw([LABEL], Grid(), "资产").replaced == ()


def test_the_same_labels_are_the_same_file():
    first, again = (draw([LABEL] * 3, Grid(), "资产").content for _ in range(2))
    assert first == again
    assert re.search(rb"/FontName /\S*WenQuanYi", first)


NAMES = Names({"liming": "李明"}, {"11": "计量中心"}, {"maker": {"M1": "蔡司"}})


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ({"type": "enum", "options": {"on": "在用"}}, "on", "在用"),
        ({"type": "multi_enum", "options": {"a": "甲", "b": "乙"}}, ["a", "b"], "甲、乙"),
        ({"type": "money"}, 123456789, "1,234,567.89 元"),
        ({"type": "money"}, "••••", "••••"),
        ({"type": "number", "unit": "kg"}, 2.50, "2.5 kg"),
        ({"type": "number"}, 0, "0"),
        ({"type": "boolean"}, False, "否"),
        ({"type": "user"}, "liming", "李明"),
        ({"type": "users"}, ["liming", "gone"], "李明、gone"),
        ({"type": "department"}, 11, "计量中心"),
        ({"type": "library_ref", "library": "maker"}, "M1", "蔡司"),
        ({"type": "daterange"}, ["2026-01-01", "2026-01-31"], "2026-01-01 — 2026-01-31"),
        ({"type": "datetime"}, "2026-01-01T08:30", "2026-01-01 08:30"),
        ({"type": "file"}, {"id": "x", "name": "证书.pdf"}, "证书.pdf"),
        ({"type": "table", "columns": {"a": {"label": "a", "type": "text"}}}, [{"a": "1"}], "1 行"),
        ({"type": "text"}, None, ""),
        ({"type": "text"}, "", ""),
    ],
)
def test_a_value_is_told_as_people_read_it(field: dict[str, Any], value: Any, text: str):
    assert text_of(LibraryField.model_validate({"label": "x", **field}), value, NAMES) == text
