"""Any chart beside the period before: in its sentence and its table. How it is drawn, each says itself."""

from dataclasses import replace

from peerjournal.charts.chart import Chart, Make, Table, View
from peerjournal.i18n import _
from peerjournal.wellbeing.record import Record


def beside_before(make: Make) -> Make:
    """A maker that knows nothing of a period before, made into one that says and lists it too."""

    def made(record: Record, view: View) -> Chart:
        now = make(record, replace(view, before=None))
        if view.before is None:
            return now
        before = make(record, replace(view, span=view.before, before=None))
        sentence = _("{now} The period before: {before}").format(now=now.sentence, before=before.sentence)
        return replace(now, sentence=sentence, list_all=lambda: _both(now.table, before.table))

    return made


def _both(now: Table, before: Table) -> Table:
    """One below the other; the first column says which. Both have the same columns."""
    shown = ((_("Period"), now), (_("Period before"), before))
    return Table((_("Shown"), *now.headers), [(which, *row) for which, table in shown for row in table.rows])
