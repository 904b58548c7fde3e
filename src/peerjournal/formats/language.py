"""Language tags as documents carry them."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def language_tag(language: str) -> str:
    """``de-DE`` for ``de_DE`` or ``de-DE``; empty for what is no language tag."""
    tag = language.replace("_", "-").partition(".")[0]
    return tag if _TAG.fullmatch(tag) else ""
