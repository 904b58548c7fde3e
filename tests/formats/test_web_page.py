"""The web page: one readable file that loads nothing, runs nothing and escapes everything."""

import re
from base64 import b64encode
from hashlib import sha256

from peerjournal.formats.html import write
from peerjournal.sharing.handout import Section, Sheet


def page(text: str, *, heading: str = "", title: str = "Autumn", language: str = "en") -> str:
    return write(Sheet(title, language, (Section(text, heading),))).decode()


def body(text: str) -> str:
    made = page(text)
    return made[made.index("<section>\n") + 10 : made.index("\n</section>")].replace("\n", "")


def test_title_language_and_charset() -> None:
    made = page("text", title="A & <b>", language="de_DE")
    assert made.startswith('<!doctype html>\n<html lang="de-DE">\n<head>\n<meta charset="utf-8">')
    assert "<title>A &amp; &lt;b&gt;</title>" in made
    assert '<h1 dir="auto">A &amp; &lt;b&gt;</h1>' in made
    assert "<html>\n" in page("text", language='"><script>')


def test_without_title_and_heading_there_are_none() -> None:
    made = page("text", title=" ", heading="\n")
    assert "<h1" not in made
    assert "<h2" not in made


def test_headings_stand_below_title_and_section() -> None:
    made = page("# one\n\n###### six", heading="What happened")
    assert re.findall(r"<(h\d) dir=\"auto\">(.*?)</h\d>", made) == [
        ("h1", "Autumn"),
        ("h2", "What happened"),
        ("h3", "one"),
        ("h6", "six"),
    ]


def test_what_is_typed_is_shown_and_not_read_by_the_browser() -> None:
    assert body("<script>alert(1)</script> & \"q\" 'r'") == (
        '<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &#x27;r&#x27;</p>'
    )
    assert body("[a](javascript:alert(1)) [b](https://x.org/\"onclick='y')") == (
        '<p dir="auto">a <a href="https://x.org/&quot;onclick=&#x27;y&#x27;" rel="noreferrer">b</a></p>'
    )


def test_looks_of_words() -> None:
    assert body("***a*** ~~b~~ `c<d`  \ne") == (
        '<p dir="auto"><strong><em>a</em></strong> <s>b</s> <code>c&lt;d</code><br>e</p>'
    )
    assert body("[**a** b](https://c.org)") == (
        '<p dir="auto"><a href="https://c.org" rel="noreferrer"><strong>a</strong> b</a></p>'
    )


def test_lists_count_as_they_were_typed() -> None:
    assert body("3. a\n4. b\n9. c") == (
        '<ol start="3" class="tight" dir="ltr"><li><p dir="auto">a</p></li><li><p dir="auto">b</p></li>'
        '<li value="9"><p dir="auto">c</p></li></ol>'
    )
    assert body("- a\n\n- b") == '<ul dir="ltr"><li><p dir="auto">a</p></li><li><p dir="auto">b</p></li></ul>'


def test_lists_quotes_and_tables_stand_on_the_side_of_their_first_words() -> None:
    assert body("- שלום").startswith('<ul class="tight" dir="rtl">')
    assert body("> שלום").startswith('<blockquote dir="rtl">')
    assert body("אב|a\n-|:-:\n1|2") == (
        '<table dir="rtl"><thead><tr><th dir="auto">אב</th><th class="center" dir="auto">a</th></tr></thead>'
        '<tbody><tr><td dir="auto">1</td><td class="center" dir="auto">2</td></tr></tbody></table>'
    )


def test_code_keeps_its_lines() -> None:
    assert '<pre dir="auto"><code>\na\n\tb</code></pre>' in page("```\n\na\n\tb\n```")


def test_browsers_are_told_to_load_and_run_nothing_but_the_one_style() -> None:
    made = page("text")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', made)
    (style,) = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "style=" not in made
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    assert "generator" not in made
