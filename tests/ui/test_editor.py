"""The editor, find bar and reading view, as widgets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QDesktopServices,
    QGuiApplication,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import paste, select

from peerjournal.journal.entry import count_words, whole_characters
from peerjournal.ui.theme import apply_theme, current
from peerjournal.ui.widgets.editor import FindBar, MarkdownEditor, ReadingView, clipboard_guard
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor.clipboard import _CLIPBOARD, OURS, ClipboardGuard
from peerjournal.ui.widgets.editor.matching import FoldedText
from peerjournal.ui.widgets.editor.reading import _ClosedDocument

pytestmark = pytest.mark.usefixtures("empty_clipboard")
ctrl, shift, none = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)

TRICKY = "a\u00a0b\u2028c\u2009\U0001f469\u200d\U0001f469 שלום مرحبا\x00\ufeff\ufffc\t\x1c\x85e\u0301"
any_text = st.text(alphabet=st.characters(), max_size=60) | st.text(
    alphabet=st.sampled_from("a \n\r\u2028\u2029\u00a0\ufeff\ufdd0\x00😀\ud800שé"), max_size=30
)


@pytest.fixture
def editor(qtbot: QtBot) -> MarkdownEditor:
    widget = MarkdownEditor()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    widget.setFocus()
    return widget


def cursor_after(editor: MarkdownEditor, words: str) -> None:
    end = editor.text().index(words) + len(words)
    editor.go_to(end, end)


def styled(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """What the highlighter made of a block, in UTF-16 units. Every step is kept alive while the next is read."""
    layout = block.layout()
    ranges = layout.formats()
    return [(r.start, r.length, QTextCharFormat(r.format)) for r in ranges]


# ------------------------------------------------------------------------------------------------ the text


@given(any_text)
def test_text_comes_back_to_the_letter(editor: MarkdownEditor, text: str) -> None:
    editor.set_text(text)
    assert editor.text() == whole_characters(text)


@given(st.text(alphabet=st.sampled_from("a b*_\n\u2028\u00a0\ufeff\x00😀שé\ud83d"), max_size=30))
def test_an_edit_and_its_undoing_give_the_letters_back(editor: MarkdownEditor, text: str) -> None:
    editor.set_text(text)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertPlainText("z")
    assert editor.text() == whole_characters(text) + "z"
    editor.undo()
    assert editor.text() == whole_characters(text)


def test_what_is_tricky_survives_an_edit(editor: MarkdownEditor) -> None:
    editor.set_text("\ufeff" + TRICKY)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "z")
    assert editor.text() == "\ufeff" + TRICKY + "z"


def test_line_ends_as_given_until_the_first_edit(editor: MarkdownEditor) -> None:
    editor.set_text("a\r\nb\rc\n")
    assert editor.text() == "a\r\nb\rc\n"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "z")
    assert editor.text() == "a\nb\nc\nz"


@given(any_text.filter(lambda text: "\ufdd0" not in text), st.data())
def test_places_count_characters_of_the_text(editor: MarkdownEditor, text: str, data: st.DataObject) -> None:
    editor.set_text(text)
    kept = editor.text()
    # No cursor can stand between the two halves of a line end, or inside one visible character.
    cursor, anchor = (data.draw(st.integers(0, len(kept))) for _ in range(2))
    editor.go_to(cursor, anchor)
    place = editor.place()
    editor.go_to(*place)
    assert editor.place() == place
    if "\r" not in kept:
        assert place == (cursor, anchor)


def test_places_are_not_utf16(editor: MarkdownEditor) -> None:
    editor.set_text("😀😀ab")
    editor.go_to(3, 2)
    assert editor.textCursor().selectedText() == "a"
    editor.set_text("a\r\nb")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.place() == (4, 4)
    editor.go_to(3, 3)
    assert editor.textCursor().positionInBlock() == 0
    assert editor.textCursor().blockNumber() == 1


def test_setting_a_text_is_no_edit_and_cannot_be_undone(editor: MarkdownEditor, qtbot: QtBot) -> None:
    editor.set_text("first")
    QTest.keyClicks(editor, "x")
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_text("second")
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()
    editor.undo()
    assert editor.text() == "second"


def test_edited_fires_for_typing_but_not_for_styling(editor: MarkdownEditor, qtbot: QtBot, qapp: QApplication) -> None:
    editor.set_text("# a\n**b**")
    with qtbot.waitSignal(editor.edited):
        QTest.keyClicks(editor, "x")
    with qtbot.assertNotEmitted(editor.edited):
        apply_theme(qapp, "dark", 120)
        apply_theme(qapp, "light", 100)
    assert editor.text() == "x# a\n**b**"


def test_words_are_counted_a_moment_later(editor: MarkdownEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.word_count_changed) as counted:
        editor.set_text("one two\nthree – four's")
    assert counted.args == [4]
    cursor_after(editor, "two")
    with qtbot.waitSignal(editor.word_count_changed) as counted:
        QTest.keyClicks(editor, " and ")
    assert counted.args == [5]
    editor.undo()
    assert editor.word_count() == count_words(editor.text())


# ------------------------------------------------------------------------------------------------- styling


def test_words_are_styled_as_they_are_typed(editor: MarkdownEditor) -> None:
    editor.insertPlainText("😀 ")
    QTest.keyClicks(editor, "so **calm**")
    spans = [(start, length, form.fontWeight()) for start, length, form in styled(editor.document().begin())]
    assert (8, 4, 700) in spans
    assert editor.text() == "😀 so **calm**"


def test_a_fence_styles_what_follows_and_lets_go_again(editor: MarkdownEditor) -> None:
    editor.set_text("\n**a**\n")
    second = editor.document().findBlockByNumber(1)
    QTest.keyClicks(editor, "```")
    assert styled(second)[0][2].fontFixedPitch()
    editor.undo()
    assert not any(form.fontFixedPitch() for _start, _length, form in styled(second))


def test_colours_follow_the_theme(editor: MarkdownEditor, qapp: QApplication) -> None:
    editor.set_text("- a")
    apply_theme(qapp, "dark", 150)
    form = styled(editor.document().begin())[0][2]
    assert form.foreground().color().name() == current().accent.lower()
    assert editor.font().pixelSize() == round(17 * 1.5)


def test_each_paragraph_runs_in_its_own_direction(editor: MarkdownEditor) -> None:
    editor.set_text("hello\nשלום")
    first, second = editor.document().begin(), editor.document().begin().next()
    assert first.textDirection() == Qt.LayoutDirection.LeftToRight
    assert second.textDirection() == Qt.LayoutDirection.RightToLeft


def test_the_column_stays_readable_in_a_wide_window(editor: MarkdownEditor) -> None:
    editor.resize(2400, 600)
    assert editor.viewport().width() <= editor.fontMetrics().averageCharWidth() * 73
    margins = editor.viewportMargins()
    assert margins.left() == margins.right()


def test_beside_the_column_wheel_and_click_work_too(editor: MarkdownEditor) -> None:
    editor.resize(2000, 400)
    editor.set_text("calm day\n" * 300)
    beside = QPointF(20, 200)
    wheel = QWheelEvent(
        beside,
        editor.mapToGlobal(beside),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's constructor takes it by place
    )
    QApplication.sendEvent(editor, wheel)
    assert editor.verticalScrollBar().value() > 0
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, none, beside.toPoint())
    assert editor.textCursor().blockNumber() > 3


# ------------------------------------------------------------------------------------------------ commands


def test_ctrl_b_twice_is_nothing_and_one_undo_step_each(editor: MarkdownEditor) -> None:
    editor.set_text("😀 a calm day")
    select(editor, "calm")
    QTest.keyClick(editor, Qt.Key.Key_B, ctrl)
    assert editor.text() == "😀 a **calm** day"
    assert editor.textCursor().selectedText() == "calm"
    QTest.keyClick(editor, Qt.Key.Key_B, ctrl)
    assert editor.text() == "😀 a calm day"
    editor.undo()
    assert editor.text() == "😀 a **calm** day"
    editor.undo()
    assert editor.text() == "😀 a calm day"
    assert not editor.document().isUndoAvailable()


def test_a_pair_is_opened_written_in_and_left(editor: MarkdownEditor) -> None:
    QTest.keyClicks(editor, "so ")
    QTest.keyClick(editor, Qt.Key.Key_B, ctrl)
    QTest.keyClicks(editor, "calm")
    QTest.keyClick(editor, Qt.Key.Key_B, ctrl)
    QTest.keyClicks(editor, " now")
    assert editor.text() == "so **calm** now"


def test_bold_over_several_lines_marks_each(editor: MarkdownEditor) -> None:
    editor.set_text("- one\n\n- two\nthree")
    editor.go_to(len("- one\n\n- two\n"), 0)
    editor.toggle_mark(md.BOLD_MARK)
    assert editor.text() == "- **one**\n\n- **two**\nthree"
    editor.toggle_mark(md.BOLD_MARK)
    assert editor.text() == "- one\n\n- two\nthree"


@given(st.text(alphabet="ab *_\n-😀", max_size=25), st.data())
def test_bold_twice_is_the_text(editor: MarkdownEditor, text: str, data: st.DataObject) -> None:
    editor.set_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    editor.go_to(end, start)
    if "\n" not in text[start:end] and start < end:
        editor.toggle_mark(md.BOLD_MARK)
        if editor.text() != text:
            editor.toggle_mark(md.BOLD_MARK)
        assert editor.text() == text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((Qt.Key.Key_I, ctrl), "a *calm* day"),
        ((Qt.Key.Key_E, ctrl), "a `calm` day"),
        ((Qt.Key.Key_X, ctrl | shift), "a ~~calm~~ day"),
        ((Qt.Key.Key_2, ctrl | shift), "## a calm day"),
        ((Qt.Key.Key_7, ctrl | shift), "1. a calm day"),
        ((Qt.Key.Key_8, ctrl | shift), "- a calm day"),
        ((Qt.Key.Key_9, ctrl | shift), "- [ ] a calm day"),
        ((Qt.Key.Key_B, ctrl | shift), "> a calm day"),
        ((Qt.Key.Key_K, ctrl | shift), "a [calm]() day"),
    ],
)
def test_every_command_has_its_keys(
    editor: MarkdownEditor, keys: tuple[Qt.Key, Qt.KeyboardModifier], expected: str
) -> None:
    editor.set_text("a calm day")
    select(editor, "calm")
    QTest.keyClick(editor, *keys)
    assert editor.text() == expected
    editor.undo()
    assert editor.text() == "a calm day"


def test_a_link_takes_the_address_from_the_clipboard(editor: MarkdownEditor, qapp: QApplication) -> None:
    qapp.clipboard().setText("https://example.org")
    editor.set_text("the page")
    select(editor, "page")
    editor.insert_link()
    assert editor.text() == "the [page](https://example.org)"


def test_every_command_is_named_and_reachable(editor: MarkdownEditor) -> None:
    for action in editor.formatting_actions():
        assert action.text()
        assert action.shortcut().toString() in action.toolTip()
    menu = editor.context_menu(QPoint(0, 0))
    assert "Format" in [a.text() for a in menu.actions()]
    menu.deleteLater()


def test_a_text_to_read_only_is_not_changed(editor: MarkdownEditor) -> None:
    editor.set_text("- calm")
    editor.setReadOnly(True)
    for action in editor.formatting_actions():
        action.trigger()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    paste(editor, "more")
    assert editor.text() == "- calm"


# --------------------------------------------------------------------------------------------------- lists


def test_enter_goes_on_with_a_list_and_ends_it(editor: MarkdownEditor) -> None:
    QTest.keyClicks(editor, "1. one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "1. one\n2. two\n3. "
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "1. one\n2. two\n"
    editor.undo()
    assert editor.text() == "1. one\n2. two\n3. "
    editor.undo()
    assert editor.text() == "1. one\n2. two"


def test_enter_in_code_and_shift_enter_are_plain(editor: MarkdownEditor) -> None:
    editor.set_text("```\n- a")
    cursor_after(editor, "- a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "```\n- a\n"
    editor.set_text("- a")
    cursor_after(editor, "- a")
    QTest.keyClick(editor, Qt.Key.Key_Return, shift)
    assert editor.text() == "- a\n"


def test_tab_moves_an_item_and_otherwise_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor, following = MarkdownEditor(), QLineEdit()
    box = QVBoxLayout(window)
    box.addWidget(editor)
    box.addWidget(following)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    editor.setFocus()
    editor.set_text("- a\n- b")
    cursor_after(editor, "- b")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "- a\n  - b"
    QTest.keyClick(editor, Qt.Key.Key_Backtab, shift)
    assert editor.text() == "- a\n- b"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "- a\n  - b"
    assert window.focusWidget() is following


# --------------------------------------------------------------------------------------- paste and clipboard


def test_only_plain_text_is_pasted_in_one_step(editor: MarkdownEditor) -> None:
    paste(editor, "a\r\nb\rc", html="<b>a</b>")
    assert editor.text() == "a\nb\nc"
    editor.undo()
    assert editor.text() == ""


def test_a_giant_paragraph_can_be_split_and_joined_again(editor: MarkdownEditor, qtbot: QtBot) -> None:
    giant = "One quiet sentence. " * 1500
    with qtbot.waitSignal(editor.giant_paragraph_pasted):
        paste(editor, giant)
    assert editor.split_giant_paragraphs() == 1
    assert editor.text().split() == giant.split()
    assert max(map(len, editor.text().split("\n"))) < 3001
    editor.undo()
    assert editor.text() == giant


def test_an_ordinary_paste_asks_nothing(editor: MarkdownEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.giant_paragraph_pasted):
        paste(editor, "A line.\n" * 5000)


def test_the_clipboard_is_emptied_only_if_it_holds_our_text(editor: MarkdownEditor, qapp: QApplication) -> None:
    editor.set_text("ours alone\nand more")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, ctrl)
    assert qapp.clipboard().text() == "ours alone\nand more"
    assert not qapp.clipboard().mimeData().hasHtml()
    assert clipboard_guard().clear_if_ours()
    assert qapp.clipboard().text(QClipboard.Mode.Clipboard) == ""
    theirs = QMimeData()
    theirs.setText("from elsewhere")
    qapp.clipboard().setMimeData(theirs)
    if not qapp.clipboard().ownsClipboard():
        assert not clipboard_guard().clear_if_ours()
        assert qapp.clipboard().text() == "from elsewhere"


def test_our_text_taken_over_by_a_clipboard_manager_is_known(editor: MarkdownEditor, qapp: QApplication) -> None:
    editor.set_text("ours alone")
    editor.selectAll()
    editor.cut()
    unmarked = QMimeData()
    unmarked.setText("ours alone")
    qapp.clipboard().setMimeData(unmarked)
    assert clipboard_guard().clear_if_ours()
    assert qapp.clipboard().text() == ""


def test_what_any_field_of_ours_copies_is_marked_and_known(
    editor: MarkdownEditor, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen window system does not say whose the clipboard is.
    monkeypatch.setattr(ClipboardGuard, "_owned", staticmethod(lambda _clipboard, mode: mode == _CLIPBOARD))
    line = QLineEdit("A private title", editor)
    line.selectAll()
    line.copy()
    data = qapp.clipboard().mimeData()
    assert data.hasFormat(OURS)
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    rich = QTextEdit("<b>An earlier wording</b>", editor)
    rich.selectAll()
    rich.copy()
    assert qapp.clipboard().text() == "An earlier wording"
    assert qapp.clipboard().mimeData().hasFormat(OURS)
    assert not qapp.clipboard().mimeData().hasHtml()
    monkeypatch.setattr(ClipboardGuard, "_owned", staticmethod(lambda _clipboard, _mode: False))
    unmarked = QMimeData()
    unmarked.setText("An earlier wording")
    qapp.clipboard().setMimeData(unmarked)  # a clipboard manager has taken it over
    assert not qapp.clipboard().mimeData().hasFormat(OURS)
    assert clipboard_guard().clear_if_ours()
    assert qapp.clipboard().text() == ""


def test_what_comes_from_elsewhere_is_not_marked(
    editor: MarkdownEditor, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editor.isVisible()
    monkeypatch.setattr(ClipboardGuard, "_owned", staticmethod(lambda _clipboard, _mode: False))
    qapp.clipboard().setText("from elsewhere")
    assert not qapp.clipboard().mimeData().hasFormat(OURS)
    assert not clipboard_guard().clear_if_ours()
    assert qapp.clipboard().text() == "from elsewhere"


# ---------------------------------------------------------------------------------------------------- find


@pytest.fixture
def find_bar(editor: MarkdownEditor, qtbot: QtBot) -> FindBar:
    bar = FindBar(editor)
    qtbot.addWidget(bar)
    return bar


def test_find_goes_round_and_says_where_it_is(editor: MarkdownEditor, find_bar: FindBar) -> None:
    editor.set_text("Café 😀\ncafe, CAFÉ\ncafe\u0301!")
    find_bar.open()
    QTest.keyClicks(find_bar.field, "cafe")
    assert find_bar.count.text() == "1 of 4"
    assert editor.textCursor().selectedText() == "Café"
    QTest.keyClick(find_bar.field, Qt.Key.Key_Return)
    assert editor.textCursor().selectedText() == "cafe"
    find_bar.find_next()
    find_bar.find_next()
    assert find_bar.count.text() == "4 of 4"
    assert editor.textCursor().selectedText() == "cafe\u0301"
    find_bar.find_next()
    assert find_bar.count.text() == "1 of 4"
    QTest.keyClick(find_bar.field, Qt.Key.Key_Return, shift)
    assert find_bar.count.text() == "4 of 4"
    QTest.keyClicks(find_bar.field, "x")
    assert find_bar.count.text() == "Not found"


def test_escape_closes_and_clears(editor: MarkdownEditor, find_bar: FindBar, qtbot: QtBot) -> None:
    editor.set_text("calm " * 20)
    find_bar.open()
    find_bar.field.setText("calm")
    assert len(editor.extraSelections()) == 20
    with qtbot.waitSignal(find_bar.closed):
        QTest.keyClick(find_bar.field, Qt.Key.Key_Escape)
    assert not editor.extraSelections()
    assert not find_bar.isVisible()


def test_only_what_is_in_sight_is_highlighted(editor: MarkdownEditor, find_bar: FindBar) -> None:
    editor.set_text("calm\n" * 5000)
    find_bar.open()
    find_bar.field.setText("calm")
    assert find_bar.hits == 5000
    assert 0 < len(editor.extraSelections()) < 100
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().maximum() // 2)
    shown = editor.extraSelections()
    assert shown
    assert min(s.cursor.blockNumber() for s in shown) > 1000


def test_the_count_follows_an_edit(editor: MarkdownEditor, find_bar: FindBar, qtbot: QtBot) -> None:
    editor.set_text("calm calm")
    find_bar.open()
    find_bar.field.setText("calm")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, " calm")
    qtbot.waitUntil(lambda: find_bar.hits == 3)


@given(st.text(alphabet="aàÀA\u0300ßsS😀ﬁfi한\n ", max_size=20), st.text(alphabet="asfi한", min_size=1, max_size=3))
def test_found_places_are_the_wanted_words(text: str, wanted: str) -> None:
    raw = text.encode("utf-16-le")
    for start, end in FoldedText(text).find_all(wanted):
        piece = raw[2 * start : 2 * end].decode("utf-16-le")
        assert FoldedText(piece).find_all(wanted)


# ------------------------------------------------------------------------------------------------- reading


@pytest.fixture
def reading(qtbot: QtBot) -> ReadingView:
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    return view


def test_reading_shows_words_not_marks(reading: ReadingView) -> None:
    reading.set_text("# Day\n\n**calm** <b>not html</b>\nsecond line")
    shown = reading.toPlainText()
    assert "Day" in shown
    assert "**" not in shown
    assert "<b>not html</b>" in shown
    assert "second line" in shown.split("\n")


def test_reading_loads_nothing(reading: ReadingView, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ReadingView, "loadResource", lambda _self, _kind, name: asked.append(name))
    monkeypatch.setattr(_ClosedDocument, "loadResource", lambda _self, _kind, name: asked.append(name))
    reading.set_text("![a hill](https://example.org/x.png) ![](file:///etc/hostname)\n\n![b][r]\n\n[r]: /etc/x.png")
    reading.grab()
    assert asked == []
    assert "a hill" in reading.toPlainText()
    assert "\ufffc" not in reading.toPlainText()


def test_reading_never_gives_a_resource(reading: ReadingView) -> None:
    for name in ("https://example.org/x.png", "file:///etc/hostname"):
        assert reading.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(name)) is None


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("other.md", False),
    ],
)
def test_only_web_and_mail_open(
    reading: ReadingView, monkeypatch: pytest.MonkeyPatch, address: str, *, opens: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    reading.set_text(f"[x]({address})")
    reading.anchorClicked.emit(QUrl(address))
    assert opened == ([address] if opens else [])
    assert reading.source().isEmpty()


def test_a_link_shows_its_address(reading: ReadingView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reading.pointed_at) as said:
        reading.highlighted.emit(QUrl("https://example.org/a"))
    assert said.args == ["https://example.org/a"]
    assert reading.toolTip() == "https://example.org/a"


def test_copies_from_reading_are_ours(reading: ReadingView) -> None:
    reading.set_text("**calm**")
    reading.selectAll()
    reading.copy()
    assert QGuiApplication.clipboard().text() == "calm"
    assert clipboard_guard().clear_if_ours()
