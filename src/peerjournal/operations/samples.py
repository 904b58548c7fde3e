"""How the texts of the sample journal stand in their files."""

import re

_OWN_LINE = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]\s|```)")


def unwrapped(text: str) -> str:
    """The text with the lines that were only broken to fit the file joined again."""
    lines: list[str] = []
    for line in text.splitlines():
        goes_on = lines and lines[-1].strip() and line.strip() and not _OWN_LINE.match(line)
        if goes_on and not lines[-1].startswith("#") and not lines[-1].endswith("  "):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
