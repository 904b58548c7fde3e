"""A field of chips that are no tags of entries: the themes of a part, the people in it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from peerjournal.ui.widgets.tag_field import TagField


@dataclass(frozen=True)
class ChipWords:
    """What such a field says; ``chip`` and ``tip`` have a place for ``{name}``."""

    field: str
    add: str
    chip: str
    tip: str


class WordedTags(TagField):
    """A :class:`TagField` in words of its own."""

    def __init__(self, words: ChipWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = words
        self.setAccessibleName(words.field)
        self._edit.setAccessibleName(words.add)
        self._edit.setPlaceholderText(words.add)

    def _add(self, tag: str) -> None:
        super()._add(tag)
        chip = self._chips[-1]
        chip.setAccessibleName(self._said.chip.format(name=tag))
        chip.setToolTip(self._said.tip.format(name=tag))
