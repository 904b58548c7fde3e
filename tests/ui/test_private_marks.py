"""Private marks in the editor: what is private stays private, whatever is done to the text."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QInputMethodEvent, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.conftest import paste, select

from peerjournal.sharing import marks
from peerjournal.ui.theme import Tokens, current
from peerjournal.ui.theme.tokens import ALL, contrast
from peerjournal.ui.widgets.editor import MarkdownEditor, ReadingView

pytestmark = pytest.mark.usefixtures("empty_clipboard")
SIGNS = marks.OPEN_SIGN + marks.CLOSE_SIGN
ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(qtbot: QtBot) -> MarkdownEditor:
    widget = MarkdownEditor(marks=True)
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()
    return widget


def cursor_at(editor: MarkdownEditor, words: str) -> None:
    at = editor.text().index(words)
    editor.go_to(at, at)


def compose(editor: MarkdownEditor, text: str) -> None:
    """As with an input method: composed first, then taken."""
    QApplication.sendEvent(editor, QInputMethodEvent(text[:1], []))
    taken = QInputMethodEvent("", [])
    taken.setCommitString(text)
    QApplication.sendEvent(editor, taken)


# ------------------------------------------------------------------------------- never open by itself

# What stands in marks is Greek, everything else is not: one Greek letter outside would be a leak.
TEXTS = st.sampled_from(
    [
        "before {keep}αβγ δεζ{/keep} after",
        "{keep}αβγ{/keep}{keep}δεζ{/keep}",
        "one {keep}α **βγ**\n\nδε{/keep} two\n- {keep}ζη{/keep} three\nfour",
        "a {keep}α{keep}β{/keep}γ{/keep} b",
        "- [ ] {keep}αβ\n- γ\n{/keep}\n```\ncode {keep}δε\nζ{/keep}\n```\nend",
        "😀 {KEEP}α😀β{/Keep} 😀\u200bc",
        "{keep}{/keep} {keep}αβγ{/keep}\n\n{keep}\n{/keep}",
    ]
)
PASTED = (
    "plain",
    "two\n\nlines",
    "x {keep}κλ{/keep} y",
    "x {keep}κλ",
    "κλ{/keep} y",
    "{keep}κ{keep}λ{/keep}μ{/keep}",
    "\ue0f0κλ\ue0f1",
    "x {kep}κ",
)
TYPED = ("x", "no ", "{keep}", "{/keep}", "{keep}z{/keep}", "{", "}", "{kee", "p}", "**", "- ", "😀")

Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "type", "type", "enter", "backspace", "backspace", "delete", "word back", "word on", "paste", "paste",
                "cut", "copy", "put", "undo", "redo", "compose", "move", "mark", "bold", "list", "mend", "select",
                "select", "select",
            ]
        ),
        st.integers(0, 60),
        st.integers(0, 60),
    ),
    max_size=25,
)  # fmt: skip


def act(editor: MarkdownEditor, deed: Deed) -> None:
    name, n, m = deed
    key = Qt.Key
    deeds: dict[str, Callable[[], object]] = {
        "type": lambda: write(editor, TYPED[n % len(TYPED)]),
        "enter": lambda: QTest.keyClick(editor, key.Key_Return),
        "backspace": lambda: QTest.keyClick(editor, key.Key_Backspace),
        "delete": lambda: QTest.keyClick(editor, key.Key_Delete),
        "word back": lambda: QTest.keyClick(editor, key.Key_Backspace, ctrl),
        "word on": lambda: QTest.keyClick(editor, key.Key_Delete, ctrl),
        "paste": lambda: paste(editor, PASTED[n % len(PASTED)]),
        "cut": editor.cut,
        "copy": editor.copy,
        "put": editor.paste,
        "undo": lambda: QTest.keyClick(editor, key.Key_Z, ctrl),
        "redo": lambda: QTest.keyClick(editor, key.Key_Z, ctrl | shift),
        "compose": lambda: compose(editor, TYPED[n % len(TYPED)]),
        "move": lambda: move(editor, n),
        "mark": lambda: command(editor, editor.toggle_private),
        "bold": lambda: QTest.keyClick(editor, key.Key_B, ctrl),
        "list": lambda: QTest.keyClick(editor, key.Key_8, ctrl | shift),
        "mend": lambda: command(editor, editor.mend_marks),
        "select": lambda: editor.go_to(n, m),
    }
    deeds[name]()


def write(editor: MarkdownEditor, text: str) -> None:
    for c in text:
        if c.isascii():
            QTest.keyClicks(editor, c)
        else:
            editor.insertPlainText(c)


def move(editor: MarkdownEditor, to: int) -> None:
    cursor, anchor = editor.place()
    editor.go_to(to, to)
    target = editor.textCursor()
    editor.go_to(cursor, anchor)
    assert editor._marks is not None
    editor._marks.move_selection(target)


def command(editor: MarkdownEditor, give: Callable[[], object]) -> None:
    """Give a command, but take it back where it opens something: that it may."""
    before = editor.text()
    give()
    if not in_marks(before) <= in_marks(editor.text()):
        editor.undo()
        editor.document().clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)


def in_marks(text: str) -> set[int]:
    """Which of the Greek letters, counted in order, stand in a mark; nothing else is looked at."""
    depths = []
    depth = 0
    for found in re.finditer(r"(\{keep\})|(\{/keep\})|[α-ω]", text, re.IGNORECASE):
        if found[1] or found[2]:
            depth += 1 if found[1] else -1
        else:
            depths.append(depth)
    return {n for n, depth in enumerate(depths) if depth > 0}


def greek(text: str) -> set[str]:
    return {c for c in text if "α" <= c <= "ω"}


@given(TEXTS, deeds)
def test_nothing_private_comes_open_but_by_command(editor: MarkdownEditor, text: str, done: list[Deed]) -> None:
    editor.set_text(text)
    for deed in done:
        act(editor, deed)
        assert greek(marks.shareable(editor.text())) == set()


@given(TEXTS, deeds)
def test_what_is_private_is_shaded_and_nothing_else(editor: MarkdownEditor, text: str, done: list[Deed]) -> None:
    editor.set_text(text)
    for deed in done:
        act(editor, deed)
    check(editor)
    assert shaded(editor) == private_letters(editor.text())


slips = st.lists(
    st.sampled_from(
        ["{keep}", "{/keep}", "{", "}", "keep", "/", "kep", "a", "b ", "\n", " ", "`", "\\", "😀", "\u200b", "# ", "- "]
    ),
    max_size=14,
).map("".join)


@given(slips)
def test_all_that_a_broken_mark_hides_is_shaded(editor: MarkdownEditor, text: str) -> None:
    editor.set_text(text)
    assert private_letters(text) <= shaded(editor)


def check(editor: MarkdownEditor) -> None:
    assert editor._marks is not None
    editor._marks.check()


def shaded(editor: MarkdownEditor) -> set[int]:
    """Which letters, counted without signs and line ends, stand on the ground of what is private."""
    found, n = set(), 0
    block = editor.document().begin()
    while block.isValid():
        layout, line = block.layout(), block.text()
        ranges = layout.formats()
        on = {
            unit
            for r in ranges
            if r.format.background().color().name() == current().private.lower()
            for unit in range(r.start, r.start + r.length)
        }
        unit = 0
        for c in line:
            if c not in SIGNS:
                found |= {n} if unit in on else set()
                n += 1
            unit += 1 + (c > "\uffff")
        block = block.next()
    return found


def private_letters(text: str) -> set[int]:
    """The same from the grammar of marks."""
    private = {at for s in marks.read(text).stretches if s.private for at in range(s.start, s.end)}
    own = {at for t in re.finditer(r"\{/?keep\}", text, re.IGNORECASE) for at in range(*t.span())}
    letters = [at for at, c in enumerate(text) if c != "\n" and (at not in own or at in private)]
    return {n for n, at in enumerate(letters) if at in private}


# ---------------------------------------------------------------------------------- text and places


@given(slips)
def test_a_text_with_marks_comes_back_to_the_letter(editor: MarkdownEditor, text: str) -> None:
    editor.set_text(text)
    assert editor.text() == text
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertPlainText("\n\nz")
    editor.undo()
    assert editor.text() == text


@given(slips, st.data())
def test_places_count_marks_as_written(editor: MarkdownEditor, text: str, data: st.DataObject) -> None:
    editor.set_text(text)
    cursor, anchor = (data.draw(st.integers(0, len(text))) for _ in range(2))
    editor.go_to(cursor, anchor)
    place = editor.place()
    editor.go_to(*place)
    assert editor.place() == place
    if "{keep}" not in text and "{/keep}" not in text:
        assert place == (cursor, anchor)


def test_a_place_behind_a_mark_is_behind_it_in_the_text(editor: MarkdownEditor) -> None:
    editor.set_text("😀 {keep}a{/keep}\r\nb{KEEP}c")
    for word in ("a", "b", "c"):
        at = editor.text().index(word)
        editor.go_to(at + 1, at)
        assert editor.textCursor().selectedText() == word
        assert editor.place() == (at + 1, at)


def test_an_entry_has_no_marks_and_keeps_every_letter(qtbot: QtBot) -> None:
    entry = MarkdownEditor()
    qtbot.addWidget(entry)
    text = "a {keep}b{/keep} \ue0f0c\ue0f1 {kep}"
    entry.set_text(text)
    QTest.keyClicks(entry, "{keep}")
    paste(entry, "{/keep}")
    assert entry.text() == "{keep}{/keep}" + text
    entry.selectAll()
    entry.copy()
    assert QApplication.clipboard().text() == "{keep}{/keep}" + text
    entry.toggle_private()
    assert not entry.mend_marks()
    assert "private" not in [a.objectName() for a in entry.formatting_actions()]
    assert entry.accessibleDescription() == ""


# ------------------------------------------------------------------------------------------ the command


def test_one_keystroke_makes_private_and_open_again_each_one_step(editor: MarkdownEditor) -> None:
    editor.set_text("so my sister said")
    select(editor, "my sister")
    QTest.keyClick(editor, Qt.Key.Key_P, ctrl | shift)
    assert editor.text() == "so {keep}my sister{/keep} said"
    assert editor.textCursor().selectedText() == "my sister"
    QTest.keyClick(editor, Qt.Key.Key_P, ctrl | shift)
    assert editor.text() == "so my sister said"
    editor.undo()
    assert editor.text() == "so {keep}my sister{/keep} said"
    editor.undo()
    assert editor.text() == "so my sister said"
    assert not editor.document().isUndoAvailable()


@pytest.mark.parametrize(
    ("text", "selected", "expected"),
    [
        ("- one\n- two\n- three", "- one\n- two\n", "- {keep}one\n- two{/keep}\n- three"),
        ("# How\n\nIt began.", "# How\n\nIt", "# {keep}How\n\nIt{/keep} began."),
        ("a {keep}b{/keep} c", "{keep}b{/keep} c", "a {keep}b c{/keep}"),
        ("a {keep}b c d{/keep}", "c", "a {keep}b {/keep}c{keep} d{/keep}"),
        ("**a b**", "a b", "**{keep}a b{/keep}**"),
        ("😀 שלום 😀", "שלום", "😀 {keep}שלום{/keep} 😀"),
    ],
)
def test_marking_what_is_selected(editor: MarkdownEditor, text: str, selected: str, expected: str) -> None:
    editor.set_text(text)
    select(editor, selected)
    editor.toggle_private()
    assert editor.text() == expected
    editor.undo()
    assert editor.text() == text


def test_without_a_selection_it_is_the_mark_the_word_or_a_new_one(editor: MarkdownEditor) -> None:
    editor.set_text("so {keep}my sister{/keep} said")
    cursor_at(editor, "sister")
    editor.toggle_private()
    assert editor.text() == "so my sister said"
    cursor_at(editor, "aid")
    editor.toggle_private()
    assert editor.text() == "so my sister {keep}said{/keep}"
    editor.go_to(0, 0)
    editor.toggle_private()
    QTest.keyClicks(editor, "ab")
    assert editor.text() == "{keep}ab{/keep}so my sister {keep}said{/keep}"
    editor.set_text("{keep}{/keep}")
    editor.go_to(6, 6)
    editor.toggle_private()
    assert editor.text() == ""


def test_the_command_is_in_the_menu(editor: MarkdownEditor) -> None:
    menu = editor.context_menu(QPoint(0, 0))
    assert "Keep private: this never leaves" in [a.text() for a in menu.actions()]


def test_undo_from_the_menu_takes_marks_back_too(editor: MarkdownEditor) -> None:
    editor.set_text("a b")
    QTest.keyClicks(editor, "{keep}")
    assert editor.text() == "{keep}a b"
    menu = editor.context_menu(QPoint(0, 0))
    next(a for a in menu.actions() if a.objectName() == "edit-undo").trigger()
    assert editor.text() == "{keepa b"
    editor.undo()
    assert editor.text() == "a b"


# -------------------------------------------------------------------------------------- typing, deleting


def test_keys_beside_a_sign_step_over_it(editor: MarkdownEditor) -> None:
    editor.set_text("a{keep}b{/keep}c")
    cursor_at(editor, "c")
    for expected in ("a{keep}b{/keep}c", "a{keep}{/keep}c", "ac", "c"):
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        assert editor.text() == expected
    editor.set_text("a{keep}b{/keep}c")
    cursor_at(editor, "{keep}b")
    for expected in ("a{keep}b{/keep}c", "a{keep}{/keep}c", "ac", "a"):
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        assert editor.text() == expected


Way = Callable[[MarkdownEditor], object]
WAYS: list[tuple[Way, str]] = [
    (lambda e: QTest.keyClick(e, Qt.Key.Key_Backspace), ""),
    (lambda e: QTest.keyClick(e, Qt.Key.Key_Delete), ""),
    (lambda e: e.cut(), ""),
    (lambda e: QTest.keyClicks(e, "x"), "x"),
    (lambda e: compose(e, "x"), "x"),
    (lambda e: paste(e, "x"), "x"),
    (lambda e: QTest.keyClick(e, Qt.Key.Key_Return), "\n"),
]


@pytest.mark.parametrize(("way", "put"), WAYS, ids=["backspace", "delete", "cut", "type", "compose", "paste", "enter"])
def test_what_is_left_of_a_private_stretch_stays_private(editor: MarkdownEditor, way: Way, put: str) -> None:
    text = "one two {keep}three four{/keep} five"
    for selected, expected in (
        ("two {keep}three ", f"one {put}{{keep}}four{{/keep}} five"),
        ("four{/keep} five", f"one two {{keep}}three {put}{{/keep}}"),
        ("two {keep}three four{/keep} ", f"one {put}five"),
    ):
        editor.set_text(text)
        select(editor, selected)
        way(editor)
        assert editor.text() == expected
        QTest.keyClicks(editor, "z")
        assert editor.text() == expected.replace(put, put + "z", 1) if put else True
        while editor.document().isUndoAvailable():
            editor.undo()
            assert "our" not in marks.shareable(editor.text())
            assert "hree" not in marks.shareable(editor.text())
        assert editor.text() == text


def test_deleting_words_leaves_marks_whole(editor: MarkdownEditor) -> None:
    editor.set_text("a {keep}bb{/keep}")
    cursor_at(editor, "bb")
    QTest.keyClick(editor, Qt.Key.Key_Backspace, ctrl)
    QTest.keyClick(editor, Qt.Key.Key_Backspace, ctrl)
    assert marks.read(editor.text()).problem is None
    assert "bb" not in marks.shareable(editor.text())


def test_a_mark_can_be_typed(editor: MarkdownEditor) -> None:
    editor.set_text("")
    QTest.keyClicks(editor, "a {keep}b")
    assert SIGNS[0] in editor.toPlainText()
    QTest.keyClicks(editor, "{/Keep} c")
    assert editor.text() == "a {keep}b{/keep} c"
    assert "keep" not in editor.toPlainText().lower()
    compose(editor, " {keep}d{/keep}")
    assert editor.text() == "a {keep}b{/keep} c {keep}d{/keep}"


def test_an_end_typed_inside_a_mark_opens_nothing(editor: MarkdownEditor) -> None:
    editor.set_text("{keep}ab{/keep} c")
    cursor_at(editor, "b{")
    QTest.keyClicks(editor, "{/keep} x ")
    assert editor.text() == "{keep}a{/keep} x {keep}b{/keep} c"


def test_a_mark_open_to_the_end_can_be_closed_by_typing(editor: MarkdownEditor) -> None:
    editor.set_text("a {keep}b c {keep}d{/keep}")
    cursor_at(editor, " c")
    QTest.keyClicks(editor, "{/keep}")
    assert editor.text() == "a {keep}b{/keep} c {keep}d{/keep}"


def test_a_split_paragraph_stays_private(editor: MarkdownEditor) -> None:
    editor.set_text("- {keep}one two{/keep}")
    cursor_at(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- {keep}one \n- two{/keep}"
    assert shaded(editor) == set(range(2, 11))


# ------------------------------------------------------------------------------------- clipboard, moving


@pytest.mark.parametrize(
    ("text", "selected", "expected"),
    [
        ("a {keep}b c{/keep} d", "b", "{keep}b{/keep}"),
        ("a {keep}b c{/keep} d", "c{/keep} d", "{keep}c{/keep} d"),
        ("a {keep}b c{/keep} d", "a {keep}b", "a {keep}b{/keep}"),
        ("a {keep}b c{/keep} d", "a ", "a "),
        ("a {keep}b\nc", "b\nc", "{keep}b\nc{/keep}"),
        ("a b{/keep} c", "a", "{keep}a{/keep}"),
    ],
)
def test_copies_have_whole_marks(editor: MarkdownEditor, text: str, selected: str, expected: str) -> None:
    editor.set_text(text)
    select(editor, selected)
    editor.copy()
    assert QApplication.clipboard().text() == expected


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("x {keep}y{/keep} z", "x {keep}y{/keep} z"),
        ("x {KEEP}y", "x {keep}y{/keep}"),
        ("x{/keep} y", "{keep}x y{/keep}"),
        ("\ue0f0x\ue0f1", "{keep}x{/keep}"),
        ("{keep}x {keep}y{/keep} z{/keep}", "{keep}x y z{/keep}"),
        ("{keep}{/keep}", ""),
    ],
)
def test_what_is_pasted_keeps_its_marks_and_closes_them(editor: MarkdownEditor, pasted: str, expected: str) -> None:
    editor.set_text("a  b")
    editor.go_to(2, 2)
    paste(editor, pasted)
    assert editor.text() == f"a {expected} b"
    if expected:
        editor.undo()
    assert editor.text() == "a  b"


def test_what_is_moved_takes_its_marks_along(editor: MarkdownEditor) -> None:
    editor.set_text("one {keep}two three{/keep} four")
    select(editor, "one {keep}two ")
    to = editor.textCursor()
    to.movePosition(QTextCursor.MoveOperation.End)
    assert editor._marks is not None
    editor._marks.move_selection(to)
    assert editor.text() == "{keep}three{/keep} fourone {keep}two {/keep}"
    assert editor.textCursor().selectedText() == f"one {SIGNS[0]}two {SIGNS[1]}"
    editor.undo()
    assert editor.text() == "one {keep}two three{/keep} four"


def test_what_is_dropped_from_elsewhere_keeps_its_marks(editor: MarkdownEditor) -> None:
    editor.set_text("a")
    data = QMimeData()
    data.setText("{keep}b")
    where = QPointF(editor.viewport().width() - 2, 8)
    event = QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    editor.dropEvent(event)
    assert editor.text() == "a{keep}b{/keep}"


# ---------------------------------------------------------------------------------------- broken marks


@pytest.mark.parametrize(
    ("text", "says", "mended"),
    [
        ("a {keep}b\nc", "A private mark is open", "a {keep}b{/keep}\nc"),
        ("{keep}a\n\nb {keep}c{/keep}\n\nd", "A private mark is open", "{keep}a\n\nb {keep}c{/keep}{/keep}\n\nd"),
        ("a\n- b{/keep} c", "A private mark ends that never began", "a\n- {keep}b{/keep} c"),
        ("a {kep}b{/keep} c", "A private mark is damaged", None),
    ],
)
def test_broken_marks_are_said_and_put_right(
    editor: MarkdownEditor, qtbot: QtBot, text: str, says: str, mended: str | None
) -> None:
    with qtbot.waitSignal(editor.marks_problem) as told:
        editor.set_text(text)
    assert told.args[0].startswith(says)
    editor.go_to_marks_problem()
    at = editor.place()[0]
    assert text.startswith(("{keep}", "{/keep}", "{kep}"), at) or text.startswith(("{keep}", "{/keep}"), at - 7)
    assert bool(editor.mending()) == (mended is not None)
    if mended is None:
        assert not editor.mend_marks()
        return
    with qtbot.waitSignal(editor.marks_problem) as told:
        assert editor.mend_marks()
    assert told.args == [""]
    assert editor.text() == mended
    editor.undo()
    assert editor.text() == text


def test_a_problem_that_is_typed_is_said_a_moment_later(editor: MarkdownEditor, qtbot: QtBot) -> None:
    editor.set_text("a")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(editor.marks_problem) as told:
        QTest.keyClicks(editor, " {kep} b")
    assert told.args[0].startswith("A private mark is damaged")
    select(editor, "{kep}")
    with qtbot.waitSignal(editor.marks_problem) as told:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert told.args == [""]


def test_damaged_marks_are_not_marked_over(editor: MarkdownEditor, qtbot: QtBot) -> None:
    editor.set_text("a {kep}b")
    editor.selectAll()
    with qtbot.waitSignal(editor.marks_problem):
        editor.toggle_private()
    assert editor.text() == "a {kep}b"


def test_what_is_only_read_is_not_changed(editor: MarkdownEditor) -> None:
    editor.set_text("a {keep}b")
    editor.setReadOnly(True)
    editor.selectAll()
    editor.toggle_private()
    assert (editor.mend_marks(), editor.mending(), editor.text()) == (False, "", "a {keep}b")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Z, ctrl)
    assert editor.text() == "a {keep}b"


# ------------------------------------------------------------------------------------ seen and heard


def test_a_screen_reader_hears_where_private_text_begins_and_ends(
    editor: MarkdownEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    editor.set_text("a {keep}bcd{/keep} e {keep}f{/keep}")
    assert editor.accessibleDescription() == "2 private marks."
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Right)
    assert heard == ["Private from here"]
    assert editor.accessibleDescription() == "2 private marks. The cursor stands in private text."
    QTest.keyClicks(editor, "xyz")
    assert len(heard) == 1
    QTest.keyClick(editor, Qt.Key.Key_End)
    assert heard == ["Private from here", "No longer private"]


def test_the_pointer_is_told_too(editor: MarkdownEditor) -> None:
    editor.set_text("a {keep}bcd{/keep} e")
    assert editor._marks is not None
    cursor_at(editor, "cd")
    assert editor._marks.tip(editor.cursorRect().center()) == "Private: this never leaves"
    cursor_at(editor, "a")
    assert editor._marks.tip(editor.cursorRect().center()) == ""


def test_the_label_stands_behind_the_sign(editor: MarkdownEditor) -> None:
    editor.set_text("{keep}wwww{/keep}")
    editor.go_to(0, 0)
    begin = editor.cursorRect().left()
    QTest.keyClick(editor, Qt.Key.Key_Right)
    room = editor.cursorRect().left() - begin
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert room > 3 * (editor.cursorRect().left() - begin - room)
    ink = editor.viewport().grab().toImage()
    top = editor.cursorRect().top()
    seen = {ink.pixel(x, y) for x in range(begin + 14, begin + room - 4) for y in range(top, top + 20)}
    assert len(seen) > 5


@pytest.mark.parametrize("text", ["{keep}שלום{/keep} שלום", "{keep}{/keep}שלום"])
def test_a_sign_does_not_turn_a_paragraph_round(editor: MarkdownEditor, text: str) -> None:
    editor.set_text("a\n" + text)
    second = editor.document().begin().next()
    assert second.textDirection() == Qt.LayoutDirection.RightToLeft
    editor.set_text("a\nשלום")
    select(editor, "שלום")
    editor.toggle_private()
    assert editor.document().begin().next().textDirection() == Qt.LayoutDirection.RightToLeft
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "a")
    assert editor.document().lastBlock().textDirection() == Qt.LayoutDirection.LeftToRight


def test_headings_and_lists_begin_behind_a_sign(editor: MarkdownEditor) -> None:
    editor.set_text("{keep}## How **it**{/keep}\n{keep}```\nx\n```{/keep}\n*y*{keep}z{/keep}")
    heading = editor.document().begin().layout().formats()
    assert max(r.format.property(QTextFormat.Property.FontPixelSize) or 0 for r in heading) > 20
    code = editor.document().findBlockByNumber(2).layout().formats()
    assert code[0].format.fontFixedPitch()
    last = editor.document().lastBlock().layout().formats()
    assert any(r.format.fontItalic() for r in last)


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
def test_private_text_can_be_read(tokens: Tokens) -> None:
    least = 7 if tokens.name.startswith("high-contrast") else 4.5
    for ink in (tokens.text, tokens.muted, tokens.faint, tokens.accent):
        assert contrast(ink, tokens.private) >= least
    assert contrast(tokens.private, tokens.surface) > 1.15


# ---------------------------------------------------------------------------------------- reading view


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    made = ReadingView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    return made


@given(TEXTS | slips)
def test_the_reading_view_shades_all_that_is_private(view: ReadingView, text: str) -> None:
    view.set_text(text, marks=True)
    for letter in greek(text) - greek(marks.shareable(text)):
        assert letter not in open_text(view)
    view.selectAll()
    copied = view.createMimeDataFromSelection().text()
    assert greek(marks.shareable(copied)) == set()
    assert marks.read(copied).problem in {None, "damaged"}


def open_text(view: ReadingView) -> str:
    """What stands in the reading view outside the private ground."""
    found = []
    block = view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            if fragment.charFormat().background().color().name() != current().private.lower():
                found.append(fragment.text())
            pieces += 1
        block = block.next()
    return "".join(found)


def test_reading_shows_labels_and_copies_marks_without_them(view: ReadingView) -> None:
    view.set_text("# How {keep}**it**{/keep} began\n\n- {keep}one\n- two{/keep}\n\n{keep}שלום{/keep}", marks=True)
    shown = view.toPlainText()
    assert shown.count("Private") == 3
    assert "**" not in shown
    assert view.accessibleDescription() == "3 private stretches, named at their start."
    assert view.document().lastBlock().textDirection() == Qt.LayoutDirection.RightToLeft
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == (
        "How {keep}it{/keep} began\n{keep}one\ntwo{/keep}\n{keep}שלום{/keep}"
    )
    view.set_text("a {keep}b{/keep}")
    assert "Private" not in view.toPlainText()
    assert view.accessibleDescription() == ""


def test_a_mark_lost_in_an_address_shows_the_text_as_typed(view: ReadingView) -> None:
    view.set_text("[a](https://example.org/{keep}x) b{/keep} c", marks=True)
    assert "https://example.org/" in view.toPlainText()
    assert " b" not in open_text(view)
