"""What may tell who somebody is, is remarked on; what says little is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.story import Arrangement, Person
from peerjournal.sharing.lookover.finding import Family, Finding, Subject, Text
from peerjournal.sharing.lookover.identifiers import find


def found_in(text: str, *people: Person, language: str = "en") -> list[Finding]:
    return find(Subject([Text("Part 1", text)], people=people, language=language))


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(f.kind.removeprefix("identifier."), f.excerpt) for f in found_in(text, language=language)]


MUST_FIRE: dict[str, list[tuple[str, str]]] = {
    "name": [
        ("Then I told Marek about it.", "Marek"),
        ("Anna Becker said it first.", "Anna Becker"),
        ("I wrote to Dr Patel.", "Dr Patel"),
        ("It was Mrs. O'Neill's idea.", "Mrs. O'Neill's"),
        ("Sarah told me.", "Sarah"),
        ("I was with Łukasz all day.", "Łukasz"),
        ("I met J. Lindqvist there.", "Lindqvist"),
        ("He said Hope had gone home.", "Hope"),
        ("My friend Anne-Marie came.", "Anne-Marie"),
        ("We asked Xiuying. Xiuying smiled.", "Xiuying"),
        ("There was a letter from Emily.", "Emily"),
        ("It was **Marek** who came.", "Marek"),
        ("The Kowalskis took me in.", "Kowalskis"),
    ],
    "phone": [
        ("Ring 0161 496 0000.", "0161 496 0000"),
        ("Ring +44 20 7946 0958 today.", "+44 20 7946 0958"),
        ("Ring (555) 010-4477.", "(555) 010-4477"),
        ("Ring 555-010-4477.", "555-010-4477"),
        ("Ring 020.7946.0958.", "020.7946.0958"),
        ("Ring 06 12 34 56 78.", "06 12 34 56 78"),
        ("Ring 030/901820.", "030/901820"),
        ("Ring 07700900123.", "07700900123"),
        ("اتصل ٠١٦١ ٤٩٦ ٠٠٠٠", "٠١٦١ ٤٩٦ ٠٠٠٠"),
        ("Ring 555-0144.", "555-0144"),
    ],
    "email": [
        ("Write to marek@example.org.", "marek@example.org"),
        ("marek.l+x@mail.example.co.uk", "marek.l+x@mail.example.co.uk"),
        ("(m_l@example.com)", "m_l@example.com"),
        ("MAREK@EXAMPLE.ORG", "MAREK@EXAMPLE.ORG"),
        ("mailto:m@example.de", "m@example.de"),
        ("josé@example.es", "josé@example.es"),
        ("marek (at) example.org", "marek (at) example.org"),
        ("<a-b@c-d.org>", "a-b@c-d.org"),
    ],
    "web": [
        ("See https://example.org/me.", "https://example.org/me"),
        ("See http://example.org", "http://example.org"),
        ("See www.example.org, there.", "www.example.org"),
        ("See example.org/blog for more.", "example.org/blog"),
        ("It is on my-page.example.co.uk now", "my-page.example.co.uk"),
        ("[here](https://example.org/a)", "https://example.org/a"),
        ("See Example.COM", "Example.COM"),
        ("**www.example.net**", "www.example.net"),
    ],
    "address": [
        ("I lived at 14 Alder Street then.", "14 Alder Street"),
        ("It was 221b Old Mill Road.", "221b Old Mill Road"),
        ("7 St. Mary's Ave, up the hill", "7 St. Mary's Ave"),
        ("Write to PO Box 1234.", "PO Box 1234"),
        ("The code is M13 9PL.", "M13 9PL"),
        ("The code is CA 90210.", "CA 90210"),
        ("The code is K1A 0B1.", "K1A 0B1"),
        ("It was Lindenstraße 12.", "Lindenstraße 12"),
        ("Flat 3, on the left", "Flat 3"),
        ("the code 90210-1234", "90210-1234"),
        ("D-10115 was the code", "D-10115"),
    ],
    "date": [
        ("It was 14 March 2016.", "14 March 2016"),
        ("It was on the 14th of March.", "14th of March"),
        ("It was March 14th, 2016.", "March 14th, 2016"),
        ("It was March 14, 2016.", "March 14, 2016"),
        ("On March 14 my life changed.", "March 14"),
        ("It was 2016-03-14.", "2016-03-14"),
        ("It was 03/14/2016.", "03/14/2016"),
        ("It was 14.3.16 then", "14.3.16"),
        ("It was the fourteenth of March.", "fourteenth of March"),
        ("on 3 Sept. 2019", "3 Sept. 2019"),
        ("on 14\nMarch 2016", "14 March 2016"),
    ],
    "age": [
        ("She is 93 years old.", "93 years old"),
        ("my 95-year-old neighbour", "95-year-old"),
        ("a man aged 92", "aged 92"),
        ("She turned 90 that day.", "turned 90"),
        ("She was 91, and laughed.", "91"),
        ("ninety-two years old", "ninety-two years old"),
        ("at the age of 101", "age of 101"),
        ("He was 97 when he danced.", "97"),
        ("She’s 93.", "93"),
        ("Maria, 93, from the coast", "93"),
        ("my neighbour (94) came", "94"),
    ],
    "place": [
        ("I grew up in Ambleforth.", "Ambleforth"),
        ("We lived near Brackwater then.", "Brackwater"),
        ("They took me to St Mary's Hospital.", "St Mary's Hospital"),
        ("I slept on Ward 7.", "Ward 7"),
        ("I went to Hilltop School.", "Hilltop School"),
        ("It was on Alder Street.", "Alder Street"),
        ("at the University of Brackwater", "Brackwater"),
        ("in the Riverside clinic", "Riverside clinic"),
        ("We moved from Ambleforth.", "Ambleforth"),
        ("In Brackwater I was nobody.", "Brackwater"),
    ],
    "number": [
        ("My number was 48213377.", "48213377"),
        ("It was DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
        ("case AB123456 it was", "AB123456"),
        ("It was 078-05-1120.", "078-05-1120"),
        ("QQ 12 34 56 C it said", "QQ 12 34 56 C"),
        ("from 192.168.10.24 again", "192.168.10.24"),
        ("from 2001:db8:0:0:0:0:2:1", "2001:db8:0:0:0:0:2:1"),
        ("the car, KX07 BND, came", "KX07 BND"),
        ("card 4929 1234 5678 9012", "4929 1234 5678 9012"),
        ("my PIN 4471", "PIN 4471"),
        ("badge: 90417", "badge: 90417"),
        ("٤٨٢١٣٣٧٧", "٤٨٢١٣٣٧٧"),
    ],
    "handle": [
        ("I am @marek_l there.", "@marek_l"),
        ("write to u/marek99", "u/marek99"),
        ("/u/marek-l wrote", "/u/marek-l"),
        ("marek#4471 in the chat", "marek#4471"),
        ("@marek@social.example", "@marek@social.example"),
        ("(@marek)", "@marek"),
        ("I am @Łukasz now", "@Łukasz"),
        ("@m.arek.", "@m.arek"),
    ],
}

MUST_NOT_FIRE: dict[str, list[str]] = {
    "name": [
        "On Monday I spoke English with my Polish neighbour.",
        "Yesterday was hard. Gathering wood helped. Nobody came.",
        "I went to the NHS with PTSD, and to AA.",
        "Mum and Dad came at Christmas. God knows why.",
        "I was in Peer Support. Recovery is not a line.",
        "He said: “Breathe slowly.” And: Nothing.",
        "# Kindling The Slow Fire\n\nIt was cold.",
        "In May I wrote to Google. I used WhatsApp.",
        "I'm here. I've been there. I'll stay.",
        "- Kindling\n- Wrapping\n- Tea",
        "The doctor, the Nurse and the Judge.",
        "I read the Big Book, and the Serenity Prayer.",
        "I was diagnosed by a Dr who smiled.",
        "The kettle sang. The Kettle, as we called it.",
    ],
    "phone": [
        "Call 988, or 116 123, or 1-800-662-4357.",
        "Call Lifeline on 13 11 14.",
        "It was 1 000 000 steps.",
        "From 1999-2003 and 2004 2005 2006.",
        "1 2 3 4 5 6 7 8 9",
        "It was 12:30 and 18.45.",
        "I slept 6-8 hours, 10-12 times.",
        "It cost $1200300 in the end.",
        "0.123456789",
        "TelefonSeelsorge: 0800 111 0 111",
    ],
    "email": [
        "Meet me @ five.",
        "a@b",
        "@home",
        "user at home",
        "it was @. then",
        "2@3",
        "at example dot org",
        "me@",
    ],
    "web": [
        "It ended.Then it began.",
        "e.g. this, i.e. that, a.m. and p.m.",
        "version 3.11.3",
        "See samaritans.org or https://988lifeline.org/chat.",
        "www",
        "http is a word",
        "the U.S. and the U.K.",
        "so...it went",
    ],
    "address": [
        "I lived on a street.",
        "I took 2 steps down the road.",
        "B12 helped, and 20 mg.",
        "Room 5 was mine.",
        "14 people were there.",
        "In 2016 Close friends came.",
        "I walked 10 miles on my way.",
        "It was a flat.",
    ],
    "date": [
        "It was March 2016.",
        "In May I left.",
        "In 2016 I left.",
        "I may 5 times say so.",
        "We march 20 miles.",
        "In May 20 people came.",
        "24/7, and 9/11, and 1/2.",
        "in autumn 2016",
        "It happened in the second week of March.",
        "version 3.11.3",
        "45/45/2016",
    ],
    "age": [
        "I was 19 years old.",
        "She is 89.",
        "It was 95 percent.",
        "It was 98 degrees.",
        "over 90 years old",
        "in her nineties",
        "It is 100 miles away.",
        "We were 120 people.",
        "It was 99.5.",
        "Maria, 34, from the coast",
        "We counted the chairs, 95, and left.",
        "In April, 95, as I said.",
    ],
    "place": [
        "I grew up in Wales, near England.",
        "In March, at Easter, from Monday on.",
        "I was in hospital. I went to school.",
        "The Hospital was cold. I left the Clinic.",
        "It was in the General Hospital.",
        "in New Zealand",
        "In English it is a ward.",
        "I lived in the United States, in Ohio.",
    ],
    "number": [
        "I was 1 of 40. It was 2016.",
        "It cost £120000.",
        "100000 people",
        "COVID-19 and B12 and ICD-10",
        "the 1990s",
        "20mg, 2000mg and 1500kcal",
        "Call 741741 or text 85258.",
        "a number of things, number 12",
        "It was 10:30:15.",
        "Twelve steps, 10,000 steps",
    ],
    "handle": [
        "me@example.org",
        "Meet @ 5.",
        "and/or u/",
        "# A heading",
        "C#",
        "you/me",
        "1 @ 2",
        "#4471",
    ],
}


@pytest.mark.parametrize(("kind", "text", "excerpt"), [(k, *pair) for k, pairs in MUST_FIRE.items() for pair in pairs])
def test_it_is_remarked_on(kind: str, text: str, excerpt: str) -> None:
    assert (kind, excerpt) in said(text)


@pytest.mark.parametrize(("kind", "text", "_excerpt"), [(k, *pair) for k, pairs in MUST_FIRE.items() for pair in pairs])
def test_it_is_remarked_on_once(kind: str, text: str, _excerpt: str) -> None:
    assert len([k for k, _found in said(text) if k == kind]) == 1


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k, texts in MUST_NOT_FIRE.items() for text in texts])
def test_it_is_left_alone(kind: str, text: str) -> None:
    assert [found for found in said(text) if found[0] == kind] == []


QUIET = """
For three years I drank every evening. In the spring of 2014 I went to a group in a church hall for the first time.
Nobody asked me anything. On Tuesday I went again, and in May I spoke. I am English, my husband is Irish, and we had
moved twice. A doctor gave me 20 mg of something. I slept 6 hours, then 8.

What helped: tea at 7.30, the Twelve Steps, walking 10,000 steps a day, and a nurse with cold hands. I was 34 years old.

# What I Learned That Year

If you need somebody, call 988 or Samaritans on 116 123, or see samaritans.org.
"""


def test_a_careful_story_gets_no_remark() -> None:
    assert said(QUIET) == []


def test_each_identifier_is_one_remark_with_place_reason_and_source() -> None:
    text = "I told Marek.\nMarek's dog knew.\nSo did Marek, and Ruth."
    first, second = found_in(text)
    assert (first.family, first.kind, first.place) == (Family.IDENTIFIER, "identifier.name", "Part 1, line 1")
    assert "3 times" in first.reason
    assert "164.514" in first.source
    assert first.suggestion
    assert (second.excerpt, second.place) == ("Ruth", "Part 1, line 3")


def test_people_of_the_story_are_left_to_what_was_arranged_with_them() -> None:
    people = [Person("m", "Marek", arrangement=Arrangement.AGREED), Person("o", "Olga", ("Olli",))]
    assert [f.excerpt for f in found_in("I told Marek, Olli and Ines.", *people)] == ["Ines"]


def test_digits_addresses_and_handles_are_found_in_any_language() -> None:
    text = "Написать: oleg@example.org, +7 495 123-45-67, @oleg_k, 14.03.2016"
    assert [kind for kind, _excerpt in said(text, "ru")] == ["email", "phone", "handle", "date"]


def test_where_all_nouns_have_a_capital_only_listed_names_count() -> None:
    assert said("Dann kam mein Bruder mit dem Schlüssel und Thomas in die Küche.", "de") == [("name", "Thomas")]


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ar"]))
def test_anything_at_all_can_be_looked_over(text: str, language: str) -> None:
    found = found_in(text, language=language)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(f.excerpt.removesuffix("…") in " ".join(text.split()) for f in found)


@given(
    st.from_regex(r"[a-z]{2,9}(\.[a-z]{1,5})?@[a-z]{2,9}\.(org|com|de)", fullmatch=True), st.sampled_from("ab 1.,(@")
)
def test_an_address_is_never_missed(mail: str, before: str) -> None:
    assert "email" in [kind for kind, _excerpt in said(f"x {before} {mail}, and")]


@given(
    st.integers(1, 28), st.sampled_from(["January", "march", "May", "Dec"]), st.integers(1950, 2030), st.integers(0, 3)
)
def test_an_exact_day_is_never_missed(day: int, month: str, year: int, form: int) -> None:
    month = month if form > 1 else month.title()
    text = [f"{month} {day}, {year}", f"{day} {month} {year}", f"{day}.{day % 12 + 1}.{year}", f"{year}-01-{day:02}"][
        form
    ]
    assert "date" in [kind for kind, _excerpt in said(f"It was {text}, I think.")]


@given(st.integers(1800, 2100), st.sampled_from(["In {}", "since autumn {}", "March {} was long", "from {} on", "{}"]))
def test_a_year_is_never_remarked_on(year: int, text: str) -> None:
    assert said(text.format(year)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 150_000,
        "A" * 150_000,
        "Ab " * 50_000,
        "Ab" * 50_000,
        "." * 150_000,
        "a." * 75_000,
        "1 " * 75_000,
        "1" * 150_000,
        "1-" * 75_000,
        "1:" * 75_000,
        "12 Ab " * 25_000,
        "a@" * 50_000,
        "@" * 150_000,
        " " * 150_000,
        "\n" * 150_000,
        "(1" * 50_000,
        "age 9 " * 25_000,
        "she is 9 and " * 12_000,
        "Maria, 34, " * 15_000,
        ", 3" * 50_000,
        "A1" * 50_000,
        "http://" * 20_000,
        "AB12 " * 30_000,
        "Dr. " * 30_000,
        "a-" * 50_000,
        "a'" * 50_000,
        "“" * 100_000,
    ],
    ids=lambda text: repr(text[:8]),
)
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_no_text_takes_long(text: str) -> None:
    found_in(text)
