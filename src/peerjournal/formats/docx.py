"""A Word document with real headings, lists, quotes, tables and links.

It starts from python-docx's own template, of which only what the words need is left: no author, no dates, no
revision, no program, no template, no thumbnail, no custom XML, no revision marks; of the document's properties
title and language alone. The members of the zip carry the zip format's first date.

The body is written as WordprocessingML (ECMA-376, part 1, §17), whose elements must stand in the order of the
standard: ``_paragraph`` and ``_run`` keep it.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as OpenDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from markdown_it.common.normalize_url import normalizeLink

from peerjournal.formats.language import language_tag
from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.prose import (
    Block,
    Break,
    Code,
    Heading,
    Inline,
    Inlines,
    Item,
    Items,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    by_link,
    one_line,
    plain,
    read,
    right_to_left,
    words_of,
)

_STEP = 360  # twentieths of a point each list or quote is set in
_DEEPEST_LEVEL = 8
_HIGHEST_NUMBER = 32767  # what Word counts up to
_BULLETS, _NUMBERS = 1, 2
_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'

_KEPT_RELATIONS = {
    RELATION.OFFICE_DOCUMENT,
    RELATION.CORE_PROPERTIES,
    RELATION.STYLES,
    RELATION.NUMBERING,
    RELATION.SETTINGS,
    RELATION.THEME,
    RELATION.FONT_TABLE,
}
_KEPT_STYLES = {
    "Normal",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
    "Title",
    *(f"Heading{level}" for level in range(1, 8)),
    "ListBullet",
    "ListNumber",
    "ListContinue",
    "Quote",
    "TableGrid",
}
_OWN_STYLES = """
<w:style w:type="paragraph" w:styleId="HTMLPreformatted"><w:name w:val="HTML Preformatted"/><w:basedOn w:val="Normal"/>
 <w:uiPriority w:val="99"/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>
 <w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>
  <w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="HTMLCode"><w:name w:val="HTML Code"/><w:basedOn w:val="DefaultParagraphFont"/>
 <w:uiPriority w:val="99"/>
 <w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>
  <w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>
 <w:uiPriority w:val="99"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>
</w:style>
"""
_DROPPED_SETTINGS = {
    "rsids",
    "docId",
    "proofState",
    "savePreviewPicture",
    "shapeDefaults",
    "zoom",
    "doNotAutoCompressPictures",
}


def write(sheet: Sheet) -> bytes:
    """The sheet as a .docx file."""
    title, tag = one_line(sheet.title), language_tag(sheet.language)
    body = _Body()
    made = [body.paragraph("Title", (Run(title),))] if title else []
    for section in sheet.sections:
        heading = one_line(section.heading)
        if heading:
            made.append(body.paragraph("Heading1", (Run(heading),)))
        made += [body.block(block, _Place()) for block in read(section.text)]
    document = Document()
    _tidy(document, tag)
    _fill(document, "".join(made), body)
    _describe(document, title, tag)
    return _packed(document)


# ------------------------------------------------------------------------------------------------- the body


@dataclass(frozen=True)
class _Place:
    """Where a block stands: how many lists and quotes it is in, and the style that gives its paragraphs."""

    lists: int = 0
    quotes: int = 0
    style: str = "Normal"

    @property
    def indent(self) -> int:
        return _STEP * (self.lists + self.quotes)

    @property
    def level(self) -> int:
        """The level of a list that begins here."""
        return min(self.lists + self.quotes, _DEEPEST_LEVEL)


@dataclass
class _Body:
    """Writes the body; remembers the addresses its links lead to and where its lists begin to count anew."""

    links: dict[str, str] = field(default_factory=dict)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    """Level and first number; the first one's id is ``_NUMBERS + 1``."""

    def block(self, block: Block, place: _Place) -> str:
        match block:
            case Paragraph(inlines):
                return self.paragraph(place.style, inlines, indent=place.indent)
            case Heading(level, inlines):
                return self.paragraph(f"Heading{level + 1}", inlines, indent=place.indent)
            case Code(text):
                lines = [inline for line in text.split("\n") for inline in (Break(), Run(line))]
                return self.paragraph("HTMLPreformatted", tuple(lines[1:]), indent=place.indent)
            case Rule():
                return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{_LINE}</w:pPr></w:p>'
            case _:
                return self._block_of_blocks(block, place)

    def _block_of_blocks(self, block: Items | Quote | Table, place: _Place) -> str:
        match block:
            case Items():
                return self._items(block, place)
            case Quote(blocks):
                inside = _Place(place.lists, place.quotes + 1, "Quote")
                return "".join(self.block(inner, inside) for inner in blocks)
            case Table():
                return self._table(block)

    def paragraph(
        self, style: str, inlines: Inlines, *, indent: int = 0, number: str = "", loose: bool = False, side: str = ""
    ) -> str:
        """One paragraph. ``number`` is a w:numPr, whose level then says how far it is set in."""
        backwards = right_to_left(plain(inlines))
        properties = [f'<w:pStyle w:val="{style}"/>', number]
        properties.append("<w:bidi/>" if backwards else "")
        properties.append(f'<w:ind w:left="{indent}"/>' if indent and not number else "")
        properties.append('<w:contextualSpacing w:val="0"/>' if loose else "")
        properties.append(f'<w:jc w:val="{side}"/>' if side else "")
        return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{self._words(inlines, backwards=backwards)}</w:p>"

    def _words(self, inlines: Inlines, *, backwards: bool) -> str:
        made: list[str] = []
        for href, together in by_link(inlines):
            runs = "".join(_run(inline, backwards=backwards) for inline in together)
            made.append(f'<w:hyperlink r:id="{self._link(href)}" w:history="1">{runs}</w:hyperlink>' if href else runs)
        return "".join(made)

    def _link(self, href: str) -> str:
        return self.links.setdefault(normalizeLink(href), f"link{len(self.links) + 1}")

    def _items(self, items: Items, place: _Place) -> str:
        made: list[str] = []
        counted_by, expected = _BULLETS, -1
        for item in items.items:
            if items.numbered and item.number != expected:
                counted_by = self._counted_from(item.number, place)
            expected = item.number + 1
            made.append(self._item(item, items, place, counted_by))
        return "".join(made)

    def _counted_from(self, number: int, place: _Place) -> int:
        """The id of a numbering that begins here."""
        self.stretches.append((place.level, min(number, _HIGHEST_NUMBER)))
        return _NUMBERS + len(self.stretches)

    def _item(self, item: Item, items: Items, place: _Place, counted_by: int) -> str:
        inside = _Place(place.lists + 1, place.quotes, "ListContinue")
        words, rest = _beginning(item)
        style = "ListNumber" if items.numbered else "ListBullet"
        number = f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{counted_by}"/></w:numPr>'
        if item.number > _HIGHEST_NUMBER:
            style, number, words = inside.style, "", (Run(f"{item.number}. "), *words)
        first = self.paragraph(style, words, indent=inside.indent, number=number, loose=not items.tight)
        return first + "".join(self.block(block, inside) for block in rest)

    def _table(self, table: Table) -> str:
        backwards = "<w:bidiVisual/>" if right_to_left(words_of(table)) else ""
        rows = [self._row(table.head, table.align, head=True)]
        rows += [self._row(row, table.align, head=False) for row in table.rows]
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{backwards}<w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            f"<w:tblGrid>{'<w:gridCol/>' * len(table.head)}</w:tblGrid>{''.join(rows)}</w:tbl>"
            f"{self.paragraph('Normal', ())}"  # keeps two tables apart
        )

    def _row(self, cells: tuple[Inlines, ...], align: tuple[str, ...], *, head: bool) -> str:
        made = []
        for cell, side in zip(cells, align, strict=True):
            look = tuple(replace(i, strong=True) if isinstance(i, Run) else i for i in cell) if head else cell
            words = self.paragraph("Normal", look, side=side)
            made.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{words}</w:tc>')
        return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{''.join(made)}</w:tr>"


def _beginning(item: Item) -> tuple[Inlines, tuple[Block, ...]]:
    """The words that stand beside an item's mark, and the blocks below them."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0].inlines, item.blocks[1:]
    return (), item.blocks


def _run(inline: Inline, *, backwards: bool) -> str:
    if isinstance(inline, Break):
        return "<w:r><w:br/></w:r>"
    style = "HTMLCode" if inline.code else "Hyperlink" if inline.href else ""
    properties = [f'<w:rStyle w:val="{style}"/>'] if style else []
    properties.append("<w:b/><w:bCs/>" if inline.strong else "")
    properties.append("<w:i/><w:iCs/>" if inline.emphasis else "")
    properties.append("<w:strike/>" if inline.strike else "")
    properties.append("<w:rtl/>" if backwards or right_to_left(inline.text) else "")
    texts = [f'<w:t xml:space="preserve">{escape(text)}</w:t>' for text in inline.text.split("\t")]
    return f"<w:r><w:rPr>{''.join(properties)}</w:rPr>{'<w:tab/>'.join(texts)}</w:r>"


# -------------------------------------------------------------------------------------------- the document


def _parsed(name: str, inside: str) -> Any:
    """An element of WordprocessingML around the XML given."""
    return parse_xml(f"<w:{name} {nsdecls('w', 'r')}>{inside}</w:{name}>")


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _tidy(document: OpenDocument, tag: str) -> None:
    """Leave of the template what the words need, and set the language."""
    for relations in (document.part.package.rels, document.part.rels):
        _keep_relations(relations)
    styles, settings = cast("Any", document.styles.element), cast("Any", document.settings.element)
    _tidy_styles(styles)
    for setting in list(settings):
        if _local(setting) in _DROPPED_SETTINGS:
            settings.remove(setting)
    if tag:
        for name in ("val", "eastAsia", "bidi"):
            next(styles.iter(qn("w:lang"))).set(qn(f"w:{name}"), tag)
            next(settings.iter(qn("w:themeFontLang"))).set(qn(f"w:{name}"), tag)


def _tidy_styles(styles: Any) -> None:
    for style in styles.findall(qn("w:style")):
        name = style.get(qn("w:styleId"))
        if name not in _KEPT_STYLES:
            styles.remove(style)
        if name == "ListNumber":
            next(style.iter(qn("w:numId"))).set(qn("w:val"), str(_NUMBERS))
        for child in list(style):
            if _local(child) in {"rsid", "link"}:
                style.remove(child)
    styles.extend(list(_parsed("styles", _OWN_STYLES)))


def _keep_relations(relations: Relationships) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT_RELATIONS]:
        del relations[key]


def _fill(document: OpenDocument, made: str, body: _Body) -> None:
    whole = _parsed("document", f"<w:body>{made}</w:body>")
    page = cast("Any", document.element).body.sectPr
    page.attrib.clear()
    for name, length in (("w", 11906), ("h", 16838)):  # A4
        page.find(qn("w:pgSz")).set(qn(f"w:{name}"), str(length))
    whole[0].append(page)
    cast("Any", document.part)._element = whole  # moving paragraph by paragraph would take quadratic time
    for href, key in body.links.items():
        document.part.rels.add_relationship(RELATION.HYPERLINK, href, key, is_external=True)
    numbering = cast("Any", document.part.numbering_part.element)
    numbering[:] = list(_parsed("numbering", _lists(body.stretches)))


def _lists(stretches: list[tuple[int, int]]) -> str:
    """Bullets, numbers, and a numbering of its own for each stretch that begins to count anew."""
    made = []
    for key, form, text in ((_BULLETS, "bullet", "•"), (_NUMBERS, "decimal", "%{n}.")):
        levels = [
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.format(n=level + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
            for level in range(_DEEPEST_LEVEL + 1)
        ]
        kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
        made.append(f'<w:abstractNum w:abstractNumId="{key}">{kind}{"".join(levels)}</w:abstractNum>')
    made += [f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (_BULLETS, _NUMBERS)]
    made += [
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{_NUMBERS}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        for key, (level, first) in enumerate(stretches, _NUMBERS + 1)
    ]
    return "".join(made)


def _describe(document: OpenDocument, title: str, tag: str) -> None:
    properties = cast("Any", document.core_properties)._element
    properties[:] = []
    said = (("title", title), ("language", tag))
    inside = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in said if text)
    properties.extend(list(parse_xml(f"<cp:coreProperties {nsdecls('cp', 'dc')}>{inside}</cp:coreProperties>")))


def _packed(document: OpenDocument) -> bytes:
    """The document's members with a date that says nothing."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return packed.getvalue()
