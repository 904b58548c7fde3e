"""Files of own scales: what is read, what is refused, and that both say so plainly."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.formats.scale_file import _KEYS, LARGEST_FILE, read_scale, scale_in
from peerjournal.wellbeing.scale import Band, Direction, Scale, Scoring, checked, total

SAMPLE = Path(__file__).parents[1] / "samples" / "own-scale.toml"
PAGE = Path(__file__).parents[2] / "docs" / "own-scales.md"

PAPER = 'name = "On paper"\nlicence = "Invented."\n'
ITEMS = PAPER + 'items = [{ text = "The kettle sang." }, { text = "The gulls came.", reversed = true }]\n'
ASKED = ITEMS + 'labels = [{ value = 0, text = "no" }, { value = 3, text = "yes" }]\n'


def told(text: str) -> Scale:
    return scale_in(text.encode())


def test_the_sample_is_read_whole() -> None:
    scale = read_scale(SAMPLE)
    assert (scale.name, scale.period) == ("Harbour weather", "the last seven days")
    assert scale.licence.startswith("Invented")
    assert scale.source.startswith("Nobody's")
    assert [item.reversed for item in scale.items] == [False, False, True, False]
    assert [(label.value, label.text) for label in scale.labels][2] == (2, "now and then")
    assert (scale.low, scale.high, scale.times, scale.scoring) == (0, 60, 5, Scoring.SUM)
    assert scale.direction is Direction.MORE_IS_BETTER
    assert scale.bands == (Band(0, 25, "foggy"), Band(30, 60, "fair"))
    assert total(scale, (3, 3, 0, 3)) == 60
    assert checked(scale) == scale


def test_each_reading_makes_a_scale_of_its_own() -> None:
    first, second = read_scale(SAMPLE), read_scale(SAMPLE)
    assert first.id != second.id
    assert replace(first, id=second.id) == second


def test_the_examples_in_the_documentation_are_read() -> None:
    whole, on_paper = re.findall(r"^```toml\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert whole == SAMPLE.read_text("utf-8")
    assert (told(on_paper).low, told(on_paper).high) == (0, 60)


def test_the_documentation_explains_every_key() -> None:
    rows = "\n".join(line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`(?=[^|]*\|)", "\n".join(r.split("|")[1] + "|" for r in rows.splitlines()))) == {
        *_KEYS
    }


def test_a_total_from_paper_needs_four_keys() -> None:
    scale = told(PAPER + "low = 0\nhigh = 60.5")
    assert not scale.is_questionnaire
    assert (scale.low, scale.high, scale.direction) == (0, 60.5, Direction.NEITHER)


def test_the_range_follows_from_the_items() -> None:
    assert (told(ASKED).low, told(ASKED).high) == (0, 6)
    mean = told(ASKED + 'scoring = "mean"\ntimes = 10\n')
    assert (mean.low, mean.high) == (0, 30)


def test_tables_may_be_written_either_way() -> None:
    long = PAPER + "".join(
        f"[[{key}]]\n{told}\n"
        for key, told in [
            ("items", 'text = "The kettle sang."'),
            ("items", 'text = "The gulls came."\nreversed = true'),
            ("labels", 'value = 0\ntext = "no"'),
            ("labels", 'value = 3\ntext = "yes"'),
        ]
    )
    assert replace(told(long), id="") == replace(told(ASKED), id="")


@pytest.mark.parametrize("change", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(change: object) -> None:
    assert callable(change)
    content = SAMPLE.read_bytes()
    assert replace(scale_in(change(content)), id="") == replace(scale_in(content), id="")


def test_a_licence_note_may_have_lines() -> None:
    scale = told('name = "On paper"\nlow = 0\nhigh = 1\nlicence = """\nInvented.\r\n  Free to use.\n"""\n')
    assert scale.licence == "Invented.\nFree to use."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ASKED + "low = 0\nhigh = 5", "given as 0 to 5, but the answers reach 0 to 6;"),
        (ASKED + "low = 0\nhigh = 100", "given as 0 to 100, but the answers reach 0 to 6;"),
        (ASKED + "low = -3\nhigh = 6", "given as -3 to 6, but the answers reach 0 to 6;"),
        (ASKED + "times = 2\nlow = 0\nhigh = 6", "given as 0 to 6, but the answers reach 0 to 12;"),
        (ASKED + 'scoring = "mean"\nlow = 0\nhigh = 6', "given as 0 to 6, but the answers reach 0 to 3;"),
    ],
)
def test_a_file_that_lies_about_its_range_is_refused_with_both(text: str, said: str) -> None:
    with pytest.raises(BadInput) as problem:
        told(text)
    assert said in str(problem.value)


def test_a_rounded_factor_is_no_lie() -> None:
    scale = told(ASKED + "times = 16.66\nlow = 0\nhigh = 100")
    assert (scale.low, scale.high) == (0, 100)
    assert total(scale, (3, 0)) == 99.96


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (PAPER + "low = 0\nhigh = 10.000", "“high”"),
        (PAPER + "low = -1.500\nhigh = 1", "“low”"),
        (ASKED + "times = 16.667", "“times”"),
        (ITEMS + 'labels = [{ value = 0, text = "no" }, { value = 1.000, text = "yes" }]', "“value” in labels 2"),
        (PAPER + 'low = 0\nhigh = 9\nbands = [{ low = 0, high = 2.125, label = "fair" }]', "“high” in bands 1"),
    ],
)
def test_what_may_be_thousands_is_refused_and_named(text: str, key: str) -> None:
    with pytest.raises(BadInput) as problem:
        told(text)
    assert str(problem.value).startswith(f"{key} can be read in two ways; nothing was read.")


def test_what_can_only_be_decimals_is_read() -> None:
    scale = told(PAPER + "low = -0.125\nhigh = 2.1250")
    assert (scale.low, scale.high) == (-0.125, 2.125)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "“name” is missing"),
        ('name = "On paper"', "“licence” is missing"),
        (PAPER, "“low” is missing"),
        (PAPER + "low = 0", "“high” is missing"),
        (ASKED + "high = 6", "“low” is missing"),
        (PAPER.replace("Invented.", " ") + "low = 0\nhigh = 1", "add a licence note"),
        (PAPER + "low = 1\nhigh = 0", "needs a lowest total"),
        (PAPER + 'license = "x"', "“license” is not known here (“licence” perhaps?)"),
        (PAPER + "zebra = 1", "“zebra” is not known here;"),
        (PAPER + "format = 2", "“format” names a form"),
        (PAPER + "name.first = 1", "Line 3 of the file cannot be read as TOML"),
        (PAPER + "low = zero\nhigh = 1", "Line 3 of the file cannot be read as TOML"),
        (PAPER + "low = 1,5", "Line 3 of the file cannot be read as TOML"),
        (PAPER + 'source = """', "The file ends too early"),
        (PAPER + 'low = "0"', "“low” has to be a number"),
        (PAPER + "low = true", "“low” has to be a number"),
        (PAPER + "low = nan", "“low” has to be a number"),
        (PAPER + "low = -inf", "“low” has to be a number"),
        (PAPER + f"low = 1{'0' * 4000}", "“low” has to be a number"),
        (PAPER + f"low = 1{'0' * 5000}", "beyond all measure"),
        (PAPER + f"low = {'[' * 5000}", "beyond all measure"),
        ("licence = 'x'\nname = 5", "“name” has to be text in quotes"),
        ("licence = 'x'\nname = 2026-03-01", "“name” has to be text in quotes"),
        (PAPER + "period = ['week']", "“period” has to be text in quotes"),
        (PAPER + "direction = 'up'", "“direction” has to be one of “neither”, “more-is-better”, “less-is-better”"),
        (PAPER + "low = 0\nhigh = 9\ntimes = 2", "“times” needs “items” to count"),
        (PAPER + "low = 0\nhigh = 9\nscoring = 'sum'", "“scoring” needs “items” to count"),
        (PAPER + "items = 'The kettle sang.'", "“items” has to be a list of tables"),
        (PAPER + "items = ['The kettle sang.']", "“items” has to be a list of tables"),
        (PAPER + "[items]\ntext = 'The kettle sang.'", "“items” has to be a list of tables"),
        (PAPER + "items = [{ text = 'x' }, {}]", "“text” in items 2 is missing"),
        (PAPER + "items = [{ txt = 'x' }]", "“txt” in items 1 is not known here (“text” perhaps?)"),
        (PAPER + "items = [{ text = 'x', reversed = 'yes' }]", "“reversed” in items 1 has to be true or false"),
        (PAPER + "items = [{ text = 'x', reversed = 1 }]", "“reversed” in items 1 has to be true or false"),
        (ITEMS, "at least two labels"),
        (ITEMS + "labels = [{ value = 0 }]", "“text” in labels 1 is missing"),
        (ITEMS + "labels = [{ text = 'no' }]", "“value” in labels 1 is missing"),
        (ASKED.replace("value = 3", "value = 0"), "Two labels have the value 0"),
        (ASKED + "times = 0", "“Times” has to be a number above zero"),
        (ASKED + "times = -2", "“Times” has to be a number above zero"),
        (ASKED + "scoring = 'median'", "“scoring” has to be one of “sum”, “mean”"),
        (ASKED + "bands = [{ low = 0, label = 'foggy' }]", "“high” in bands 1 is missing"),
        (ASKED + "bands = [{ low = 0, high = 7, label = 'foggy' }]", "within the range, 0 to 6"),
        (PAPER + "low = 0\nhigh = 1\nlabels = [{ value = 0, text = 'no' }]", "labels but no items"),
        (PAPER + "a." * 1000 + "b = 1", "a key of more parts than this format knows"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(BadInput) as problem:
        told(text)
    assert said in str(problem.value)
    assert re.search(r"[Nn]othing was (read|changed)\.$", str(problem.value))


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"\xff\xfen\x00", 1), (PAPER.encode() + b'source = "caf\xe9"', 3), ("name = 'x'".encode("utf-16-le"), None)],
)
def test_other_encodings_are_refused_by_line(content: bytes, line: int | None) -> None:
    with pytest.raises(BadInput, match=f"not UTF-8 text in line {line};" if line else "Line 1 of the file"):
        scale_in(content)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    start = SAMPLE.read_bytes()
    fits = tmp_path / "fits.toml"
    fits.write_bytes(start + b"#" * (LARGEST_FILE - len(start)))
    assert read_scale(fits).name == "Harbour weather"
    fits.write_bytes(fits.read_bytes() + b"#")
    with pytest.raises(BadInput, match="larger than a scale can be"):
        read_scale(fits)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^scale\.toml cannot be read: No such file"):
        read_scale(tmp_path / "scale.toml")
    with pytest.raises(BadInput, match="cannot be read"):
        read_scale(tmp_path)


# ------------------------------------------------------------------------------------------ always, never


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
@example(b"\xef\xbb\xbf")
@example(b"\x00")
@example(b"low = 0x" + b"f" * 5000)
@example(b"x = 0000-00-00T99:99:99Z")
@example(b"x = " + b"{a=" * 3000)
@example(b"[" * 3000)
def test_reading_any_bytes_raises_nothing_but_a_sentence(content: bytes) -> None:
    with pytest.raises(PeerJournalError):
        scale_in(content)


@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    content = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=3))
        if not content:
            break
    try:
        scale = scale_in(bytes(content))
    except PeerJournalError:
        return
    assert checked(scale) == scale


values = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.sampled_from(["nan", "1e400", "'sum'", "'x'", "2026-01-01", "''"]),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda vs: f"[{', '.join(map(_written, vs))}]")
        | st.dictionaries(
            st.sampled_from(["text", "value", "low", "high", "label", "reversed"]), inner, max_size=3
        ).map(lambda d: "{" + ", ".join(f"{k} = {_written(v)}" for k, v in d.items()) + "}")
    ),
    max_leaves=6,
)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(st.dictionaries(st.sampled_from([*_KEYS, "zebra"]), values))
def test_known_keys_with_any_values_never_raise_anything_else(given_: dict[str, object]) -> None:
    text = "".join(f"{key} = {_written(value)}\n" for key, value in given_.items())
    tomllib.loads(text)  # it is TOML: what is refused is what stands in it
    said = ""
    try:
        told(text)
    except PeerJournalError as problem:
        said = str(problem)
    assert "Error" not in said


@pytest.mark.parametrize("spoil", ["lo = 1", "low = {", "times = 'x'", "direction = 'The heron left.'", "labels = 1"])
def test_no_text_of_the_file_stands_in_a_sentence(spoil: str) -> None:
    secret = ASKED.replace("The kettle sang.", "The heron left.").replace("Invented.", "The heron stays.")
    with pytest.raises(BadInput) as problem:
        told(secret + spoil)
    assert "heron" not in str(problem.value)
    assert problem.value.__cause__ is None
    assert problem.value.__suppress_context__ or problem.value.__context__ is None
