"""The entry to read: rendered Markdown that fetches nothing and runs nothing."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import whole_characters
from peerjournal.ui.text import number
from peerjournal.ui.theme import TEXT_FAMILY, current, px, ui_font, watcher
from peerjournal.ui.theme.fonts import load_text_fonts
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor import private
from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data
from peerjournal.ui.widgets.editor.units import characters, units

_TEXT_PIXELS = 17
_LABEL_PIXELS = 12
_HEADING_SCALE = (1.0, 1.55, 1.32, 1.15, 1.05, 1.0, 1.0)
_COLUMN_CHARACTERS = 72
_SAFE_SCHEMES = ("http", "https", "mailto")
# What Qt writes for line ends, table cells and unbreakable blanks, as it gives them out in plain text.
_PLAIN = {"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n", "\u00a0": " "}
_BRACKETS = "⸨⸩"
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class ReadingView(QTextBrowser):
    """Shows Markdown rendered. Nothing is loaded: a picture is its words. HTML is shown as it was typed.

    A link opens only when it is clicked or entered, in the desktop's browser, and only to the web or to
    mail; ``pointed_at`` says its address while the pointer is over it (empty when it leaves).

    Private marks are shown, where the text may hold them, as shaded stretches that begin with a label.
    """

    pointed_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-text")
        self.setAccessibleName(_("Text of the entry, for reading"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("#reading-text { background: transparent; border: none; padding: 0; }")
        self.setOpenLinks(False)
        self.setTabChangesFocus(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self.open_link)
        self.highlighted.connect(self._point_at)
        clipboard_guard().watch()
        self._text = ""
        self._marks = False
        self._labels: list[tuple[int, int]] = []
        self._shown: QTextDocument | None = None
        self._dress()
        watcher().theme_changed.connect(self._dress)

    def set_text(self, text: str, *, marks: bool = False) -> None:
        """Show this Markdown, from its beginning. With ``marks`` it may hold private marks."""
        self._text, self._marks = whole_characters(text), marks
        self._render()

    def open_link(self, address: QUrl) -> bool:
        """Hand a web or mail address to the desktop; anything else stays shut."""
        if address.scheme().lower() not in _SAFE_SCHEMES:
            return False
        return QDesktopServices.openUrl(address)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text, marked as ours; what is private in it stands between whole marks."""
        cursor = self.textCursor()
        if not self._marks:
            return our_mime_data(cursor.selection().toPlainText())
        raw = self.document().toRawText()
        shown = "".join(_PLAIN.get(c, c) for c in raw)
        start, end = (characters(raw, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        for label, label_end in reversed(self._labels):
            shown = shown[:label] + shown[label_end:]
            start, end = (at - max(0, min(at, label_end) - label) for at in (start, end))
        return our_mime_data(private.for_copying(shown, start, end))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle."""
        super().resizeEvent(event)
        self._centre()

    def event(self, event: QEvent) -> bool:
        """Beside the column the wheel scrolls as in it."""
        if isinstance(event, QWheelEvent):
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        return super().event(event)

    def _centre(self) -> None:
        side = max(px(8), (self.width() - self.fontMetrics().averageCharWidth() * _COLUMN_CHARACTERS) // 2)
        self.setViewportMargins(side, px(8), side, 0)

    def _point_at(self, address: QUrl) -> None:
        said = address.toString()
        self.setToolTip(said)
        self.pointed_at.emit(said)

    def _dress(self) -> None:
        load_text_fonts()
        self.setFont(ui_font(px(_TEXT_PIXELS)))
        self._render()
        self._centre()

    # --------------------------------------------------------------------------------------- rendering

    def _render(self) -> None:
        # Made whole before any layout sees it: laying out a picture would already look for its file.
        document = _ClosedDocument(self)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(4)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setUndoRedoEnabled(False)
        text = private.for_reading(self._text) if self._marks else self._text
        if self._marks:
            _set_marked(document, text)
        else:
            document.setMarkdown(md.for_reading(text), _FEATURES)
        _pictures_as_words(document)
        _typeset(document)
        self._labels = _show_private(document) if self._marks else []
        self._describe()
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document

    def _describe(self) -> None:
        n = len(self._labels)
        said = ngettext("{n} private stretch, named at its start.", "{n} private stretches, named at their start.", n)
        self.setAccessibleDescription(said.format(n=number(n)) if n else "")


class _ClosedDocument(QTextDocument):
    """A document that asks nobody for anything: Qt's own would read files beside a view that gives nothing."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is ever loaded, from the network or from the disk."""


def _pictures_as_words(document: QTextDocument) -> None:
    found: list[tuple[int, int, str]] = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            form = fragment.charFormat()
            if form.isImageFormat():
                words = form.property(QTextFormat.Property.ImageAltText) or form.toImageFormat().name()
                found.append((fragment.position(), fragment.length(), str(words)))
            pieces += 1
        block = block.next()
    cursor = QTextCursor(document)
    plain = QTextCharFormat()
    plain.setFontItalic(True)
    for at, length, words in reversed(found):
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words, plain)


def _typeset(document: QTextDocument) -> None:
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        cursor.setBlockFormat(_block_format(block, in_table=cursor.currentTable() is not None))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_letters(block.blockFormat()))
        block = block.next()


def _block_format(block: QTextBlock, *, in_table: bool) -> QTextBlockFormat:
    form = QTextBlockFormat(block.blockFormat())
    level = form.headingLevel()
    following = block.next()
    form.setLineHeight(125 if level else 150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if in_table:
        return form
    inside = _is_code(form) and following.isValid() and _is_code(following.blockFormat())
    if inside or (_in_list(block) and _in_list(following)):
        form.setTopMargin(0)
        form.setBottomMargin(0 if inside else px(2))
    else:
        form.setTopMargin(px(18) if level and block.blockNumber() else 0)
        form.setBottomMargin(px(6 if level else 12))
    if _is_code(form):
        form.setBackground(QColor(current().sunken))
    return form


def _in_list(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().objectIndex() >= 0


def _is_code(form: QTextBlockFormat) -> bool:
    return form.hasProperty(QTextFormat.Property.BlockCodeFence) or form.hasProperty(
        QTextFormat.Property.BlockCodeLanguage
    )


def _letters(form: QTextBlockFormat) -> QTextCharFormat:
    letters = QTextCharFormat()
    level = min(form.headingLevel(), 6)
    if level:
        letters.setProperty(QTextFormat.Property.FontPixelSize, px(_TEXT_PIXELS * _HEADING_SCALE[level]))
        letters.setFontWeight(QFont.Weight.DemiBold)
    if form.hasProperty(QTextFormat.Property.BlockQuoteLevel):
        letters.setForeground(QColor(current().muted))
    return letters


def _set_marked(document: QTextDocument, text: str) -> None:
    """Render a text with private signs; as it was typed where one of them would get lost in a link's address."""
    # Beside brackets emphasis begins and ends, beside signs for private use it does not.
    brackets = {sign: bracket for sign, bracket in zip(private.SIGNS, _BRACKETS, strict=True) if bracket not in text}
    document.setMarkdown(md.for_reading("".join(brackets.get(c, c) for c in text)), _FEATURES)
    cursor = QTextCursor(document)
    signs = {bracket: sign for sign, bracket in brackets.items()}
    raw = document.toRawText()
    for at in (n for n, c in enumerate(raw) if c in signs):
        cursor.setPosition(units(raw, at) + 1)
        letters = cursor.charFormat()
        cursor.setPosition(cursor.position() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(signs[raw[at]], letters)
    if _signs(document.toRawText()) != _signs(text):
        document.setPlainText(text)


def _signs(text: str) -> list[str]:
    return [c for c in text if c in private.SIGNS]


def _show_private(document: QTextDocument) -> list[tuple[int, int]]:
    """Shade what is private and write a label behind each sign that begins it; where the labels stand (characters)."""
    block, depth = document.begin(), 0
    begins: list[int] = []
    while block.isValid():
        line = block.text()
        scan = private.scan_line(line, depth)
        depth = scan.depth
        if line[:1] in private.SIGNS and private.runs_to_left(line):
            form = block.blockFormat()
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            QTextCursor(block).setBlockFormat(form)
        for start, end in scan.private:
            _merge(block, units(line, start), units(line, end), _private_letters())
        for at, opens in scan.signs:
            place = units(line, at)
            _merge(block, place, place + 1, _sign_letters())
            if opens:
                begins.append(block.position() + place + 1)
        block = block.next()
    return _write_labels(document, begins)


def _write_labels(document: QTextDocument, places: list[int]) -> list[tuple[int, int]]:
    label = "\u00a0" + _("Private") + "\u00a0 "
    cursor = QTextCursor(document)
    for at in reversed(places):
        cursor.setPosition(at)
        letters = cursor.charFormat()
        letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        letters.setProperty(QTextFormat.Property.FontPixelSize, px(_LABEL_PIXELS))
        cursor.insertText(label, letters)
    raw = document.toRawText()
    starts = [characters(raw, at + n * len(label)) for n, at in enumerate(places)]
    return [(at, at + len(label)) for at in starts]


def _merge(block: QTextBlock, start: int, end: int, letters: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(letters)


def _private_letters() -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setBackground(QColor(current().private))
    return letters


def _sign_letters() -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontFamilies([TEXT_FAMILY])
    letters.setForeground(QColor(current().muted))
    letters.setFontWeight(QFont.Weight.Normal)
    return letters
