"""Counting an entry's words without reading it all at every key."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QTextBlockUserData, QTextDocument

from peerjournal.journal.entry import count_words

_AFTER_TYPING_MS = 450


class _Counted(QTextBlockUserData):
    def __init__(self, revision: int, words: int) -> None:
        super().__init__()
        self.revision = revision
        self.words = words


class WordCounter(QObject):
    """Says ``counted`` a moment after the last change; a paragraph is read again only if it has changed."""

    counted = Signal(int)

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_TYPING_MS)
        self._timer.timeout.connect(self._tell)

    def soon(self) -> None:
        """The text has changed: count when the hands rest."""
        self._timer.start()

    def count(self) -> int:
        """The number of words now."""
        total = 0
        block = self._document.begin()
        while block.isValid():
            known = block.userData()
            revision = block.revision()
            if not isinstance(known, _Counted) or known.revision != revision:
                known = _Counted(revision, count_words(block.text()))
                block.setUserData(known)
            total += known.words
            block = block.next()
        return total

    def _tell(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        total = self.count()
        # Walking a hundred thousand paragraphs takes a while; do it the more seldom, the longer it takes.
        self._timer.setInterval(max(_AFTER_TYPING_MS, 20 * clock.elapsed()))
        self.counted.emit(total)
