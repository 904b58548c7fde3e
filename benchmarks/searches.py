"""What a person types into the search field, letter by letter."""

from benchmarks.data import entry, words


def queries() -> dict[str, str]:
    """One of each kind, as it stands when typed out."""
    known = words()
    in_a_row = entry(7).text.split()[20:22]
    seldom, often = known.at_share(0.03), known.at_share(0.12)
    return {
        "most common word": known.all[0],
        "common word": known.common,
        "rare word": known.rare,
        "two words": f"{often} {seldom}",
        "phrase": f'"{in_a_row[0]} {in_a_row[1]}"',
        "prefix": f"{known.at_share(0.2)[:2]}*",
        "minus": f"{known.common} -{often}",
        "tag": f"tag:garden {seldom}",
    }


def keystrokes() -> list[str]:
    """What stands in the field after each key."""
    return [typed[:n] for typed in queries().values() for n in range(1, len(typed) + 1)]
