"""Words kept private in a field: a key puts the marks, a band shows them, nothing else of the text changes."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.sharing import marks
from peerjournal.ui.widgets.editor.units import units
from peerjournal.ui.widgets.private_text import PrivateText

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _select(field: PrivateText, text: str, start: int, end: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(units(text, start))
    cursor.setPosition(units(text, end), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def _shaded(field: PrivateText) -> str:
    found: list[str] = []
    block = field.document().begin()
    while block.isValid():
        raw = block.text().encode("utf-16-le")
        shaded = [f for f in block.layout().formats() if f.format.background().style() is not Qt.BrushStyle.NoBrush]
        found += [raw[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le") for f in shaded]
        block = block.next()
    return "\n".join(found)


def test_one_key_keeps_the_selection_private_and_opens_it_again(qtbot: QtBot) -> None:
    field = PrivateText("What happened?")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    text = "A silence. 😀\nMrs Holm wept.\nThen we laughed."
    field.insertPlainText(text)
    _select(field, text, text.index("Mrs"), text.index("\nThen"))
    QTest.keyClick(field, Qt.Key.Key_P, CONTROL | SHIFT)
    assert field.text() == "A silence. 😀\n{keep}Mrs Holm wept.{/keep}\nThen we laughed."
    assert field.textCursor().selectedText() == "Mrs Holm wept."
    qtbot.waitUntil(lambda: "Mrs Holm wept." in _shaded(field))
    assert "laughed" not in _shaded(field)
    QTest.keyClick(field, Qt.Key.Key_P, CONTROL | SHIFT)
    assert field.text() == text
    qtbot.waitUntil(lambda: _shaded(field) == "")
    field.undo()
    assert "{keep}" in field.text()


def test_a_mark_that_never_ends_shades_everything_behind_it(qtbot: QtBot) -> None:
    field = PrivateText("What happened?")
    qtbot.addWidget(field)
    field.set_text("Before\nbetween\nbehind")
    cursor = field.textCursor()
    cursor.setPosition(7)
    cursor.insertText("{keep}")
    qtbot.waitUntil(lambda: "behind" in _shaded(field))
    assert "Before" not in _shaded(field)


@given(
    text=st.text(st.sampled_from("ab \n😀ä"), min_size=1, max_size=40),
    places=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_keeping_words_private_changes_nothing_else(qtbot: QtBot, text: str, places: tuple[int, int]) -> None:
    field = PrivateText("What happened?")
    qtbot.addWidget(field)
    field.set_text(text)
    start, end = sorted(min(place, len(text)) for place in places)
    _select(field, text, start, end)
    field.toggle_private()
    assert marks.without_marks(field.text()) == text
    assert text[start:end].strip() in "".join(marks.private_texts(field.text()))
