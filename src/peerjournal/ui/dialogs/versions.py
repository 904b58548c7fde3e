"""Earlier wordings of an entry or a part: when, how long, what has changed since, and bringing one back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.compare import Piece, differences
from peerjournal.journal.entry import count_words
from peerjournal.sharing import marks
from peerjournal.ui.jobs import jobs
from peerjournal.ui.text import long_date, number, time_of_day
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, heading, muted, plain_button, primary_button
from peerjournal.ui.widgets.changes_view import ChangesLegend, ChangesView
from peerjournal.ui.widgets.controls import segmented

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

CHANGES, WHOLE, THEN = range(3)


class Wording(Protocol):
    """Anything with a title and a text, as it is or as it was."""

    title: str
    text: str


class Earlier(Wording, Protocol):
    """One earlier wording."""

    id: str
    kept_at: datetime


class Shelf(Protocol):
    """Where earlier wordings of one kind of thing are kept."""

    def now(self, journal: "OpenJournal", kept_id: str, /) -> Wording:
        """The present wording. May be called from any thread."""

    def versions(self, journal: "OpenJournal", kept_id: str, /) -> Sequence[Earlier]:
        """The earlier ones, newest first. May be called from any thread."""

    def bring_back(self, journal: "OpenJournal", version_id: str, /) -> object:
        """An earlier wording becomes the present one; what it became."""


@dataclass(frozen=True)
class Kind:
    """Of what the dialog shows the earlier versions, and in which words. ``shown`` is how a text is put before eyes."""

    shelf: Callable[[], Shelf]
    how_kept: str
    none_yet: str
    shown: Callable[[str], str] = str


class _Entries:
    """The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up."""

    def __init__(self) -> None:
        from peerjournal.operations import writing

        self.now, self.versions, self.bring_back = writing.get_entry, writing.versions, writing.bring_back


class _Parts:
    """As for entries."""

    def __init__(self) -> None:
        from peerjournal.operations import story

        self.now, self.versions, self.bring_back = story.get_part, story.versions, story.bring_back


def of_entries() -> Kind:
    """The earlier versions of an entry."""
    return Kind(
        _Entries,
        _("One version is kept of each sitting in which the entry was changed."),
        _("There is no earlier version yet. One is kept when you change this entry another time."),
    )


def of_parts() -> Kind:
    """The earlier versions of a part, with its private marks."""
    return Kind(
        _Parts,
        _("One version is kept of each sitting in which the part was changed."),
        _("There is no earlier version yet. One is kept when you change this part another time."),
        with_private_marks,
    )


def with_private_marks(text: str) -> str:
    """Whole private marks as words between brackets; damaged ones as they were typed."""
    signs = marks.with_signs(text)
    return signs.replace(marks.OPEN_SIGN, _("⟦private: ")).replace(marks.CLOSE_SIGN, "⟧")


@dataclass
class _Loaded:
    """What the dialog shows; made in the background, since a text may be long and its versions many."""

    now: Wording
    versions: Sequence[Earlier]
    words: list[int]


def _load(journal: "OpenJournal", kept_id: str, kind: Kind) -> _Loaded:
    shelf = kind.shelf()
    versions = shelf.versions(journal, kept_id)
    return _Loaded(shelf.now(journal, kept_id), versions, [count_words(v.text) for v in versions])


class VersionsDialog(QDialog):
    """Lists the versions of one thing. ``brought_back`` carries it after one was brought back.

    ``ready`` when the list is filled, ``compared`` whenever a comparison is on show.
    """

    brought_back = Signal(object)
    ready = Signal()
    compared = Signal()

    def __init__(
        self, journal: "OpenJournal", kept_id: str, parent: QWidget | None = None, *, kind: Kind | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._kind = kind or of_entries()
        self._loaded: _Loaded | None = None
        self._pieces: list[Piece] = []
        self._asked = 0
        self.setWindowTitle(_("Earlier versions"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Earlier versions, newest first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.text = ChangesView(_("What has changed since this version"))
        self.view = segmented([_("What changed"), _("Whole text"), _("As it was")])
        self.view.setAccessibleName(_("Show"))
        self.notice = Notice()
        self._legend = ChangesLegend(
            _("added since then"),
            _("removed since then"),
            _("Underlined is what was added since then, struck out is what was removed since then."),
        )
        self.bring = primary_button(_("Bring this version back"), "restore")
        self.close_button = plain_button(_("Close"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._compare)
        self.view.chosen.connect(lambda _index: self._show())
        self.bring.clicked.connect(self._bring_back)
        self.close_button.clicked.connect(self.reject)
        self.bring.setEnabled(False)
        self._reload(kept_id)

    @property
    def pieces(self) -> list[Piece]:
        """The comparison on show."""
        return self._pieces

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(heading(_("Earlier versions")))
        side.addWidget(muted(self._kind.how_kept, wrap=True))
        side.addWidget(self.list, 1)
        main = QVBoxLayout()
        main.addWidget(self.view, 0, Qt.AlignmentFlag.AlignLeading)
        main.addWidget(self._legend)
        main.addWidget(self.text, 1)
        main.addWidget(self.notice)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.bring)
        main.addLayout(buttons)
        across = QHBoxLayout(self)
        across.setContentsMargins(px(24), px(20), px(24), px(20))
        across.setSpacing(px(20))
        across.addLayout(side, 4)
        across.addLayout(main, 7)
        screen = self.screen().availableSize()
        self.resize(min(px(920), screen.width() - 40), min(px(620), screen.height() - 60))

    def _reload(self, kept_id: str) -> None:
        journal, kind = self._journal, self._kind
        jobs().run(lambda: _load(journal, kept_id, kind), self._fill, self._fail, self)

    def _fill(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self.list.clear()
        for version, words in zip(loaded.versions, loaded.words, strict=True):
            length = ngettext("{n} word", "{n} words", words).format(n=number(words))
            item = QListWidgetItem(f"{long_date(version.kept_at)}\n{time_of_day(version.kept_at)}  ·  {length}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{long_date(version.kept_at)}, {time_of_day(version.kept_at)}, {length}",
            )
            self.list.addItem(item)
        if loaded.versions:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.notice.show_sentence(self._kind.none_yet)
            for part in (self.view, self.text, self._legend):
                part.hide()
        self.ready.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")

    def _chosen(self) -> Earlier | None:
        row = self.list.currentRow()
        versions = self._loaded.versions if self._loaded else []
        return versions[row] if 0 <= row < len(versions) else None

    def _compare(self, _row: int) -> None:
        version, loaded = self._chosen(), self._loaded
        self.bring.setEnabled(False)
        if version is None or loaded is None:
            return
        self._asked += 1
        asked, old, new = self._asked, self._worded(version), self._worded(loaded.now)

        def done(pieces: list[Piece]) -> None:
            if asked == self._asked:
                self._pieces = pieces
                self.bring.setEnabled(True)
                self._show()
                self.compared.emit()

        jobs().run(lambda: differences(old, new), done, self._fail, self)

    def _show(self) -> None:
        version = self._chosen()
        if version is None:
            return
        which = self.view.index()
        self._legend.setVisible(which != THEN)
        if which == THEN:
            self.text.show_whole(self._worded(version))
        else:
            pieces = self._pieces if which == WHOLE else only_changes(self._pieces)
            self.text.show_pieces(pieces, _("Nothing has changed in title and text since this version."))

    def _bring_back(self) -> None:
        version = self._chosen()
        if version is None:
            return
        try:
            brought = self._kind.shelf().bring_back(self._journal, version.id)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.brought_back.emit(brought)
        self.accept()

    def _worded(self, wording: Wording) -> str:
        text = f"{wording.title}\n\n{wording.text}" if wording.title else wording.text
        return self._kind.shown(text)


def only_changes(pieces: list[Piece]) -> list[Piece]:
    """The pieces with long stretches that stayed shortened to the line on either side."""
    shown = []
    for n, piece in enumerate(pieces):
        lines = piece.text.split("\n")
        if piece.kind != "same" or len(lines) < 4:
            shown.append(piece)
            continue
        head = lines[:2] if n else []
        tail = lines[-2:] if n < len(pieces) - 1 else []
        shown.append(Piece("same", "\n".join([*head, "⋯", *tail])))
    return shown
