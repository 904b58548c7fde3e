"""One half of a walk, in a process of its own."""

import sys
from collections.abc import Sequence
from pathlib import Path

from peerjournal.i18n import _
from peerjournal.ui.tour import journal, plan, sessions, sharing, story, wellbeing
from peerjournal.ui.tour.looks import LOOKS, WALK
from peerjournal.ui.tour.walk import TourStoppedError, Walk

BEFORE_LOCK = (
    journal.first_use,
    journal.write,
    journal.find,
    journal.look_back,
    story.write,
    story.people,
    story.views,
    story.lights,
    sharing.glance,
    sharing.assemble,
    sharing.prepare,
    sharing.look_over,
    sharing.rehearse,
    sharing.hand_out,
    sharing.ledger,
    sharing.weigh,
    sharing.after_care,
    wellbeing.today,
    wellbeing.check_in,
    wellbeing.unfold,
    wellbeing.overview,
    wellbeing.charts,
    wellbeing.read_point,
    wellbeing.label_day,
    wellbeing.save_chart,
    wellbeing.on_paper,
    wellbeing.check_ins,
    wellbeing.questions,
    wellbeing.own_scale,
    sessions.reflect,
    sessions.unfold,
    sessions.sessions_list,
    sessions.follow_ups,
    sessions.pack,
    sessions.hours,
    sessions.due,
    plan.read,
    plan.change,
    plan.hand_out,
    journal.lock,
)
AFTER_LOCK = (
    journal.unlock,
    story.still_there,
    sharing.still_there,
    wellbeing.still_there,
    sessions.still_there,
)


def main(arguments: Sequence[str]) -> int:
    """Walk; the exit code."""
    half, place, look_name, home = arguments
    look = next(look for look in LOOKS if look.name == look_name)
    walk = Walk(Path(place), look, Path(home))
    first = half == WALK
    walk.start(None if first else walk.journal)
    try:
        for step in BEFORE_LOCK if first else AFTER_LOCK:
            step(walk)
    except TourStoppedError as failed:
        walk.window.grab().save(str(walk.place / "stopped-here.png"))
        sys.stderr.write(_("The tour stopped at: {step}\n").format(step=failed))
        return 1
    walk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
