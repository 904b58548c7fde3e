"""My plan on paper: every word of the sheet stands on it, nothing else does, and the card has people first."""

import io
import itertools
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.paper import plan, press
from peerjournal.sharing.handout import Helping, PlanSheet, Section

pytestmark = pytest.mark.usefixtures("qapp")

FIXED = Counter(["What", "helps", "My", "people", "Helplines"])


@pytest.fixture(autouse=True)
def prepared(qapp: object) -> None:
    """The fonts, as the window has them."""
    assert qapp is not None
    press.prepare()


def _read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@st.composite
def sheets(draw: st.DrawFn) -> PlanSheet:
    """Sheets in which every word is another."""
    names = itertools.count(100)

    def words(least: int, most: int) -> str:
        return " ".join(f"w{next(names)}x" for _n in range(draw(st.integers(least, most))))

    def helpings(most: int) -> tuple[Helping, ...]:
        count = draw(st.integers(0, most))
        return tuple(Helping(words(1, 4), words(0, 12), words(0, 12)) for _n in range(count))

    sections = tuple(Section(words(1, 80), words(0, 4)) for _n in range(draw(st.integers(0, 7))))
    lines = tuple(words(1, 8) for _n in range(draw(st.integers(0, 4))))
    return PlanSheet(words(1, 3), "en", sections, helpings(8), helpings(12), lines)


def _words_of(sheet: PlanSheet) -> set[str]:
    texts = [sheet.title, *sheet.lines]
    texts += [text for s in sheet.sections for text in (s.heading, s.text)]
    texts += [text for h in (*sheet.strategies, *sheet.people) for text in (h.name, h.first, h.second)]
    return {word for text in texts for word in text.split()}


@settings(max_examples=25)
@given(sheet=sheets(), wallet=st.booleans())
def test_every_word_stands_on_it_once_and_nothing_else(sheet: PlanSheet, wallet: bool) -> None:
    made = plan.layout(sheet, wallet=wallet)
    read = _read(plan.write(sheet, wallet=wallet))
    # Where Qt begins another stretch of glyphs, the reader takes words apart or joins them.
    found = Counter(re.findall(r"w\d+x", re.sub(r"\s", "", read)))
    assert found == Counter(_words_of(sheet))
    others = Counter(re.sub(r"w\d+x|\d+ / \d+|[●○·•]", " ", read).split())
    assert others <= FIXED
    assert set(re.findall(r"w\d+x", made.text())) == set(found)


def test_a_short_plan_is_one_page_and_on_the_card_people_come_first() -> None:
    sheet = PlanSheet(
        "My plan",
        "en",
        (Section("Mornings outside.", "What keeps me well"),),
        (Helping("A call that wants nothing", "Sundays"),),
        (Helping("Miriam", "rings back"),),
        ("Emergency 112",),
    )
    assert plan.layout(sheet, wallet=False).count == 1
    page, card = (_read(plan.write(sheet, wallet=wallet)) for wallet in (False, True))
    assert page.index("What keeps me well") < page.index("Miriam") < page.index("Emergency")
    assert card.index("Miriam") < card.index("Emergency") < card.index("What keeps me well")
    assert "●" in card
    assert "○" in card


def test_what_is_too_much_for_one_page_goes_on_and_is_never_tiny() -> None:
    people = tuple(Helping(f"Person {n}", "by the river", "for anything at all") for n in range(120))
    pages = plan.layout(PlanSheet("My plan", "en", people=people), wallet=False)
    assert pages.count > 1
    assert (
        len(re.findall(r"Person \d+", _read(plan.write(PlanSheet("My plan", "en", people=people), wallet=False))))
        == 120
    )


@pytest.mark.parametrize("wallet", [False, True])
def test_the_file_says_nothing_but_its_title_and_language(wallet: bool) -> None:
    content = plan.write(PlanSheet("My plan", "de", lines=("Notruf 112",)), wallet=wallet)
    reader = PdfReader(io.BytesIO(content))
    assert {name: str(value) for name, value in (reader.metadata or {}).items()} == {"/Title": "My plan"}
    assert str(reader.root_object["/Lang"]) == "de"
    if wallet:
        size = reader.pages[0].mediabox
        assert float(size.width) / 72 * 25.4 == pytest.approx(85.6, abs=0.2)
        assert float(size.height) / 72 * 25.4 == pytest.approx(54, abs=0.2)
