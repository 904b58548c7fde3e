"""Writing, finding and reading an entry."""

from peerjournal.ui.widgets.editor.clipboard import ClipboardGuard, clipboard_guard
from peerjournal.ui.widgets.editor.editor import MarkdownEditor
from peerjournal.ui.widgets.editor.find_bar import FindBar
from peerjournal.ui.widgets.editor.reading import ReadingView

__all__ = ["ClipboardGuard", "FindBar", "MarkdownEditor", "ReadingView", "clipboard_guard"]
