"""What no chart says, whatever was kept: no causes, no advice, no verdicts, no streaks; and what no file carries."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import activities, annotation, check_in, day, drawn, record, words

from peerjournal.charts import files, registry
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, PAPER
from peerjournal.journal.checkin import RATINGS, Kind, Question, Tracker
from peerjournal.journal.entry import EntryDay
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.scale import Band, Direction, Scale, ScaleResult
from peerjournal.wellbeing.series import Span

NAMES = [kind.name for kind in registry.kinds()]
NEVER = re.compile(
    r"\b(because|due to|thanks to|therefore|caus\w+|result of|leads? to|effects?|affect\w*|influenc\w+|impact\w*"
    r"|makes you|improv\w+|better|best|worse\w*|worst|good|bad|great|poor\w*|optimal|ideal|healthy|unhealthy"
    r"|normal\w*|abnormal\w*|should|must|try to|need to|recommend\w*|advice|consider|goals?|targets?|achiev\w+"
    r"|progress\w*|congrat\w*|well done|streaks?|in a row|consecutive\w*|scores?|risk\w*|warning\w*|alarm\w*"
    r"|severe|mild|moderate|symptom\w*|diagnos\w+|disorder|depress\w+|anxi\w+|predict\w*|forecast\w*|correlat\w+"
    r"|significan\w+)\b",
    re.IGNORECASE,
)
OWN_DIRECTION = re.compile(r"(more|less) is meant as better")
"""The one thing of that kind that may stand there: what somebody said of a scale of their own."""

TITLE, NOTE = "the pond in the rain", "what I told nobody"
TRACKERS = (
    Tracker("4f1c-yes", "Tea", Kind.YES_NO),
    Tracker("4f1c-sum", "Letters", Kind.COUNT, "sent", starts_on=day(4), ends_on=day(30)),
    Tracker("4f1c-much", "Water", Kind.AMOUNT, "l"),
    Tracker("4f1c-step", "Patience", Kind.STEPS),
)
SCALES = (
    Scale(
        "4f1c-up", "Evenings", "my own", 0, 20, direction=Direction.MORE_IS_BETTER, bands=(Band(0, 9, "quiet"),)
    ),
    Scale("4f1c-down", "Mornings", "my own", -5, 5, direction=Direction.LESS_IS_BETTER),
)  # fmt: skip

_step = st.none() | st.integers(1, 7)
_row = st.fixed_dictionaries(
    {
        "not_today": st.booleans(),
        **dict.fromkeys(RATINGS, _step),
        "sleep": st.none() | st.integers(0, 24 * 60),
        "feelings": st.lists(st.sampled_from(["calm", "raw"]), unique=True).map(tuple),
        "activities": st.lists(st.sampled_from([a.id for a in activities()][:3]), unique=True).map(tuple),
        "trackers": st.dictionaries(st.sampled_from([t.id for t in TRACKERS]), st.sampled_from([0.0, 1.0, 4.0])),
        "asked": st.sampled_from([(), ("grid",), tuple(q.value for q in Question)]),
        "note": st.sampled_from(["", NOTE]),
        "entry_id": st.sampled_from(["", "4f1c-entry"]),
    }
)


def everything(rows: list[dict[str, Any]], times: int) -> Record:
    """These answers over and over, on so many days, with all else that can stand in a record."""
    kept = [check_in(n, 8 + n % 3 * 6, **rows[n % len(rows)]) for n in range(times * bool(rows))]
    noon = datetime.combine(day(0), datetime.min.time(), UTC) + timedelta(hours=12)
    return record(
        *kept,
        activities=activities(),
        trackers=TRACKERS,
        scales=SCALES,
        results=tuple(
            ScaleResult(f"4f1c-{n}", SCALES[n % 2].id, noon + timedelta(days=n), float(n % 5), note=NOTE)
            for n in range(0, times, 9)
        ),
        annotations=(replace(annotation("new job", 2, 9), id="4f1c-label"),),
        entry_days=tuple(EntryDay(day(n), frozenset({"garden"} if n % 3 else ())) for n in range(times)),
        sessions=tuple(
            SessionDay(noon + timedelta(days=n), 1 + n % 7 if n % 4 else None, 5) for n in range(0, times, 5)
        ),
        titles={"4f1c-entry": TITLE},
    )


def said(chart: Chart) -> str:
    """Everything a chart says in words: in its sentence, its table, at its points and in its picture."""
    cells = [str(cell) for row in (chart.table.headers, *chart.table.rows) for cell in row if cell is not None]
    points = [chart.spots.says(n) for n in range(min(len(chart.spots), 20))]
    return "\n".join([chart.title, chart.sentence, *cells, *points, words(drawn(chart, painted=False))])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=3)
@given(rows=st.lists(_row, max_size=9), times=st.integers(1, 60), after=st.integers(0, 1))
def test_never_a_cause_an_advice_a_verdict_or_a_streak(
    name: str, rows: list[dict[str, Any]], times: int, after: int
) -> None:
    kept, kind = everything(rows, times), registry.kind(name)
    assert not NEVER.search(f"{kind.title} {kind.question}")
    earlier = Span(day(-30), day(-1)) if kind.compares else None
    for of in ["", *(key for key, _label in kind.choices(kept)[-1:])]:
        text = OWN_DIRECTION.sub("", said(kind.make(kept, View(Span(day(0), day(40)), earlier, of, after))))
        assert not NEVER.search(text), NEVER.search(text)
        assert "nan" not in re.split(r"\W+", text.lower())


def test_differences_and_slopes_that_are_there_are_told_without_a_why() -> None:
    calm = [n * n % 11 < 5 for n in range(90)]
    kept = record(
        *(check_in(n, pleasantness=6, feelings=("calm",)) for n in range(90) if calm[n]),
        *(check_in(n, pleasantness=2, asked=("feelings",)) for n in range(90) if not calm[n]),
    )
    [found] = kept.comparisons(Span())
    assert found.named
    for of in ("", "pleasantness:calm"):
        assert not NEVER.search(said(registry.make(kept, "days-with", View(of=of))))
    rising = registry.make(record(*(check_in(n, pleasantness=1 + n // 12) for n in range(80))), "ratings", View())
    assert "days with ratings, a rise of" in rising.sentence
    assert not NEVER.search(rising.sentence)


# -------------------------------------------------------------------------------------------- what files hold

FULL = [
    {
        **dict.fromkeys(RATINGS, 4),
        "sleep": 450,
        "feelings": ("calm",),
        "activities": (activities()[0].id,),
        "trackers": {t.id: 1.0 for t in TRACKERS},
        "asked": tuple(q.value for q in Question),
        "note": NOTE,
        "entry_id": "4f1c-entry",
    },
    {"pleasantness": 2, "note": NOTE, "entry_id": "4f1c-entry", "asked": tuple(q.value for q in Question)},
]


@pytest.mark.parametrize("name", NAMES)
def test_no_file_carries_a_note_a_title_or_an_id(name: str) -> None:
    chart = registry.make(everything(FULL, 40), name, View())
    hovered = "\n".join(chart.spots.says(n) for n in range(len(chart.spots)))
    assert "4f1c" not in hovered
    shown = words(drawn(chart, painted=False))
    page = pypdf.PdfReader(BytesIO(files.written(chart, "pdf", DARK))).pages[0]
    for written in (
        files.written(chart, "csv").decode("utf-8-sig"),
        files.written(chart, "svg", PAPER).decode(),
        page.extract_text() + repr(page.get_contents()) + repr(page["/Resources"]),
        chart.sentence + chart.title,
        shown,
    ):
        for private in (TITLE, NOTE, "4f1c"):
            assert private not in written
