"""Something simple to do with eyes and breath, in our own words. Nothing moves, counts or asks how it went."""

from typing import NamedTuple

from peerjournal.i18n import _


class Practice(NamedTuple):
    """A thing to do: its title, and the steps to take one after the other."""

    title: str
    steps: tuple[str, ...]


PRACTICES = (
    Practice(
        _("Follow an edge"),
        (
            _("Choose something near you: a table, a window, your own hand."),
            _("Let your eyes go along its edge, slowly, all the way round."),
            _("Then rest them on something farther away."),
        ),
    ),
    Practice(
        _("A longer breath out"),
        (
            _("Breathe in as you always do."),
            _("Breathe out a little longer, as if you were cooling a cup of tea."),
            _("Do so a few times. If minding your breath makes you uneasy, leave it and let your eyes wander instead."),
        ),
    ),
    Practice(
        _("Where you are"),
        (
            _("Say quietly what day it is and where you are."),
            _("Name three things you can see, and one you can hear."),
            _("Feel what carries you: the floor, the chair, the wall at your back."),
        ),
    ),
)
