"""Templates of open questions: those every journal begins with, as the person changed them, and their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.checkin import tidy_label
from peerjournal.journal.entry import new_id, one_line
from peerjournal.journal.prompts import FIRST, Prompt, Template, Use, first_templates
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.store.rows import Rows
from peerjournal.store.schema import templates as table
from peerjournal.vault.engine import Transaction

_rows = Rows(table, Template)

KEPT = Kept(
    _rows,
    lambda: _("There is no such template."),
    lambda: _("Only a template in the trash can be deleted for good; nothing was changed."),
)


def templates(journal: OpenJournal, use: Use) -> list[Template]:
    """Those for one use in the person's order, switched on or not; none from the trash."""
    with journal.reading() as db:
        kept = {t.id: t for t in _rows.all(db, table.c.use == use)}
    first = [replace(t, position=n) for n, t in enumerate(first_templates()) if t.use is use]
    there = [kept.pop(t.id, t) for t in first] + list(kept.values())
    return sorted((t for t in there if t.trashed_at is None), key=lambda t: t.position)


def is_first(template_id: str) -> bool:
    """Whether every journal begins with it; such a one can be switched off but not deleted."""
    return any(t.id == template_id for t in first_templates())


def put(journal: OpenJournal, template: Template) -> Template:
    """Keep a template as it was changed. Raises :class:`BadInput` without a name."""
    with journal.changing() as db:
        return _put(db, template)


def _put(db: Transaction, template: Template) -> Template:
    name = tidy_label(template.name)
    if not name:
        raise BadInput(_("Please give it a name; nothing was changed."))
    worded = {p.key: Prompt(p.key, one_line(p.words)) for p in template.prompts if p.words.strip()}
    kept = replace(
        template,
        name=name,
        about=one_line(template.about),
        source=one_line(template.source),
        prompts=tuple(worded.values()),
        on=template.on or template.id == FIRST,
    )
    _rows.put(db, kept)
    return kept


def add(journal: OpenJournal, use: Use, name: str) -> Template:
    """A new one of the person's own, after the others, without questions. Raises :class:`BadInput` without a name."""
    last = max((t.position for t in templates(journal, use)), default=-1)
    return put(journal, Template(new_id(), use, name, position=last + 1))


def new_prompt(words: str = "") -> Prompt:
    """A question of the person's own, with a key nobody else has."""
    return Prompt(new_id(), words)


def switch(journal: OpenJournal, template_id: str, *, on: bool) -> Template:
    """Offer it, or not. The first three questions of a reflection stay. Raises :class:`NotFound`."""
    return put(journal, replace(get_template(journal, template_id), on=on))


def get_template(journal: OpenJournal, template_id: str) -> Template:
    """As it stands, in the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        kept = _rows.find(db, table.c.id == template_id)
    if kept is not None:
        return kept
    for place, template in enumerate(first_templates()):
        if template.id == template_id:
            return replace(template, position=place)
    raise NotFound(_("There is no such template."))


def first_words(journal: OpenJournal, template_id: str) -> Template:
    """Put a template every journal begins with back into its first words; on or off and its place stay.

    Raises :class:`NotFound` for one of the person's own.
    """
    for template in first_templates():
        if template.id == template_id:
            now = get_template(journal, template_id)
            return put(journal, replace(template, on=now.on, position=now.position))
    raise NotFound(_("This template is your own; it has no other first words. Nothing was changed."))


def own_words(journal: OpenJournal, before: Template) -> Template:
    """Put a template that has its first words again back to what it said ``before``.

    What was written since stays: another name or sentence, a question reworded, added or taken out. Where a question
    has other words both before and since, the later ones stand behind it as a question of their own. Raises
    :class:`NotFound`.
    """
    first = next((template for template in first_templates() if template.id == before.id), None)
    now = get_template(journal, before.id)
    if first is None:
        raise NotFound(_("There is no such template."))
    return put(
        journal,
        replace(
            now,
            name=before.name if now.name == first.name else now.name,
            about=before.about if now.about == first.about else now.about,
            source=before.source if now.source == first.source else now.source,
            prompts=tuple(_own_prompts(before.prompts, first.prompts, now.prompts)),
        ),
    )


def _own_prompts(before: Sequence[Prompt], first: Sequence[Prompt], now: Sequence[Prompt]) -> Iterator[Prompt]:
    began, since = ({prompt.key: prompt.words for prompt in there} for there in (first, now))
    for prompt in before:
        yield from _own_prompt(prompt, began.get(prompt.key), since.get(prompt.key))
    old = {prompt.key for prompt in before}
    yield from (prompt for prompt in now if prompt.key not in old and began.get(prompt.key) != prompt.words)


def _own_prompt(before: Prompt, first: str | None, now: str | None) -> tuple[Prompt, ...]:
    """One question as it was before, given its first words and those it has now; None where it is not there."""
    if now is None or now == first:
        taken_out_since = now is None and before.words == first
        return () if taken_out_since else (before,)
    if before.words == first:
        return (Prompt(before.key, now),)
    return (before,) if before.words == now else (before, new_prompt(now))


def order(journal: OpenJournal, use: Use, template_ids: Sequence[str]) -> list[Template]:
    """Offer them in this order; those not named come after."""
    there = templates(journal, use)
    rank = {id_: n for n, id_ in enumerate(template_ids)}
    with journal.changing() as db:
        for place, template in enumerate(sorted(there, key=lambda t: rank.get(t.id, len(rank)))):
            _put(db, replace(template, position=place))
    return templates(journal, use)


def move_to_trash(journal: OpenJournal, template_id: str) -> Template:
    """Raises :class:`NotFound`, or :class:`BadInput` for one every journal begins with: it can be switched off."""
    if is_first(template_id):
        raise BadInput(_("This template came with the journal; it can be switched off. Nothing was changed."))
    return KEPT.put(journal, template_id, trashed=True)


def restore(journal: OpenJournal, template_id: str) -> Template:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, template_id, trashed=False)


def delete_for_good(journal: OpenJournal, template_id: str) -> None:
    """Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, template_id)
