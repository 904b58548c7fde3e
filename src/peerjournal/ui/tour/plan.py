"""The steps in My plan: as it reads, changed where it stands, what helps, my people, and on paper."""

from PySide6.QtCore import Qt

from peerjournal.ui.pages.plan import PlanPage
from peerjournal.ui.tour.walk import Walk

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _page(walk: Walk) -> PlanPage:
    return walk.rooms().plan_room.page()


def read(walk: Walk) -> None:
    """The plan first of all as it reads."""
    walk.to_front()
    walk.key(Qt.Key.Key_7, CONTROL)
    page = _page(walk)
    walk.wait("the plan", page.reading.isVisible)
    walk.picture("my-plan")


def change(walk: Walk) -> None:
    """One press, and it can be changed: the sections, what helps, my people."""
    page = _page(walk)
    page.change.click()
    walk.wait("to change", page.tabs.isVisible)
    for place, name in enumerate(("plan-sections", "plan-strategies", "plan-people")):
        page.tabs.choose(place)
        walk.picture(name)
    page.tabs.choose(0)


def hand_out(walk: Walk) -> None:
    """Nothing is ticked until it is; then a page, and a card for the wallet."""
    page = _page(walk)
    page.hand_out.click()
    leaving = page.leaving
    walk.wait("handing out", leaving.isVisible)
    walk.picture("plan-choose")
    for group in leaving.choice.groups:
        if group.isVisible():
            group.all.click()
    walk.wait("ticked", lambda: bool(leaving.choice.chosen()))
    walk.picture("plan-on-paper")
    leaving.back.click()
