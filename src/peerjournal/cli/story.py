"""``part`` and ``person``: the story on the command line.

Private marks go in and out as ``{keep}...{/keep}``.
"""

import sys
from typing import Annotated

import typer

from peerjournal.cli import inputs, output
from peerjournal.cli.door import note
from peerjournal.cli.options import AsJson, Journal, PassphraseFile, group, unlocked
from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import count_words
from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import lights, people, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks

part = group("part", _("The parts of the story."))
person = group("person", _("The people the story mentions."))

_PROBLEMS = {
    "unclosed": _("A private mark is not closed: from there to the end everything counts as private."),
    "unopened": _("A private mark is closed that was never opened: the whole text counts as private."),
    "damaged": _("A private mark is damaged: from there to the end everything counts as private."),
}


@part.command(
    "add",
    help=_("Write a part: its text comes from stdin, as UTF-8; {keep}...{/keep} never leaves. Prints the new id."),
)
def add_part(
    journal: Journal,
    title: Annotated[str, typer.Option("--title", metavar="T", help=_("Its title."), show_default=False)],
    movement: Annotated[
        str,
        typer.Option(
            "--movement",
            metavar="happened|helped|next|NAME",
            help=_("Where it stands in the story."),
            show_default=False,
        ),
    ] = "",
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--person", metavar="NAME", help=_("Somebody in it; may be given several times."), show_default=False
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    title, names = inputs.words(title), [inputs.words(n) for n in name or []]
    piped = None if inputs.typed_by_hand() else _something(inputs.text_from_stdin(), title)
    with unlocked(journal, passphrase_file) as opened:
        stands_in = story.find_movement(opened, inputs.words(movement)).id if movement else ""
        text = _something(inputs.text_from_stdin(), title) if piped is None else piped
        ids = _people_named(opened, names)
        made = story.write_part(opened, text=text, title=title, movement=stands_in, person_ids=ids)
    problem = marks.read(text).problem or marks.read(title).problem
    if problem:
        note(_PROBLEMS[problem])
    output.say(made.id)


def _something(text: str, title: str) -> str:
    if not (text.strip() or title.strip()):
        raise BadInput(_("There is no text on standard input and no title; nothing was written."))
    return text


def _people_named(journal: OpenJournal, names: list[str]) -> list[str]:
    """The ids of people there are, or of new ones with nothing arranged yet."""
    if not all(any(c.isalnum() for c in name) for name in names):  # before anybody is added
        raise BadInput(_("Please give the person a name; nothing was changed."))
    return [_person_named(journal, name) for name in names]


def _person_named(journal: OpenJournal, name: str) -> str:
    try:
        return people.find_person(journal, name).id
    except NotFound:
        return people.add_person(journal, name).id


@part.command("list", help=_("List the parts, in the order of the story."))
def list_parts(journal: Journal, as_json: AsJson = False, passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        parts = story.all_parts(opened)
        titles = {s.id: s.title for s in story.all_stories(opened)}
        labels = {m.id: m.label for m in story.all_movements(opened)}
        lit = {key: s.light.value for key, s in lights.all_lights(opened).items()}
        names = {p.id: p.name for p in people.all_people(opened)}
    if as_json:
        output.say_json(
            [
                {
                    "id": p.id,
                    "title": marks.shareable(p.title),
                    "story": titles[p.story_id],
                    "movement": p.movement,
                    "time_of_life": p.time_of_life,
                    "themes": list(p.themes),
                    "people": [names[i] for i in p.person_ids if i in names],
                    "words": count_words(marks.shareable(p.text)),
                    "private_marks": len(marks.private_texts(p.text)),
                    "feel": p.feel.value,
                    "lights": {audience: light for (part_id, audience), light in lit.items() if part_id == p.id},
                }
                for p in parts
            ]
        )
        return
    if not parts:
        note(_("There are no parts yet."))
    for p in parts:
        output.say(output.one_line(_part_line(p, labels)))


def _part_line(p: Part, labels: dict[str, str]) -> str:
    words = count_words(marks.shareable(p.text))
    counted = ngettext("{n} word", "{n} words", words).format(n=words)
    stands_in = f"  ({labels[p.movement]})" if p.movement in labels else ""
    title = marks.shareable(p.title).strip() or _("(without a title)")
    return f"{p.id}  {title}{stands_in}  {counted}"


@part.command("show", help=_("Show one part, private marks and all, as it can be read in again."))
def show_part(
    journal: Journal,
    meant: Annotated[str, typer.Argument(metavar="PART", help=_("Its id or title."), show_default=False)],
    passphrase_file: PassphraseFile = None,
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        found = story.find_part(opened, inputs.words(meant))
    text = output.without_unseen(found.text) if sys.stdout.isatty() else found.text
    output.say(text.removesuffix("\n"))


@person.command("add", help=_("Add somebody the story mentions. Prints the new id."))
def add_person(
    journal: Journal,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("How they are called."), show_default=False)],
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="NICK", help=_("Another name; may be given several times."), show_default=False),
    ] = None,
    disguise: Annotated[
        str | None,
        typer.Option(
            "--disguise", metavar="WORDS", help=_("What stands in the place of the name."), show_default=False
        ),
    ] = None,
    leave_out: Annotated[bool, typer.Option("--leave-out", help=_("They are to be left out."))] = False,
    agreed: Annotated[bool, typer.Option("--agreed", help=_("They agreed, today, to be named."))] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    chosen = {
        Arrangement.DISGUISE: disguise is not None,
        Arrangement.LEAVE_OUT: leave_out,
        Arrangement.AGREED: agreed,
    }
    said = [arrangement for arrangement, wanted in chosen.items() if wanted]
    if len(said) > 1:
        raise typer.BadParameter(_("Please give one of --disguise, --leave-out and --agreed."))
    with unlocked(journal, passphrase_file) as opened:
        made = people.arrange(
            opened,
            inputs.words(name),
            nicknames=[inputs.words(n) for n in also or []],
            arrangement=said[0] if said else Arrangement.NONE,
            disguise=inputs.words(disguise or ""),
        )
    output.say(made.id)
