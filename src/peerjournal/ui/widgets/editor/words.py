"""Counting an entry's words without reading it all anew after every pause."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from peerjournal.journal.entry import count_words

_AFTER_TYPING_MS = 450
_AT_A_TIME_MS = 60


class WordCounter(QObject):
    """Says ``counted`` a moment after the last change; only a paragraph not met before is counted.

    What is remembered of a paragraph is a number standing for its text, and its count.
    """

    counted = Signal(int)

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._known: dict[int, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_TYPING_MS)
        self._timer.timeout.connect(self._tell)

    def soon(self) -> None:
        """The text has changed: count when the hands rest."""
        self._timer.start()

    def count(self) -> int:
        """The number of words now."""
        while (total := self._count(longest_ms=1000)) is None:
            continue
        return total

    def _count(self, longest_ms: int) -> int | None:
        """The number of words, or None if there was no time for all; what was counted is remembered."""
        clock = QElapsedTimer()
        clock.start()
        known: dict[int, int] = {}
        total = 0
        for paragraph in self._document.toRawText().split("\u2029"):
            key = hash(paragraph)
            words = self._known.get(key)
            if words is None:
                if known and clock.elapsed() > longest_ms:
                    self._known.update(known)
                    return None
                words = count_words(paragraph)
            known[key] = words
            total += words
        self._known = known
        # Ten megabytes take a while to walk through; do it the more seldom, the longer it takes.
        self._timer.setInterval(max(_AFTER_TYPING_MS, 20 * clock.elapsed()))
        return total

    def _tell(self) -> None:
        total = self._count(_AT_A_TIME_MS)
        if total is None:
            self._timer.start(_AT_A_TIME_MS)
        else:
            self.counted.emit(total)
